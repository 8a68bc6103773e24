import type { PageUser } from '@rookery/sandbox'
import { nicknameOf } from '../live/look-up.js'
import { useApp } from '../page/app-context.js'
import { memo } from '../page/memo.js'
import { usePage } from '../page/use-page.js'
import { PersonAvatar } from './person-avatar.js'

const MOST_OFFERED = 200

interface WhoPickerProps {
  readonly me: number
  readonly onWho: (user_id: number) => void
  readonly class?: string
}

/** Chooses the acting user. */
export const WhoPicker = memo(function WhoPicker(props: WhoPickerProps) {
  const { me, onWho } = props
  const { say } = useApp()
  const users = usePage((state) => state.users)
  const known = usePage((state) => state.accounts)
  const accounts = [...users.values()].filter(({ user_id }) => known.has(user_id))
  const people = [...users.values()].filter(({ user_id }) => !known.has(user_id))
  // Users beyond the list are reached by the menu of a member.
  const offered = people.filter(({ user_id }, at) => at < MOST_OFFERED || user_id === me)
  const option = ({ user_id, nickname }: PageUser) => (
    <option key={user_id} value={user_id} selected={user_id === me}>
      {nickname || user_id}
    </option>
  )
  return (
    <label class={`who ${props.class ?? ''}`}>
      <PersonAvatar id={me} name={nicknameOf({ users }, me)} />
      <span class="who-text">
        <span class="dim">{say('i_am')}</span>
        <select data-who="" value={me} onChange={(event) => onWho(Number(event.currentTarget.value))}>
          {offered.map(option)}
          <optgroup label={say('accounts')}>{accounts.map(option)}</optgroup>
        </select>
      </span>
    </label>
  )
})
