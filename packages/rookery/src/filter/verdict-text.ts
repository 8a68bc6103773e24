import type { Explained } from '@rookery/hub'
import { parseExact } from '@rookery/protocol'

type Fields = Readonly<Record<string, unknown>>

/** A line about an event: its verdict, the line of the file, the event in short, and the rule that decided. */
export function verdictLine(line: number, event: Uint8Array, { passes, why }: Explained): string {
  const fields = fieldsOf(event)
  const parts = [
    passes ? 'pass' : 'drop',
    String(line).padStart(4),
    subjectOf(fields),
    textOf(fields),
    `(${why})`,
  ]
  return `${parts
    .filter((part) => part !== '')
    .join('  ')
    .replace(/\p{Cc}/gu, '?')}\n`
}

/** The last line: how many events passed. */
export function summaryLine({
  passed,
  events,
  lines,
}: {
  readonly passed: number
  readonly events: number
  readonly lines: number
}): string {
  const others = lines - events
  const rest = others > 0 ? `; ${others} ${others === 1 ? 'line holds' : 'lines hold'} no event` : ''
  return `${passed} of ${events} events pass${rest}\n`
}

function fieldsOf(event: Uint8Array): Fields {
  try {
    return parseExact(Buffer.from(event).toString()) as Fields
  } catch {
    return {}
  }
}

function subjectOf(fields: Fields): string {
  const { post_type, group_id, user_id } = fields
  const detail = [post_type === 'message_sent' ? 'message' : post_type].map((type) => fields[`${type}_type`])
  const kind = [post_type, ...detail, fields.sub_type].filter(
    (each) => typeof each === 'string' && each !== '',
  )
  const ids = [group_id && `group ${group_id}`, user_id && `user ${user_id}`].filter(Boolean)
  return [kind.join('.'), ...ids].join(' ')
}

const LONGEST = 40

function textOf({ raw_message }: Fields): string {
  if (typeof raw_message !== 'string') return ''
  return JSON.stringify(raw_message.length > LONGEST ? `${raw_message.slice(0, LONGEST)}…` : raw_message)
}
