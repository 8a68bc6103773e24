import { useEffect, useMemo, useState } from 'preact/hooks'
import { FixedRows } from '../../list/fixed-rows.js'
import { useHub, useHubState } from '../page/hub-context.js'
import { useLoad } from '../page/use-load.js'
import { CodeBlock, jsonText } from '../parts/code-block.js'
import { Loading } from '../parts/loading.js'
import { Pick } from '../parts/pick.js'
import type { LogLine } from '../wire/wire.js'
import { clockText, dateText } from '../words/spans.js'

const ROW_PX = 30
const LOADED_LINES = 1_000

/** The log of the hub, as it is written. */
export function LogPage() {
  const { say, store } = useHub()
  const restarts = useHubState((page) => page.restarts)
  const past = useLoad(
    () => store.api.get<{ readonly lines: readonly LogLine[] }>('log', { limit: LOADED_LINES }),
    [store, restarts],
  )
  useEffect(() => {
    if (past.data) store.setLog(past.data.lines)
  }, [past.data])
  useEffect(() => {
    store.watchLog(true)
    return () => store.watchLog(false)
  }, [store])
  return (
    <div class="traffic">
      <h1 class="only-heard">{say('page_log')}</h1>
      <Loading of={past}>{() => <LogLines />}</Loading>
    </div>
  )
}

function LogLines() {
  const { say, language } = useHub()
  const log = useHubState((page) => page.log)
  const [level, setLevel] = useState<'' | 'warn'>('')
  const [text, setText] = useState('')
  const [selected, setSelected] = useState<number>()
  const shown = useMemo(() => chosen(log, level, text.trim().toLowerCase()), [log, level, text])
  const open = shown.find(({ seq }) => seq === selected)
  return (
    <>
      <div class="tools-strip">
        <Pick
          label={say('log_level')}
          value={level}
          options={[
            ['', say('log_all')],
            ['warn', say('log_warn')],
          ]}
          onPick={setLevel}
        />
        <input
          class="search-field"
          type="search"
          data-search
          aria-label={say('log_search')}
          placeholder={say('log_search')}
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
        />
      </div>
      {shown.length === 0 ? (
        <p class="empty page-pad">{say('log_empty')}</p>
      ) : (
        <FixedRows<LogLine>
          class="log-rows"
          label={say('page_log')}
          rows={shown}
          rowPx={ROW_PX}
          keyOf={({ seq }) => seq}
          draw={(line) => <LogRow line={line} />}
          selected={open?.seq}
          onSelect={({ seq }) => setSelected(seq === selected ? undefined : seq)}
          follows
        />
      )}
      {open ? (
        <div class="log-open">
          <CodeBlock label={`${dateText(open.at, language)} ${open.text}`} text={jsonText(open.fields)} />
        </div>
      ) : null}
    </>
  )
}

const chosen = (log: readonly LogLine[], level: '' | 'warn', text: string): readonly LogLine[] =>
  log.filter(
    (line) =>
      (level === '' || line.level === 'warn' || line.level === 'error') &&
      (text === '' || `${line.text} ${fieldsText(line)}`.toLowerCase().includes(text)),
  )

const fieldsText = ({ fields }: LogLine): string =>
  Object.entries(fields)
    .map(([name, value]) => `${name}=${typeof value === 'object' ? JSON.stringify(value) : String(value)}`)
    .join(' ')

function LogRow({ line }: { readonly line: LogLine }) {
  return (
    <div class={`log-row log-${line.level}`}>
      <time class="traffic-time" dateTime={new Date(line.at).toISOString()}>
        {clockText(line.at)}
      </time>
      <span class="log-level">{line.level.toUpperCase()}</span>
      <span class="log-text">
        <bdi>{line.text}</bdi>{' '}
        <span class="dim">
          <bdi>{fieldsText(line).slice(0, 400)}</bdi>
        </span>
      </span>
    </div>
  )
}
