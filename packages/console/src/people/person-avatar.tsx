import { usePage } from '../page/use-page.js'
import { Avatar } from '../parts/avatar.js'

/** Avatar of a person or bot, with the given name. */
export function PersonAvatar(props: {
  readonly id: number
  readonly name: string
  readonly size?: 'small' | 'large'
}) {
  const kind = usePage(({ accounts }) => (accounts.has(props.id) ? 'bot' : 'user'))
  const picture = usePage(({ users }) => users.get(props.id)?.avatar)
  return <Avatar {...props} kind={kind} picture={picture} />
}
