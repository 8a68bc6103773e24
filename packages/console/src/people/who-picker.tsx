import { useMemo } from 'preact/hooks'
import { nicknameOf } from '../live/look-up.js'
import { useApp } from '../page/app-context.js'
import { Avatar } from '../parts/avatar.js'

const MOST_OFFERED = 200

/** Chooses who one is. */
export function WhoPicker(props: {
  readonly me: number
  readonly onWho: (user_id: number) => void
  readonly class?: string
}) {
  const { me, onWho } = props
  const { state, say } = useApp()
  const users = useMemo(() => [...state.users.values()], [state.users])
  const accounts = users.filter(({ user_id }) => state.accounts.has(user_id))
  const people = users.filter(({ user_id }) => !state.accounts.has(user_id))
  // One who is not among them is reached by the menu of a member.
  const offered = people.filter(({ user_id }, at) => at < MOST_OFFERED || user_id === me)
  const option = ({ user_id, nickname }: (typeof users)[number]) => (
    <option key={user_id} value={user_id} selected={user_id === me}>
      {nickname || user_id}
    </option>
  )
  const isBot = state.accounts.has(me)
  return (
    <label class={`who ${props.class ?? ''}`}>
      <Avatar
        id={me}
        name={nicknameOf(state, me)}
        kind={isBot ? 'bot' : 'user'}
        picture={state.users.get(me)?.avatar}
      />
      <span class="who-text">
        <span class="dim">{say('i_am')}</span>
        <select data-who="" value={me} onChange={(event) => onWho(Number(event.currentTarget.value))}>
          {offered.map(option)}
          <optgroup label={say('accounts')}>{accounts.map(option)}</optgroup>
        </select>
      </span>
    </label>
  )
}
