import { memo } from '../../page/memo.js'
import type { TrafficLine } from '../live/traffic-line.js'
import { useHub } from '../page/hub-context.js'
import { visibleName } from '../parts/name.js'
import { clockText } from '../words/spans.js'

/** One event or call in a line. */
export const TrafficRowView = memo(function TrafficRowView({ line }: { readonly line: TrafficLine }) {
  const { say } = useHub()
  const { kind, at, account, client, name, gist, isLate, answers } = line
  return (
    <div class={`traffic-row traffic-${kind}`}>
      <time class="traffic-time" dateTime={new Date(at).toISOString()}>
        {clockText(at)}
      </time>
      <span class="wire-mark" role="img" aria-label={say(kind)}>
        {kind === 'call' ? '↑' : '↓'}
      </span>
      <span class="traffic-name">{name}</span>
      <span class="traffic-who">
        <bdi>{kind === 'call' ? `${visibleName(client, '?')} → ${account}` : account}</bdi>
      </span>
      <Outcome line={line} />
      {isLate ? <span class="badge badge-owner">{say('row_late')}</span> : null}
      {answers ? (
        <span class="badge" title={say('row_answers')}>
          ↩
        </span>
      ) : null}
      <span class="traffic-gist">
        <bdi>{gist}</bdi>
      </span>
    </div>
  )
})

function Outcome({ line }: { readonly line: TrafficLine }) {
  const { say } = useHub()
  const { kind, isBad, retcode, durationMs } = line
  if (kind === 'event') return null
  const text = retcode === null ? say('no_retcode') : String(retcode)
  return (
    <span class="traffic-outcome">
      <span class={isBad ? 'badge badge-muted' : 'badge badge-bot'}>{text}</span>
      <span class="dim">{Math.round(durationMs)} ms</span>
    </span>
  )
}
