import { chatName, partnerOf, readKey } from '../live/look-up.js'
import { usePage } from '../page/use-page.js'
import { Avatar } from '../parts/avatar.js'
import { PersonAvatar } from './person-avatar.js'

/** Avatar of a chat: of the group, or of the other user. */
export function ChatAvatar(props: { readonly chat: string; readonly me: number; readonly size?: 'small' }) {
  const { chat, me, size } = props
  const ref = readKey(chat)
  const name = usePage((state) => chatName(state, chat, me))
  const sized = size ? { size } : {}
  if (ref?.is === 'group') return <Avatar id={ref.group_id} name={name} kind="group" {...sized} />
  return <PersonAvatar id={partnerOf(chat, me) ?? 0} name={name} {...sized} />
}
