import type { PageMember } from '@rookery/sandbox'
import { groupOfChat, isAdmin, mayManage, nameIn } from '../live/look-up.js'
import { type PageContext, useApp } from '../page/app-context.js'
import { usePage } from '../page/use-page.js'
import { Menu, type MenuAnchor, type MenuItem } from '../parts/menu.js'
import type { PromptQuestion } from '../parts/prompt.js'
import { durationText } from '../words/times.js'
import { PersonAvatar } from './person-avatar.js'

export interface PersonMenuProps {
  readonly chat: string
  readonly me: number
  readonly user_id: number
  readonly at: MenuAnchor
  readonly onClose: () => void
  readonly onAsk: (question: PromptQuestion) => void
  readonly onMention: (user_id: number) => void
  readonly onPrivateChat: (user_id: number) => void
  readonly onSwitch: (user_id: number) => void
}

/** The menu of a user. Its items depend on the acting user's role. */
export function PersonMenu(props: PersonMenuProps) {
  const { chat, me, user_id, at, onClose } = props
  const app = useApp()
  const name = usePage((state) => nameIn(state, chat, user_id))
  const members = usePage((state) => groupOfChat(state, chat)?.members)
  const isFriend = usePage(({ friends }) => friends.get(me)?.has(user_id) ?? false)
  const [mine, theirs] = [members?.get(me), members?.get(user_id)]
  return (
    <Menu
      at={at}
      label={name}
      onClose={onClose}
      head={
        <>
          <PersonAvatar id={user_id} name={name} />
          <span class="menu-who">
            <strong>{name}</strong>
            <span class="dim">{user_id}</span>
          </span>
        </>
      }
      groups={[
        nearItems(app, props),
        friendItems(app, props, isFriend),
        theirs ? memberItems(app, props, mine, theirs) : [],
        theirs && mine && mayManage(mine, theirs) ? banItems(app, props, theirs) : [],
      ]}
    />
  )
}

function nearItems({ say, act, store }: PageContext, props: PersonMenuProps): MenuItem[] {
  const { me, user_id, chat, onSwitch, onMention, onPrivateChat } = props
  const group = groupOfChat(store.state, chat)
  const poke = () => act(me, { do: 'poke', user_id, ...(group ? { group_id: group.group_id } : {}) })
  const own: MenuItem[] = [{ label: say('poke'), onPick: () => void poke() }]
  if (me === user_id) return own
  return [
    { label: say('switch_to'), onPick: () => onSwitch(user_id) },
    ...(group ? [{ label: say('mention'), onPick: () => onMention(user_id) }] : []),
    { label: say('private_chat'), onPick: () => onPrivateChat(user_id) },
    ...own,
  ]
}

function friendItems(
  { say, act }: PageContext,
  { me, user_id, onAsk }: PersonMenuProps,
  isFriend: boolean,
): MenuItem[] {
  if (me === user_id) return []
  if (isFriend) {
    const onPick = () => void act(me, { do: 'delete_friend', user_id })
    return [{ label: say('delete_friend'), isDanger: true, onPick }]
  }
  const request = (comment: string) => void act(me, { do: 'request_friend', user_id, comment })
  return [
    {
      label: say('add_friend'),
      onPick: () => onAsk({ title: say('add_friend'), field: say('comment'), onAnswer: request }),
    },
    { label: say('befriend'), onPick: () => void act(me, { do: 'befriend', user_id }) },
  ]
}

function memberItems(
  app: PageContext,
  props: PersonMenuProps,
  mine: PageMember | undefined,
  theirs: PageMember,
): MenuItem[] {
  const { say, act } = app
  const { me, user_id, chat, onAsk } = props
  const group_id = groupOfChat(app.store.state, chat)?.group_id ?? 0
  const items: MenuItem[] = []
  if (me === user_id || isAdmin(mine)) {
    const onAnswer = (card: string) => void act(me, { do: 'set_card', group_id, user_id, card })
    const question = { title: say('set_card'), field: say('card'), value: theirs.card, onAnswer }
    items.push({ label: say('set_card'), onPick: () => onAsk(question) })
  }
  if (mine?.role !== 'owner') return items
  const onAnswer = (title: string) => void act(me, { do: 'set_title', group_id, user_id, title })
  const question = { title: say('set_title'), field: say('title'), value: theirs.title, onAnswer }
  items.push({ label: say('set_title'), onPick: () => onAsk(question) })
  if (me === user_id) return items
  const enable = theirs.role !== 'admin'
  const onPick = () => void act(me, { do: 'set_admin', group_id, user_id, enable })
  return [...items, { label: say(enable ? 'promote' : 'demote'), onPick }]
}

const BAN_SECONDS = [60, 600, 3600, 86_400] as const

function banItems(app: PageContext, props: PersonMenuProps, theirs: PageMember): MenuItem[] {
  const { say, act, store } = app
  const { state } = store
  const { me, user_id, chat, onAsk } = props
  const group_id = groupOfChat(state, chat)?.group_id ?? 0
  const ban = (duration: number) => void act(me, { do: 'mute', group_id, user_id, duration })
  const isMuted = theirs.muted_until * 1000 > Date.now() + state.aheadMs
  const kick = () => void act(me, { do: 'kick', group_id, user_id })
  return [
    ...(isMuted ? [{ label: say('unban'), onPick: () => ban(0) }] : []),
    ...BAN_SECONDS.map((seconds) => ({
      label: say('ban_for', { time: durationText(seconds, say) }),
      onPick: () => ban(seconds),
    })),
    {
      label: say('kick'),
      isDanger: true,
      onPick: () =>
        onAsk({ title: `${say('kick')}: ${nameIn(state, chat, user_id)}?`, isDanger: true, onAnswer: kick }),
    },
  ]
}
