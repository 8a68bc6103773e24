import type { WireEntry } from '@rookery/sandbox'
import { useState } from 'preact/hooks'
import { type PageContext, useApp } from '../page/app-context.js'
import { memo } from '../page/memo.js'
import { asCurl } from './copy-as.js'

interface WireRowProps {
  readonly entry: WireEntry
  readonly answer: WireEntry | undefined
}

/** One event, or one call with its answer; expanded, it shows the full content. */
export const WireRow = memo(function WireRow(props: WireRowProps) {
  const { entry, answer } = props
  const { say, language } = useApp()
  const [isOpen, setOpen] = useState(false)
  const status = answer && (answer.body as { status?: string }).status
  const time = new Date(entry.time_ms).toLocaleTimeString(language === 'zh' ? 'zh-CN' : 'en', {
    hour12: false,
  })
  return (
    <article class={`wire-row wire-${entry.kind}`}>
      <button type="button" class="wire-line" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        <span class="wire-mark" title={say(entry.kind === 'call' ? 'call' : 'event')}>
          {entry.kind === 'call' ? '↑' : '↓'}
        </span>
        <span class="wire-name">{entry.name}</span>
        {status === 'failed' ? <span class="badge badge-muted">{retcodeOf(answer)}</span> : null}
        <span class="spring" />
        <span class="dim">{entry.self_id}</span>
        <time class="dim">{time}</time>
      </button>
      <p class="wire-gist">{gistOf(entry)}</p>
      {isOpen ? <Whole {...props} /> : null}
    </article>
  )
})

const retcodeOf = (answer: WireEntry | undefined): string =>
  String((answer?.body as { retcode?: number } | undefined)?.retcode ?? '')

/** Summary of an entry in one line. */
function gistOf({ body }: WireEntry): string {
  const { raw_message, message, time, self_id, post_type, ...rest } = Object(body) as Record<string, unknown>
  if (typeof raw_message === 'string') return raw_message
  if (typeof message === 'string') return message
  return JSON.stringify(message ?? rest).slice(0, 200)
}

function Whole({ entry, answer }: { readonly entry: WireEntry; readonly answer: WireEntry | undefined }) {
  const app = useApp()
  const { say, copy, store } = app
  return (
    <div class="wire-whole">
      <div class="wire-copies">
        <button
          type="button"
          class="button button-small"
          onClick={() => copy(JSON.stringify(entry.body, null, 2))}
        >
          {say('copy_json')}
        </button>
        <button type="button" class="button button-small" onClick={() => void copyTranscript(app, entry)}>
          {say('copy_transcript')}
        </button>
        <button type="button" class="button button-small" onClick={() => void copyTest(app, entry)}>
          {say('copy_test')}
        </button>
        <button
          type="button"
          class="button button-small"
          onClick={() => copy(asCurl(entry, store.state.info))}
        >
          {say('copy_curl')}
        </button>
      </div>
      {entry.kind === 'call' ? <h3>{say('params')}</h3> : null}
      <pre>{JSON.stringify(entry.body, null, 2)}</pre>
      {answer ? (
        <>
          <h3>{say('answer')}</h3>
          <pre>{JSON.stringify(answer.body, null, 2)}</pre>
        </>
      ) : null}
    </div>
  )
}

async function copyTranscript(app: PageContext, { id: wire_id }: WireEntry): Promise<void> {
  const { store, attempt, language } = app
  const text = await attempt(() => store.ask({ ask: 'wire_transcript', wire_id, language }))
  if (text === '') app.toast(app.say('no_transcript'))
  else if (typeof text === 'string') app.copy(text)
}

async function copyTest(
  { store, attempt, language, copy }: PageContext,
  { id: wire_id }: WireEntry,
): Promise<void> {
  const text = await attempt(() => store.ask({ ask: 'wire_test', wire_id, language }))
  if (typeof text === 'string') copy(text)
}
