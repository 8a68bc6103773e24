import type { PageMember } from '@rookery/sandbox'
import { useMemo, useState } from 'preact/hooks'
import { groupOfChat, isAdmin, nicknameOf, sortedMembers } from '../live/look-up.js'
import { useApp } from '../page/app-context.js'
import { memo } from '../page/memo.js'
import { usePage } from '../page/use-page.js'
import { PersonAvatar } from './person-avatar.js'

export interface MemberListProps {
  readonly chat: string
  readonly me: number
  readonly onPerson: (user_id: number, at: HTMLElement) => void
}

/** Number of listed members; more are found by searching. */
const MOST_SHOWN = 200

/** The members of a group, with their roles. */
export function MemberList({ chat, me, onPerson }: MemberListProps) {
  const { say } = useApp()
  const [query, setQuery] = useState('')
  const members = usePage((state) => groupOfChat(state, chat)?.members)
  const users = usePage((state) => state.users)
  const accounts = usePage((state) => state.accounts)
  const sorted = useMemo(
    () => (members ? sortedMembers({ users, accounts }, members) : []),
    [members, users, accounts],
  )
  if (!members) return null
  const wanted = query.trim().toLowerCase()
  const found = sorted.filter(({ user_id, card }) =>
    [card, nicknameOf({ users }, user_id), String(user_id)].some((name) =>
      name.toLowerCase().includes(wanted),
    ),
  )
  return (
    <div class="member-list">
      <input
        class="search-field"
        type="search"
        placeholder={say('search_members', { n: members.size })}
        aria-label={say('search')}
        value={query}
        onInput={(event) => setQuery(event.currentTarget.value)}
      />
      <ul class="people">
        {found.slice(0, MOST_SHOWN).map((member) => (
          <li key={member.user_id}>
            <MemberRow member={member} isMe={member.user_id === me} onPerson={onPerson} />
          </li>
        ))}
      </ul>
    </div>
  )
}

const MemberRow = memo(function MemberRow(props: {
  readonly member: PageMember
  readonly isMe: boolean
  readonly onPerson: MemberListProps['onPerson']
}) {
  const { member, isMe, onPerson } = props
  const { say } = useApp()
  const { user_id, card } = member
  const name = usePage((state) => card || nicknameOf(state, user_id))
  return (
    <button
      type="button"
      class="person"
      aria-haspopup="menu"
      onClick={(event) => onPerson(user_id, event.currentTarget)}
      onContextMenu={(event) => {
        event.preventDefault()
        onPerson(user_id, event.currentTarget)
      }}
    >
      <PersonAvatar id={user_id} name={name} size="small" />
      <span class="person-name">{name}</span>
      {isMe ? <span class="dim">{say('me')}</span> : null}
      <MemberBadges member={member} />
    </button>
  )
})

function MemberBadges({ member }: { readonly member: PageMember }) {
  const { say } = useApp()
  const { user_id, role, title, muted_until } = member
  const isBot = usePage(({ accounts }) => accounts.has(user_id))
  const isMuted = usePage(({ aheadMs }) => muted_until * 1000 > Date.now() + aheadMs)
  return (
    <>
      {isMuted ? <span class="badge badge-muted">{say('muted')}</span> : null}
      {title ? <span class="badge badge-title">{title}</span> : null}
      {isBot ? <span class="badge badge-bot">{say('bot')}</span> : null}
      {isAdmin(member) ? (
        <span class={`badge badge-${role}`}>{say(role === 'owner' ? 'owner' : 'admin')}</span>
      ) : null}
    </>
  )
}
