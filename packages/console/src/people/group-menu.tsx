import { groupOfChat, isAdmin, nicknameOf } from '../live/look-up.js'
import type { GroupView } from '../live/page-state.js'
import { type PageContext, useApp } from '../page/app-context.js'
import { usePage } from '../page/use-page.js'
import { Menu, type MenuAnchor, type MenuItem } from '../parts/menu.js'
import type { PromptQuestion } from '../parts/prompt.js'

export interface GroupMenuProps {
  readonly chat: string
  readonly me: number
  readonly at: MenuAnchor
  readonly onClose: () => void
  readonly onAsk: (question: PromptQuestion) => void
}

/** Number of users offered for an invitation. */
const MOST_INVITED = 8

/** The menu of a group. */
export function GroupMenu(props: GroupMenuProps) {
  const app = useApp()
  const group = usePage((state) => groupOfChat(state, props.chat))
  if (!group) return null
  return (
    <Menu
      at={props.at}
      label={group.group_name}
      onClose={props.onClose}
      groups={[
        group.members.has(props.me) ? inviteItems(app, props, group) : [],
        isAdmin(group.members.get(props.me)) ? adminItems(app, props, group) : [],
        leaveItems(app, props, group),
      ]}
    />
  )
}

function inviteItems(
  { say, act, store }: PageContext,
  { me }: GroupMenuProps,
  { group_id, members }: GroupView,
): MenuItem[] {
  return [...store.state.users.keys()]
    .filter((user_id) => !members.has(user_id))
    .slice(0, MOST_INVITED)
    .map((user_id) => ({
      label: `${say('invite')}: ${nicknameOf(store.state, user_id)}`,
      onPick: () => void act(me, { do: 'invite', group_id, user_id }),
    }))
}

function adminItems({ say, act }: PageContext, { me, onAsk }: GroupMenuProps, group: GroupView): MenuItem[] {
  const { group_id, group_name, whole_ban } = group
  const rename = (text: string) => void act(me, { do: 'rename_group', group_id, group_name: text })
  return [
    {
      label: say('rename_group'),
      onPick: () =>
        onAsk({ title: say('rename_group'), field: say('group_name'), value: group_name, onAnswer: rename }),
    },
    {
      label: say(whole_ban ? 'unban_all' : 'ban_all'),
      onPick: () => void act(me, { do: 'mute_all', group_id, enable: !whole_ban }),
    },
  ]
}

function leaveItems({ say, act }: PageContext, { me, onAsk }: GroupMenuProps, group: GroupView): MenuItem[] {
  const { group_id, group_name } = group
  const own = group.members.get(me)
  if (!own) return [{ label: say('join'), onPick: () => void act(me, { do: 'join', group_id }) }]
  const word = own.role === 'owner' ? 'dismiss' : 'leave'
  const onAnswer = () => void act(me, { do: word, group_id })
  const title = `${say(word)}: ${group_name}?`
  return [{ label: say(word), isDanger: true, onPick: () => onAsk({ title, isDanger: true, onAnswer }) }]
}
