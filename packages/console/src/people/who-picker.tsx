import { useApp } from '../app/app-context.js'
import { nicknameOf } from '../live/look-up.js'
import { Avatar } from '../parts/avatar.js'

/** Chooses who one is. */
export function WhoPicker(props: {
  readonly me: number
  readonly onWho: (user_id: number) => void
  readonly class?: string
}) {
  const { me, onWho } = props
  const { state, say } = useApp()
  const users = [...state.users.values()]
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
          {users.filter(({ user_id }) => !state.accounts.has(user_id)).map(option)}
          <optgroup label={say('accounts')}>
            {users.filter(({ user_id }) => state.accounts.has(user_id)).map(option)}
          </optgroup>
        </select>
      </span>
    </label>
  )
}
