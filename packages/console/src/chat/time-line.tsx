import { useApp } from '../page/app-context.js'
import { timeText } from '../words/times.js'

/** What time it was, in the middle of the chat. */
export function TimeLine({ timeMs }: { readonly timeMs: number }) {
  const { language, say, state } = useApp()
  return (
    <p class="time-line">
      <time dateTime={new Date(timeMs).toISOString()}>
        {timeText(timeMs, Date.now() + state.aheadMs, language, say)}
      </time>
    </p>
  )
}
