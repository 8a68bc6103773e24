import { usePage } from '../page/use-page.js'
import { Avatar } from '../parts/avatar.js'

/** The picture of a person or of a bot, under the name given. */
export function PersonAvatar(props: {
  readonly id: number
  readonly name: string
  readonly size?: 'small' | 'large'
}) {
  const kind = usePage(({ accounts }) => (accounts.has(props.id) ? 'bot' : 'user'))
  const picture = usePage(({ users }) => users.get(props.id)?.avatar)
  return <Avatar {...props} kind={kind} picture={picture} />
}
