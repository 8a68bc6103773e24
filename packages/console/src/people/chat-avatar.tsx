import { chatName, partnerOf, readKey } from '../live/look-up.js'
import { useApp } from '../page/app-context.js'
import { Avatar } from '../parts/avatar.js'

/** The picture of a chat: of the group, or of whom one speaks with. */
export function ChatAvatar(props: { readonly chat: string; readonly me: number; readonly size?: 'small' }) {
  const { chat, me, size } = props
  const { state } = useApp()
  const ref = readKey(chat)
  const name = chatName(state, chat, me)
  const sized = size ? { size } : {}
  if (ref?.is === 'group') return <Avatar id={ref.group_id} name={name} kind="group" {...sized} />
  const partner = partnerOf(chat, me) ?? 0
  const kind = state.accounts.has(partner) ? 'bot' : 'user'
  return <Avatar id={partner} name={name} kind={kind} picture={state.users.get(partner)?.avatar} {...sized} />
}
