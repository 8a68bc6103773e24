import { useEffect, useReducer } from 'preact/hooks'
import { useApp } from '../page/app-context.js'
import { usePage } from '../page/use-page.js'
import { durationText } from '../words/times.js'

const STEPS_SECONDS = [10, 60, 300, 3600, 86_400] as const

/** The sandbox's clock, and buttons that advance it. */
export function ClockBox() {
  const { say, store, attempt, language } = useApp()
  const aheadMs = usePage((state) => state.aheadMs)
  const canAdvance = usePage(({ abilities }) => abilities.advance)
  const [, redraw] = useReducer<number, void>((times) => times + 1, 0)
  useEffect(() => {
    const timer = setInterval(redraw, 1_000)
    return () => clearInterval(timer)
  }, [])
  const now = new Date(Date.now() + aheadMs)
  return (
    <section class="box">
      <header class="box-head">
        <h2>{say('clock')}</h2>
        <span class="spring" />
        <time class="clock">{now.toLocaleString(language === 'zh' ? 'zh-CN' : 'en', { hour12: false })}</time>
      </header>
      {canAdvance ? (
        <>
          <div class="box-row">
            <span class="dim">{say('advance')}</span>
            {STEPS_SECONDS.map((seconds) => (
              <button
                key={seconds}
                type="button"
                class="button button-small"
                onClick={() => void attempt(() => store.ask({ ask: 'advance', by_ms: seconds * 1000 }))}
              >
                {durationText(seconds, say)}
              </button>
            ))}
          </div>
          <p class="dim">{say('clock_bots')}</p>
        </>
      ) : (
        <p class="dim">{say('clock_system')}</p>
      )}
    </section>
  )
}
