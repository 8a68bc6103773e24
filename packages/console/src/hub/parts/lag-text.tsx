import { useHub } from '../page/hub-context.js'
import type { ClientState } from '../wire/wire.js'
import { spanText } from '../words/spans.js'

/** Lag from which it is shown as a trouble. */
const MUCH_EVENTS = 1_000
const MUCH_SECONDS = 30

/** How far a client is behind, in events and time. */
export function LagText({ client }: { readonly client: Pick<ClientState, 'lag_events' | 'lag_s'> }) {
  const { say } = useHub()
  const { lag_events, lag_s } = client
  if (lag_events === 0) return <span>{say('no_lag')}</span>
  const isMuch = lag_events >= MUCH_EVENTS || lag_s >= MUCH_SECONDS
  return (
    <span class={isMuch ? 'lag-much' : ''}>
      {say('lag_n', { n: lag_events.toLocaleString('en'), time: spanText(lag_s * 1000, say) })}
    </span>
  )
}
