import type { TrafficRow } from '../wire/wire.js'

/** One line of the traffic: small, so that many can be kept. The body stands apart. */
export interface TrafficLine {
  /** Ascends by one with each line that arrived. */
  readonly seq: number
  readonly kind: 'event' | 'call'
  readonly at: number
  readonly account: string
  /** Name of the client that called, else its `app_id`. */
  readonly client: string
  /** Name of the event, such as `message.group`, or of the action. */
  readonly name: string
  readonly gist: string
  readonly id: string
  readonly answers: string
  readonly retcode: number | null
  readonly durationMs: number
  readonly isBad: boolean
  readonly isLate: boolean
  readonly isCut: boolean
}

/** Longest summary of a line. */
const GIST_CHARS = 160

/** Reads a row into a line. */
export function lineOf(row: TrafficRow, seq: number): TrafficLine {
  const shared = { seq, at: row.at, account: row.account ?? '', isCut: row.cut === true }
  if (row.kind === 'event') {
    const { event, id = '', late } = row
    const own = { name: eventName(event), gist: gistOf(event), id, isLate: late === true }
    return { ...shared, ...NO_CALL, ...own, kind: 'event' }
  }
  const { client, app_id, action, params, retcode, duration_ms, outcome, answers = '' } = row
  return {
    ...shared,
    kind: 'call',
    client: client ?? app_id,
    name: action,
    gist: gistOf(params),
    id: '',
    answers,
    retcode,
    durationMs: duration_ms,
    isBad: outcome === 'failed',
    isLate: false,
  }
}

const NO_CALL = { client: '', answers: '', retcode: null, durationMs: 0, isBad: false }

/** Name of an event by its types, such as `notice.group_increase.approve`. */
export function eventName(event: unknown): string {
  const fields = Object(event) as Readonly<Record<string, unknown>>
  const type = fields.post_type
  if (typeof type !== 'string') return '?'
  const detail =
    fields[`${type === 'message_sent' ? 'message' : type.replace('_event', '')}_type`] ??
    fields.meta_event_type
  return [type, detail, fields.sub_type].filter((part) => typeof part === 'string' && part !== '').join('.')
}

const ROUTINE = new Set([
  'time',
  'self_id',
  'post_type',
  'message_type',
  'notice_type',
  'request_type',
  'sub_type',
  'font',
  'sender',
  'raw_message',
  'message',
  'message_id',
  'message_seq',
  'real_id',
  'message_format',
  'rookery_id',
])

/** Summary of a body in one line: where, who, and the text. */
export function gistOf(body: unknown): string {
  const fields = Object(body) as Readonly<Record<string, unknown>>
  const text = textOf(fields)
  const rest = Object.entries(fields)
    .filter(([name]) => !ROUTINE.has(name))
    .map(([name, value]) => `${name}=${shortValue(value)}`)
  return [...rest.slice(0, 6), ...(text === '' ? [] : [text])]
    .join(' ')
    .replace(/\s+/g, ' ')
    .slice(0, GIST_CHARS)
}

const shortValue = (value: unknown): string =>
  (typeof value === 'object' ? (JSON.stringify(value) ?? '') : String(value)).slice(0, 60)

function textOf({ raw_message, message }: Readonly<Record<string, unknown>>): string {
  if (typeof raw_message === 'string') return raw_message.slice(0, GIST_CHARS)
  if (typeof message === 'string') return message.slice(0, GIST_CHARS)
  if (!Array.isArray(message)) return ''
  return message
    .slice(0, 20)
    .map((segment) => segmentText(segment))
    .join('')
}

function segmentText(segment: unknown): string {
  const { type, data } = Object(segment) as { readonly type?: unknown; readonly data?: unknown }
  const { text } = Object(data) as { readonly text?: unknown }
  return type === 'text' && typeof text === 'string' ? text.slice(0, GIST_CHARS) : `[${String(type)}]`
}
