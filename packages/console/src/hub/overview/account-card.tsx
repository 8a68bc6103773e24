import { safeLink } from '../../message/segment-data.js'
import { Avatar } from '../../parts/avatar.js'
import { useHub, useHubState } from '../page/hub-context.js'
import { routeHash } from '../page/route.js'
import { Ago } from '../parts/ago.js'
import { Facts } from '../parts/facts.js'
import { HealthBadge } from '../parts/health-badge.js'
import { Name, plainName, visibleName } from '../parts/name.js'
import { Sparkline } from '../parts/sparkline.js'
import type { AccountState } from '../wire/wire.js'

const NO_NUMBERS: readonly number[] = []

/** An account: its health, what it does, and the way to log in again. */
export function AccountCard({ account }: { readonly account: AccountState }) {
  const { say } = useHub()
  const { self_id, nickname, health, since } = account
  const numbers = useHubState(({ series }) => series.accounts.get(self_id)) ?? NO_NUMBERS
  const name = visibleName(nickname, self_id)
  return (
    <li class={`card-box ${health === 'online' ? '' : 'card-bad'}`}>
      <header class="card-head">
        <Avatar id={Number(self_id) || 0} name={plainName(nickname, self_id)} kind="bot" size="small" />
        <div class="card-title">
          <h3>
            <Name text={nickname} otherwise={self_id} />
          </h3>
          <span class="dim">
            {name === self_id ? '' : `${self_id} · `}
            <Ago at={since} />
          </span>
        </div>
        <HealthBadge health={health} />
      </header>
      <Sparkline numbers={numbers} label={say('rate_events')} />
      <AccountFacts account={account} />
      <footer class="card-foot">
        <WebuiLink account={account} />
        <a href={routeHash('chat', { account: self_id })}>{say('page_chat')}</a>
        <a href={routeHash('traffic', { account: self_id })}>{say('page_traffic')}</a>
      </footer>
    </li>
  )
}

function AccountFacts({ account }: { readonly account: AccountState }) {
  const { say } = useHub()
  const { implementation, events, last_event_at, calls_in_flight, held_calls, pace, breaker } = account
  const waiting = pace && pace.waiting > 0 ? String(pace.waiting) : undefined
  return (
    <Facts
      facts={[
        [
          say('implementation_is'),
          implementation && `${implementation.name} ${implementation.version ?? ''}`,
        ],
        [say('events_total'), events.toLocaleString('en')],
        [say('last_event'), last_event_at === undefined ? say('never') : <Ago at={last_event_at} />],
        [say('calls_running'), calls_in_flight > 0 ? calls_in_flight : undefined],
        [say('held_calls'), held_calls > 0 ? held_calls : undefined],
        [say('pace'), pace?.slowed ? say('pace_slowed', { n: pace.waiting }) : waiting],
        [say('breaker'), breaker && breaker.state !== 'closed' ? say(`breaker_${breaker.state}`) : undefined],
      ]}
    />
  )
}

/** Link to the implementation's own page, where one scans the code again. */
function WebuiLink({ account }: { readonly account: AccountState }) {
  const { say } = useHub()
  const link = safeLink(account.webui ?? '')
  if (!link) return null
  const name = account.implementation?.name ?? account.upstream ?? say('implementation')
  return (
    <a
      href={link}
      target="_blank"
      rel="noreferrer noopener"
      class={account.health === 'online' ? '' : 'strong-link'}
    >
      {say('open_webui', { name })}
    </a>
  )
}
