import type { PageMember } from '@rookery/sandbox'
import { useMemo, useState } from 'preact/hooks'
import { groupOf, isAdmin, nicknameOf, sortedMembers } from '../live/look-up.js'
import { useApp } from '../page/app-context.js'
import { Avatar } from '../parts/avatar.js'

export interface MemberListProps {
  readonly chat: string
  readonly me: number
  readonly onPerson: (user_id: number, at: HTMLElement) => void
}

/** More members are found by searching. */
const MOST_SHOWN = 200

/** Who is in a group, with roles. */
export function MemberList({ chat, me, onPerson }: MemberListProps) {
  const { state, say } = useApp()
  const [query, setQuery] = useState('')
  const members = groupOf(state, chat)?.members
  const sorted = useMemo(() => (members ? sortedMembers(state, members) : []), [members, state.users])
  if (!members) return null
  const wanted = query.trim().toLowerCase()
  const found = sorted.filter(({ user_id, card }) =>
    [card, nicknameOf(state, user_id), String(user_id)].some((name) => name.toLowerCase().includes(wanted)),
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

function MemberRow(props: {
  readonly member: PageMember
  readonly isMe: boolean
  readonly onPerson: MemberListProps['onPerson']
}) {
  const { member, isMe, onPerson } = props
  const { state, say } = useApp()
  const { user_id, card, role, title, muted_until } = member
  const name = card || nicknameOf(state, user_id)
  const isBot = state.accounts.has(user_id)
  const isMuted = muted_until * 1000 > Date.now() + state.aheadMs
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
      <Avatar
        id={user_id}
        name={name}
        size="small"
        kind={isBot ? 'bot' : 'user'}
        picture={state.users.get(user_id)?.avatar}
      />
      <span class="person-name">{name}</span>
      {isMe ? <span class="dim">{say('me')}</span> : null}
      {isMuted ? <span class="badge badge-muted">{say('muted')}</span> : null}
      {title ? <span class="badge badge-title">{title}</span> : null}
      {isBot ? <span class="badge badge-bot">{say('bot')}</span> : null}
      {isAdmin(member) ? (
        <span class={`badge badge-${role}`}>{say(role === 'owner' ? 'owner' : 'admin')}</span>
      ) : null}
    </button>
  )
}
