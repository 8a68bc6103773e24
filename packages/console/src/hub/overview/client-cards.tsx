import { useMemo } from 'preact/hooks'
import { useHub, useHubState } from '../page/hub-context.js'
import { routeHash } from '../page/route.js'
import { Ago } from '../parts/ago.js'
import { Facts } from '../parts/facts.js'
import { LagText } from '../parts/lag-text.js'
import { Name } from '../parts/name.js'
import { Sparkline } from '../parts/sparkline.js'
import type { ClientState } from '../wire/wire.js'

/** Cards at most; all clients are on their own page. */
const MOST_CARDS = 24
const NO_NUMBERS: readonly number[] = []

/** The clients as cards, those that lag first. */
export function ClientCards() {
  const { say } = useHub()
  const clients = useHubState(({ hub }) => hub?.clients)
  const shown = useMemo(() => worstFirst(clients ?? []).slice(0, MOST_CARDS), [clients])
  const count = clients?.length ?? 0
  return (
    <section aria-labelledby="clients-head">
      <h2 id="clients-head">{say('clients_n', { n: count })}</h2>
      {count === 0 ? <p class="empty">{say('no_clients')}</p> : null}
      <ul class="cards">
        {shown.map((client) => (
          <ClientCard key={client.app_id} client={client} />
        ))}
      </ul>
      {shown.length < count ? (
        <a href={routeHash('clients')}>{say('show_more', { n: count - shown.length })}</a>
      ) : null}
    </section>
  )
}

const worstFirst = (clients: readonly ClientState[]): readonly ClientState[] =>
  [...clients].sort((a, b) => b.lag_events - a.lag_events || b.connections.length - a.connections.length)

function ClientCard({ client }: { readonly client: ClientState }) {
  const { say } = useHub()
  const { app_id, name, connections, gaps, last_seen_at } = client
  const numbers = useHubState(({ series }) => series.clients.get(app_id)) ?? NO_NUMBERS
  const program = connections[0]?.program
  return (
    <li class="card-box">
      <header class="card-head">
        <div class="card-title">
          <h3>
            <a href={routeHash('clients', { id: app_id })}>
              <Name text={name ?? program} otherwise={app_id.slice(0, 12)} />
            </a>
          </h3>
          {name && program ? (
            <span class="dim">
              <bdi>{program}</bdi>
            </span>
          ) : null}
        </div>
        <span class={`health ${connections.length > 0 ? 'health-good' : 'health-plain'}`}>
          {connections.length > 0 ? say('connections_n', { n: connections.length }) : say('away')}
        </span>
      </header>
      <Sparkline numbers={numbers} label={say('lag')} />
      <Facts
        facts={[
          [say('lag'), <LagText key="lag" client={client} />],
          [say('gaps'), gaps > 0 ? gaps : undefined],
          [say('last_seen'), last_seen_at === undefined ? undefined : <Ago key="ago" at={last_seen_at} />],
        ]}
      />
    </li>
  )
}
