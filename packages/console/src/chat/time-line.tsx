import { useApp } from '../page/app-context.js'
import { memo } from '../page/memo.js'
import { usePage } from '../page/use-page.js'
import { timeText } from '../words/times.js'

/** Separator with the time, in the middle of the chat. */
export const TimeLine = memo(function TimeLine({ timeMs }: { readonly timeMs: number }) {
  const { language, say } = useApp()
  const text = usePage(({ aheadMs }) => timeText(timeMs, Date.now() + aheadMs, language, say))
  return (
    <p class="time-line">
      <time dateTime={new Date(timeMs).toISOString()}>{text}</time>
    </p>
  )
})
