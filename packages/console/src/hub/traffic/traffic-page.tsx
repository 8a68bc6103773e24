import { useEffect, useState } from 'preact/hooks'
import { FixedRows } from '../../list/fixed-rows.js'
import type { TrafficLine } from '../live/traffic-line.js'
import { useHub } from '../page/hub-context.js'
import type { Route } from '../page/route.js'
import { EVERY_LINE, type LineChoice } from './line-view.js'
import { RowDetail } from './row-detail.js'
import { TrafficRowView } from './traffic-row.js'
import { TrafficTools } from './traffic-tools.js'
import { useExpression } from './use-expression.js'
import { useLines } from './use-lines.js'
import { useRowPx } from './use-row-px.js'

/** Events and calls as they pass. One row can be opened. */
export function TrafficPage({ query }: { readonly query: Route['query'] }) {
  const { say, store } = useHub()
  const { account = '', client = '' } = query
  const [choice, setChoice] = useState<LineChoice>({ ...EVERY_LINE, account, client })
  useEffect(() => setChoice((before) => ({ ...before, account, client })), [account, client])
  const expression = useExpression()
  useWatch(choice, expression.filter)
  const { lines, isPaused, waiting, pause } = useLines(choice)
  const [selected, setSelected] = useState<number>()
  const rowPx = useRowPx()
  const open = selected === undefined ? undefined : store.traffic.lineOf(selected)
  return (
    <div class={open ? 'traffic traffic-open' : 'traffic'}>
      <h1 class="only-heard">{say('page_traffic')}</h1>
      <TrafficTools {...{ choice, expression, isPaused, waiting }} onChoice={setChoice} onPause={pause} />
      <Notes shown={lines.length} />
      {lines.length === 0 ? (
        <p class="empty page-pad">
          {say(store.traffic.lines.length === 0 ? 'traffic_waiting' : 'traffic_no_match')}
        </p>
      ) : (
        <FixedRows<TrafficLine>
          class="traffic-rows"
          label={say('rows')}
          rows={lines}
          rowPx={rowPx}
          keyOf={({ seq }) => seq}
          draw={(line) => <TrafficRowView line={line} />}
          selected={open?.seq}
          onSelect={({ seq }) => setSelected(seq)}
          follows={!isPaused}
        />
      )}
      {open ? <RowDetail line={open} onSelect={setSelected} onClose={() => setSelected(undefined)} /> : null}
    </div>
  )
}

/** Has the hub send what may be shown, and nothing once the page is left. */
function useWatch(
  { kind, account, client }: LineChoice,
  filter: Readonly<Record<string, unknown>> | undefined,
): void {
  const { store } = useHub()
  useEffect(() => {
    store.watchTraffic({
      ...(kind === '' ? {} : { kinds: [kind] }),
      ...(account === '' ? {} : { account }),
      ...(client === '' ? {} : { client }),
      ...(filter ? { filter } : {}),
    })
  }, [store, kind, account, client, filter])
  useEffect(() => () => store.watchTraffic(false), [store])
}

/** How many lines there are, and what is not among them. */
function Notes({ shown }: { readonly shown: number }) {
  const { say, store } = useHub()
  const { leftOut, dropped, lines } = store.traffic
  return (
    <p class="traffic-notes dim">
      <span>{say('traffic_count', { n: shown.toLocaleString('en') })}</span>
      {leftOut > 0 ? <span>{say('traffic_left_out', { n: leftOut.toLocaleString('en') })}</span> : null}
      {dropped > 0 ? <span>{say('traffic_dropped', { n: lines.length.toLocaleString('en') })}</span> : null}
    </p>
  )
}
