import { sizeText } from '../../words/sizes.js'
import { useHub, useHubState } from '../page/hub-context.js'
import { useNow } from '../page/use-now.js'
import { Sparkline } from '../parts/sparkline.js'
import type { HubState } from '../wire/wire.js'
import type { HubSay } from '../words/hub-words.js'
import { rateText, spanText } from '../words/spans.js'

const RATES = [
  ['events', 'rate_events', 'events_per_s'],
  ['deliveries', 'rate_deliveries', 'deliveries_per_s'],
  ['calls', 'rate_calls', 'calls_per_s'],
] as const

/** The hub as a whole: rates, journal, uptime. */
export function HubNumbers() {
  const { say } = useHub()
  const hub = useHubState((page) => page.hub)
  const series = useHubState((page) => page.series)
  const now = useNow()
  if (!hub) return null
  return (
    <dl class="numbers">
      {RATES.map(([name, word, rate]) => (
        <div class="number" key={name}>
          <dt>{say(word)}</dt>
          <dd>
            <strong>{rateText(hub.rates[rate])}</strong>
            <Sparkline numbers={series[name]} label={say(word)} />
          </dd>
        </div>
      ))}
      <div class="number">
        <dt>{say('journal')}</dt>
        <dd>{journalText(hub, say)}</dd>
      </div>
      <div class="number">
        <dt>{say('uptime')}</dt>
        <dd>{spanText(now - hub.started_at, say)}</dd>
      </div>
    </dl>
  )
}

function journalText({ journal }: HubState, say: HubSay): string {
  const { events, bytes, disk } = journal
  const n = events.toLocaleString('en')
  if (!disk) return say('journal_memory', { n, size: sizeText(bytes) })
  const text = say('journal_disk', { n, size: sizeText(disk.bytes) })
  return disk.is_up ? text : `${text} · ${say('journal_failing')}`
}
