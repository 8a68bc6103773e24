import { IconButton } from '../../parts/icon.js'
import { useHub, useHubState, useIsAdmin } from '../page/hub-context.js'
import { routeHash } from '../page/route.js'
import { Ago } from '../parts/ago.js'
import { Facts } from '../parts/facts.js'
import { LagText } from '../parts/lag-text.js'
import { Name } from '../parts/name.js'
import { Sparkline } from '../parts/sparkline.js'
import type { ClientState } from '../wire/wire.js'
import { ClientActs } from './client-acts.js'
import { Connections } from './connections.js'
import { Rights } from './rights.js'

const NO_NUMBERS: readonly number[] = []
/** Characters of a filter that are shown; one may list thousands of ids. */
const MOST_FILTER_CHARS = 2_000

/** Shows a client: how far it is, what it may do, its connections, and what can be done about it. */
export function ClientView({
  client,
  onClose,
}: {
  readonly client: ClientState
  readonly onClose: () => void
}) {
  const { say } = useHub()
  const isAdmin = useIsAdmin()
  const { app_id, name, connections, kind, gaps, filter, last_seen_at } = client
  const numbers = useHubState(({ series }) => series.clients.get(app_id)) ?? NO_NUMBERS
  return (
    <article class="page-pad client-view">
      <header class="detail-head">
        <IconButton name="back" class="only-narrow" label={say('back')} onClick={onClose} />
        <h2>
          <Name text={name ?? connections[0]?.program} otherwise={app_id} />
        </h2>
        <span class="badge">{say(`kind_${kind}`)}</span>
        <span class="spring" />
        <a href={routeHash('traffic', { client: name ?? app_id })}>{say('page_traffic')}</a>
      </header>
      <Sparkline numbers={numbers} label={say('lag')} />
      <Facts
        facts={[
          [say('lag'), <LagText key="lag" client={client} />],
          [say('gaps'), gaps],
          ['app_id', <code key="id">{app_id}</code>],
          [say('client_filter'), filter && <code>{filter.slice(0, MOST_FILTER_CHARS)}</code>],
          [say('last_seen'), last_seen_at === undefined ? undefined : <Ago key="ago" at={last_seen_at} />],
        ]}
      />
      {isAdmin ? <ClientActs client={client} /> : null}
      <Rights rights={client.rights} />
      <Connections connections={connections} />
    </article>
  )
}
