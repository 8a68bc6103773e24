import { useMemo, useState } from 'preact/hooks'
import { FixedRows } from '../../list/fixed-rows.js'
import { useHub, useHubState } from '../page/hub-context.js'
import { goTo, type Route } from '../page/route.js'
import { LagText } from '../parts/lag-text.js'
import { Name } from '../parts/name.js'
import type { ClientState } from '../wire/wire.js'
import { ClientView } from './client-view.js'

const ROW_PX = 56

/** The clients, and the one that is open. */
export function ClientsPage({ query }: { readonly query: Route['query'] }) {
  const { say } = useHub()
  const clients = useHubState(({ hub }) => hub?.clients) ?? []
  const [text, setText] = useState('')
  const shown = useMemo(() => found(clients, text.trim().toLowerCase()), [clients, text])
  const open = clients.find(({ app_id }) => app_id === query.id)
  return (
    <div class={open ? 'two-panes two-panes-open' : 'two-panes'}>
      <div class="pane-list">
        <h1 class="only-heard">{say('page_clients')}</h1>
        <div class="tools-strip">
          <input
            class="search-field"
            type="search"
            data-search
            aria-label={say('client_search')}
            placeholder={say('client_search')}
            value={text}
            onInput={(event) => setText(event.currentTarget.value)}
          />
        </div>
        {shown.length === 0 ? (
          <p class="empty page-pad">{say(clients.length === 0 ? 'no_clients' : 'client_none')}</p>
        ) : (
          <FixedRows<ClientState>
            class="client-rows"
            label={say('page_clients')}
            rows={shown}
            rowPx={ROW_PX}
            keyOf={({ app_id }) => app_id}
            draw={(client) => <ClientRow client={client} />}
            selected={open?.app_id}
            onSelect={({ app_id }) => goTo('clients', { id: app_id })}
          />
        )}
      </div>
      <div class="pane-open">
        {open ? (
          <ClientView key={open.app_id} client={open} onClose={() => goTo('clients')} />
        ) : (
          <p class="empty page-pad">{say('client_pick')}</p>
        )}
      </div>
    </div>
  )
}

/** Clients of which name, program or address has the text; those that lag first. */
function found(clients: readonly ClientState[], text: string): readonly ClientState[] {
  const sorted = [...clients].sort(
    (a, b) => b.lag_events - a.lag_events || nameOf(a).localeCompare(nameOf(b)),
  )
  if (text === '') return sorted
  return sorted.filter(({ name, app_id, connections }) =>
    [name, app_id, ...connections.flatMap(({ program, address }) => [program, address])].some((each) =>
      each?.toLowerCase().includes(text),
    ),
  )
}

const nameOf = ({ name, app_id }: ClientState): string => name ?? app_id

function ClientRow({ client }: { readonly client: ClientState }) {
  const { say } = useHub()
  const { app_id, name, connections } = client
  const program = connections[0]?.program
  return (
    <div class="client-row">
      <span class={`dot ${connections.length > 0 ? 'dot-good' : ''}`} />
      <span class="client-row-name">
        <Name text={name ?? program} otherwise={app_id.slice(0, 16)} />
      </span>
      <span class="dim client-row-more">
        {connections.length > 0 ? say('connections_n', { n: connections.length }) : say('away')} ·{' '}
        {say('lag')}: <LagText client={client} />
      </span>
    </div>
  )
}
