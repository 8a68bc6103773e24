import { chatName, groupOfChat, partnerOf } from '../live/look-up.js'
import type { PageState } from '../live/page-state.js'
import { useApp } from '../page/app-context.js'
import { usePage } from '../page/use-page.js'
import { IconButton } from '../parts/icon.js'
import type { MenuAnchor } from '../parts/menu.js'
import { ChatAvatar } from '../people/chat-avatar.js'
import { WhoPicker } from '../people/who-picker.js'
import type { Say } from '../words/words.js'

export interface ChatHeadProps {
  readonly chat: string
  readonly me: number
  readonly showMembers: boolean
  readonly onMembers: (show: boolean) => void
  readonly onBack: () => void
  readonly onMenu: (at: MenuAnchor) => void
  readonly onSwitch: (user_id: number) => void
}

/** Header of a chat: its name and its actions. */
export function ChatHead({ chat, me, showMembers, onMembers, onBack, onMenu, onSwitch }: ChatHeadProps) {
  const { say } = useApp()
  const isGroup = usePage((state) => groupOfChat(state, chat) !== undefined)
  return (
    <header class="chat-head">
      <IconButton name="back" class="only-narrow" label={say('back')} onClick={onBack} />
      <ChatTitle chat={chat} me={me} />
      <WhoPicker me={me} onWho={onSwitch} class="chat-who only-narrow" />
      {isGroup ? (
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

function ChatTitle({ chat, me }: { readonly chat: string; readonly me: number }) {
  const { say } = useApp()
  const name = usePage((state) => chatName(state, chat, me))
  const hint = usePage((state) => hintOf(state, say, chat, me))
  return (
    <>
      <ChatAvatar chat={chat} me={me} />
      <div class="chat-title">
        <h1>{name}</h1>
        <span class="dim">{hint}</span>
      </div>
    </>
  )
}

/** Number of members of a group; online status of a bot; id of a person. */
function hintOf(state: PageState, say: Say, chat: string, me: number): string {
  const group = groupOfChat(state, chat)
  if (group) return say('members_n', { n: group.members.size })
  const partner = partnerOf(chat, me) ?? 0
  const account = state.accounts.get(partner)
  return account ? say(account.online ? 'online' : 'offline') : String(partner)
}
