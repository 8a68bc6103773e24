import type { WireEntry } from '@rookery/sandbox'
import { useMemo, useState } from 'preact/hooks'
import { useApp } from '../page/app-context.js'
import { usePage } from '../page/use-page.js'
import { WireRow } from './wire-row.js'

const KINDS = ['all', 'events', 'calls'] as const
type Kind = (typeof KINDS)[number]

/** Number of listed entries, the newest; older ones are found by searching. */
const MOST_SHOWN = 200

/** Traffic from and to bots, the newest first. */
export function WirePanel() {
  const { say } = useApp()
  const wire = usePage((state) => state.wire)
  const leftOut = usePage((state) => state.leftOut)
  const [kind, setKind] = useState<Kind>('all')
  const [query, setQuery] = useState('')
  const [clearedTo, setClearedTo] = useState(0)
  const answers = useMemo(() => answersOf(wire), [wire])
  const shown = useMemo(
    () => newestOf(wire, kind, query.trim().toLowerCase(), clearedTo),
    [wire, kind, query, clearedTo],
  )
  return (
    <>
      <div class="wire-tools">
        <input
          class="search-field"
          type="search"
          placeholder={say('search_wire')}
          aria-label={say('search_wire')}
          value={query}
          onInput={(event) => setQuery(event.currentTarget.value)}
        />
        <select
          class="wire-kind"
          aria-label={say('wire')}
          value={kind}
          onChange={(event) => setKind(event.currentTarget.value as Kind)}
        >
          {KINDS.map((name) => (
            <option key={name} value={name}>
              {say(name)}
            </option>
          ))}
        </select>
        <button type="button" class="text-button" onClick={() => setClearedTo(wire.at(-1)?.id ?? 0)}>
          {say('clear')}
        </button>
      </div>
      <div class="panel wire">
        {leftOut > 0 ? <p class="dim">{say('left_out', { n: leftOut })}</p> : null}
        {shown.length === 0 ? <p class="empty">{say('nothing_on_wire')}</p> : null}
        {shown.map((entry) => (
          <WireRow key={entry.id} entry={entry} answer={answers.get(entry.call_id ?? -1)} />
        ))}
      </div>
    </>
  )
}

const answersOf = (wire: readonly WireEntry[]): ReadonlyMap<number, WireEntry> =>
  new Map(wire.flatMap((entry) => (entry.kind === 'answer' ? [[entry.call_id ?? -1, entry] as const] : [])))

function newestOf(wire: readonly WireEntry[], kind: Kind, query: string, clearedTo: number): WireEntry[] {
  const found: WireEntry[] = []
  for (let at = wire.length - 1; at >= 0 && found.length < MOST_SHOWN; at--) {
    const entry = wire[at]
    if (!entry || entry.id <= clearedTo) break
    // Answers are shown with their calls.
    if (entry.kind === 'answer') continue
    if (kind !== 'all' && kind !== `${entry.kind}s`) continue
    if (query === '' || `${entry.name} ${JSON.stringify(entry.body)}`.toLowerCase().includes(query))
      found.push(entry)
  }
  return found
}
