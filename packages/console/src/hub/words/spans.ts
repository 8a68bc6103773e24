import type { PageLanguage } from '../../words/words.js'
import type { HubSay } from './hub-words.js'

/** A span of time in its largest unit, rounded. */
export function spanText(ms: number, say: HubSay): string {
  const seconds = Math.max(0, Math.round(ms / 1000))
  if (seconds < 60) return say('span_s', { n: seconds })
  if (seconds < 3_600) return say('span_min', { n: Math.floor(seconds / 60) })
  if (seconds < 86_400) return say('span_h', { n: Math.floor(seconds / 3_600) })
  return say('span_d', { n: Math.floor(seconds / 86_400) })
}

/** How long ago a time is. */
export const agoText = (at: number, now: number, say: HubSay): string =>
  now - at < 2_000 ? say('just_now') : say('ago', { time: spanText(now - at, say) })

/** The time of day to the millisecond. */
export function clockText(at: number): string {
  const time = new Date(at)
  const two = (n: number) => String(n).padStart(2, '0')
  const ms = String(time.getMilliseconds()).padStart(3, '0')
  return `${two(time.getHours())}:${two(time.getMinutes())}:${two(time.getSeconds())}.${ms}`
}

/** Date and time of day. */
export const dateText = (at: number, language: PageLanguage): string =>
  new Date(at).toLocaleString(language === 'zh' ? 'zh-CN' : 'en', { hour12: false })

/** A number with at most one decimal below ten, none above. */
export const rateText = (n: number): string =>
  n < 10 ? String(Math.round(n * 10) / 10) : Math.round(n).toLocaleString('en')
