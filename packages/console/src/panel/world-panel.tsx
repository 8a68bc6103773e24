import { useApp } from '../page/app-context.js'
import { useNicknames } from '../page/use-nicknames.js'
import { usePage } from '../page/use-page.js'
import { Avatar } from '../parts/avatar.js'
import { ClockBox } from './clock-box.js'
import { FaultsBox } from './faults-box.js'
import { PeopleBox } from './people-box.js'
import { WorldFileBox } from './world-file-box.js'

/** The tab of the world: clock, accounts, faults, people and file. */
export function WorldPanel() {
  return (
    <div class="panel">
      <ClockBox />
      <AccountsBox />
      <FaultsBox />
      <PeopleBox />
      <WorldFileBox />
    </div>
  )
}

/** Switches that take accounts online and offline. */
function AccountsBox() {
  const { say, store, attempt } = useApp()
  const accounts = usePage((state) => state.accounts)
  const nameOf = useNicknames()
  return (
    <section class="box">
      <h2>{say('accounts')}</h2>
      {[...accounts.values()].map(({ self_id, online }) => (
        <div class="box-row" key={self_id}>
          <Avatar id={self_id} name={nameOf(self_id)} kind="bot" size="small" />
          <span class="person-name">{nameOf(self_id)}</span>
          <span class={online ? 'state state-on' : 'state'}>{say(online ? 'online' : 'offline')}</span>
          <button
            type="button"
            class="button button-small"
            onClick={() => void attempt(() => store.ask({ ask: 'online', self_id, online: !online }))}
          >
            {say(online ? 'go_offline' : 'go_online')}
          </button>
        </div>
      ))}
    </section>
  )
}
