import { chatName, groupOf, partnerOf } from '../live/look-up.js'
import { useApp } from '../page/app-context.js'
import { Avatar } from '../parts/avatar.js'
import { IconButton } from '../parts/icon.js'
import type { MenuAnchor } from '../parts/menu.js'
import { WhoPicker } from '../people/who-picker.js'

export interface ChatHeadProps {
  readonly chat: string
  readonly me: number
  readonly showMembers: boolean
  readonly onMembers: (show: boolean) => void
  readonly onBack: () => void
  readonly onMenu: (at: MenuAnchor) => void
  readonly onSwitch: (user_id: number) => void
}

/** The name of a chat, and what can be done with it. */
export function ChatHead({ chat, me, showMembers, onMembers, onBack, onMenu, onSwitch }: ChatHeadProps) {
  const { state, say } = useApp()
  const group = groupOf(state, chat)
  const name = chatName(state, chat, me)
  const partner = partnerOf(chat, me) ?? 0
  const kind = group ? 'group' : state.accounts.has(partner) ? 'bot' : 'user'
  const account = state.accounts.get(partner)
  const hint = group
    ? say('members_n', { n: group.members.size })
    : account
      ? say(account.online ? 'online' : 'offline')
      : String(partner)
  return (
    <header class="chat-head">
      <IconButton name="back" class="only-narrow" label={say('back')} onClick={onBack} />
      <Avatar
        id={group?.group_id ?? partner}
        name={name}
        kind={kind}
        picture={state.users.get(partner)?.avatar}
      />
      <div class="chat-title">
        <h1>{name}</h1>
        <span class="dim">{hint}</span>
      </div>
      <WhoPicker me={me} onWho={onSwitch} class="chat-who only-narrow" />
      {group ? (
        <>
          <IconButton
            name="members"
            label={say('members')}
            pressed={showMembers}
            onClick={() => onMembers(!showMembers)}
          />
          <IconButton
            name="more"
            label={say('more_actions')}
            onClick={(event) => onMenu(event.currentTarget as HTMLElement)}
          />
        </>
      ) : null}
    </header>
  )
}
