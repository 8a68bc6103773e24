import { useState } from 'preact/hooks'
import { eventName, gistOf } from '../live/traffic-line.js'
import { useHub } from '../page/hub-context.js'
import { CodeBlock } from '../parts/code-block.js'
import { Pick } from '../parts/pick.js'
import type { FilterAnswer } from '../wire/wire.js'
import { clockText } from '../words/spans.js'

type Shown = '' | 'pass' | 'drop'

/** The events that were tried, each with the verdict and why. */
export function FilterResult({ answer }: { readonly answer: FilterAnswer }) {
  const { say } = useHub()
  const [shown, setShown] = useState<Shown>('')
  const { tried, passed, normal, rows } = answer
  const chosen = rows.filter(({ passes }) => shown === '' || passes === (shown === 'pass'))
  return (
    <section>
      <div class="acts">
        <div role="status">
          <h2>{say('filter_result', { tried, passed })}</h2>
        </div>
        <Pick
          label={say('filter_result', { tried, passed })}
          value={shown}
          options={[
            ['', say('filter_both')],
            ['pass', say('filter_passes')],
            ['drop', say('filter_drops')],
          ]}
          onPick={setShown}
        />
      </div>
      {normal === undefined ? null : <CodeBlock label={say('filter_normal')} text={normal} />}
      <ol class="verdicts">
        {chosen.map((verdict, at) => (
          <Verdict key={at} verdict={verdict} />
        ))}
      </ol>
    </section>
  )
}

function Verdict({ verdict }: { readonly verdict: FilterAnswer['rows'][number] }) {
  const { say } = useHub()
  const { row, passes, why } = verdict
  return (
    <li class="verdict">
      <span class={passes ? 'badge badge-bot' : 'badge badge-muted'}>
        {say(passes ? 'filter_passes' : 'filter_drops')}
      </span>
      <span class="traffic-time">{clockText(row.at)}</span>
      <span class="traffic-name">{eventName(row.event)}</span>
      <span class="verdict-gist">
        <bdi>{gistOf(row.event)}</bdi>
      </span>
      {why ? (
        <span class="dim verdict-why">
          <bdi>{why}</bdi>
        </span>
      ) : null}
    </li>
  )
}
