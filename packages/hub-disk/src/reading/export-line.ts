import type { HistoryEvent } from '@rookery/hub/history'

/**
 * An event as one line of JSON. Its own JSON is taken over byte by byte, under `event`, so that every digit of it is
 * kept.
 */
export function exportLine(event: HistoryEvent): string {
  const { id, time, admittedAt, isMessage, isSelfMessage, isLate, member, payload } = event
  const flags = [isMessage && 'message', isSelfMessage && 'self', isLate && 'late'].filter(Boolean)
  const facts = JSON.stringify({ ...id, time, admitted_at: admittedAt, flags, member })
  // Outside of its texts, which hold none, a line break is white space.
  const text = Buffer.from(payload)
    .toString()
    .replace(/[\r\n]/g, ' ')
  return `${facts.slice(0, -1)},"event":${text}}\n`
}
