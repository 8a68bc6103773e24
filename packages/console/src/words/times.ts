import type { PageLanguage, Say } from './words.js'

const DAY_MS = 86_400_000

const dayStart = (ms: number): number => new Date(ms).setHours(0, 0, 0, 0)

/** The time of day, with the date if it is not today. */
export function timeText(timeMs: number, nowMs: number, language: PageLanguage, say: Say): string {
  const locale = language === 'zh' ? 'zh-CN' : 'en'
  const time = new Date(timeMs).toLocaleTimeString(locale, {
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
  })
  const days = Math.round((dayStart(nowMs) - dayStart(timeMs)) / DAY_MS)
  if (days === 0) return time
  if (days === 1) return `${say('yesterday')} ${time}`
  const year =
    new Date(timeMs).getFullYear() === new Date(nowMs).getFullYear() ? {} : { year: 'numeric' as const }
  return `${new Date(timeMs).toLocaleDateString(locale, { month: 'short', day: 'numeric', ...year })} ${time}`
}

/** The time if it is today, else the date only: for narrow lists. */
export function shortTime(timeMs: number, nowMs: number, language: PageLanguage, say: Say): string {
  if (dayStart(timeMs) === dayStart(nowMs)) return timeText(timeMs, nowMs, language, say)
  if (dayStart(nowMs) - dayStart(timeMs) <= DAY_MS) return say('yesterday')
  return new Date(timeMs).toLocaleDateString(language === 'zh' ? 'zh-CN' : 'en', {
    month: 'numeric',
    day: 'numeric',
  })
}

/** A duration in its largest whole unit. */
export function durationText(seconds: number, say: Say): string {
  if (seconds >= 86_400 && seconds % 86_400 === 0) return say('days', { n: seconds / 86_400 })
  if (seconds >= 3600 && seconds % 3600 === 0) return say('hours', { n: seconds / 3600 })
  if (seconds >= 60 && seconds % 60 === 0) return say('minutes', { n: seconds / 60 })
  return say('seconds', { n: seconds })
}
