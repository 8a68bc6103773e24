import { useState } from 'preact/hooks'
import { IconButton } from '../../parts/icon.js'
import type { TrafficLine } from '../live/traffic-line.js'
import { useHub, useHubState } from '../page/hub-context.js'
import { CodeBlock, jsonText } from '../parts/code-block.js'
import { Facts } from '../parts/facts.js'
import type { EventAnswer, TrafficRow } from '../wire/wire.js'
import { clockText, dateText } from '../words/spans.js'

/** Calls that are listed below the event that they answer. */
const MOST_CALLS = 20

export interface RowDetailProps {
  readonly line: TrafficLine
  readonly onSelect: (seq: number) => void
  readonly onClose: () => void
}

/** One row, whole: its JSON, and what answers it or what it answers. */
export function RowDetail(props: RowDetailProps) {
  const { line, onClose } = props
  const { say, store } = useHub()
  const row = store.traffic.rowOf(line.seq)
  return (
    <aside class="detail" aria-label={say('details')} onKeyDown={(event) => closeOnEscape(event, onClose)}>
      <header class="detail-head">
        <h2>
          <code>{line.name}</code>
        </h2>
        <IconButton name="close" label={say('close')} onClick={onClose} />
      </header>
      <RowFacts line={line} row={row} />
      <Related {...props} />
      {row === undefined ? <p class="dim">{say('row_too_old')}</p> : null}
      <Body key={line.seq} line={line} row={row} />
    </aside>
  )
}

function closeOnEscape(event: KeyboardEvent, onClose: () => void): void {
  if (event.key !== 'Escape') return
  event.stopPropagation()
  onClose()
}

function RowFacts({ line, row }: { readonly line: TrafficLine; readonly row: TrafficRow | undefined }) {
  const { say, language } = useHub()
  const isCall = line.kind === 'call'
  return (
    <Facts
      facts={[
        [say('time'), `${dateText(line.at, language)} (${clockText(line.at)})`],
        [say('account'), line.account],
        [say('client'), line.client && <bdi>{line.client}</bdi>],
        [say('answer'), isCall ? (line.retcode ?? say('no_retcode')) : undefined],
        ['ms', isCall ? Math.round(line.durationMs) : undefined],
        [say('transport'), row?.kind === 'call' ? row.source : undefined],
        ['rookery_id', line.id && <code>{line.id}</code>],
      ]}
    />
  )
}

/** Links between events and the calls that say that they answer them. */
function Related({ line, onSelect }: RowDetailProps) {
  const { say, store } = useHub()
  useHubState(({ traffic }) => traffic)
  const { event, calls } = store.traffic.relatedTo(line, MOST_CALLS)
  if (line.answers !== '' && !event)
    return (
      <p class="dim">
        {say('row_answers')}: <code>{line.answers}</code>
      </p>
    )
  const shown = event ? [event] : calls
  if (shown.length === 0) return null
  return (
    <section class="related">
      <h3>{say(event ? 'row_answers' : 'row_answered')}</h3>
      {shown.map((each) => (
        <button key={each.seq} type="button" class="related-row" onClick={() => onSelect(each.seq)}>
          <code>{each.name}</code> <bdi>{each.gist.slice(0, 80)}</bdi>
        </button>
      ))}
    </section>
  )
}

function Body({ line, row }: { readonly line: TrafficLine; readonly row: TrafficRow | undefined }) {
  const { say, store, attempt } = useHub()
  const [whole, setWhole] = useState<unknown>()
  const load = async (): Promise<void> => {
    const path = `events/${encodeURIComponent(line.id)}`
    setWhole((await attempt(() => store.api.get<EventAnswer>(path)))?.event)
  }
  const body = whole ?? (row && (row.kind === 'event' ? row.event : row.params))
  const mayLoad = line.id !== '' && whole === undefined && (line.isCut || row === undefined)
  return (
    <>
      {row?.masked ? <p class="dim">{say('row_masked')}</p> : null}
      {line.isCut && whole === undefined ? <p class="dim">{say('row_cut')}</p> : null}
      {mayLoad ? (
        <button type="button" class="button button-small" onClick={() => void load()}>
          {say('row_whole')}
        </button>
      ) : null}
      {body === undefined ? null : (
        <CodeBlock label={say(line.kind === 'call' ? 'params' : 'event')} text={jsonText(body)} />
      )}
    </>
  )
}
