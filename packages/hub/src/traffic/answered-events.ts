import { parseCq, readString, readText, scanObject } from '@rookery/protocol'
import { LARGE_EVENT_BYTES } from '@rookery/transport'
import { eventIdOfText } from '../journal/event-id.js'

/** Events that are remembered; the oldest are forgotten. */
const MOST = 10_000
const LONGEST_ID = 512

/** An event that calls may answer. */
export interface AnswerableEvent {
  readonly account: string
  /** Its `rookery_id`. */
  readonly id: string
  readonly payload: Uint8Array
  readonly isMessage: boolean
}

type Params = Readonly<Record<string, unknown>>

/**
 * Remembers which message or request came with which event, so that a call can be told to answer it: by its reply segment, the
 * context of a quick operation, or a `rookery_id`. Nothing is guessed by time.
 */
export class AnsweredEvents {
  readonly #ids = new Map<string, string>()

  note({ account, id, payload, isMessage }: AnswerableEvent): void {
    if (payload.length > LARGE_EVENT_BYTES) return
    const name = isMessage ? 'message_id' : 'flag'
    const found = scanObject(payload, { [name]: {} }).members.findLast((each) => each.name === name)
    if (!found) return
    const { valueStart, end } = found
    const value = readString(payload, valueStart, end) ?? readText(payload, valueStart, end)
    if (value.length > LONGEST_ID) return
    const key = keyOf(account, name, value)
    this.#ids.delete(key)
    this.#ids.set(key, id)
    const [oldest] = this.#ids.keys()
    if (this.#ids.size > MOST && oldest !== undefined) this.#ids.delete(oldest)
  }

  /** The `rookery_id` of the event that a call of an account answers; undefined where the call does not say it. */
  answeredBy(account: string, params: Params): string | undefined {
    const { rookery_id: named, context, message } = params
    if (typeof named === 'string') return eventIdIn(named)
    if (isObject(context)) return this.#ofContext(account, context)
    const replied = repliedIn(message)
    return replied === undefined ? undefined : this.#ids.get(keyOf(account, 'message_id', replied))
  }

  clear(): void {
    this.#ids.clear()
  }

  #ofContext(account: string, { rookery_id: named, message_id, flag }: Params): string | undefined {
    if (typeof named === 'string') return eventIdIn(named)
    const byMessage = textOf(message_id)
    if (byMessage !== undefined) return this.#ids.get(keyOf(account, 'message_id', byMessage))
    const byFlag = textOf(flag)
    return byFlag === undefined ? undefined : this.#ids.get(keyOf(account, 'flag', byFlag))
  }
}

/** The text, if it is the id of an event. */
const eventIdIn = (text: string): string | undefined =>
  text.length <= LONGEST_ID && eventIdOfText(text) ? text : undefined

const keyOf = (account: string, name: string, value: string): string => `${account} ${name} ${value}`

/** The message that a message replies to, by its first reply segment. */
function repliedIn(message: unknown): string | undefined {
  if (typeof message === 'string')
    return message.includes('[CQ:reply,') ? repliedIn(parseCq(message)) : undefined
  const segments: readonly unknown[] = Array.isArray(message) ? message : [message]
  const reply = segments.filter(isObject).find(({ type }) => type === 'reply')
  return isObject(reply?.data) ? textOf(reply.data.id) : undefined
}

const isObject = (value: unknown): value is Params => typeof value === 'object' && value !== null

function textOf(value: unknown): string | undefined {
  if (typeof value === 'string' && value !== '') return value
  return typeof value === 'number' ? String(value) : undefined
}
