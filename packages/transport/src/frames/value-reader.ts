import { isUtf8 } from 'node:buffer'
import {
  type EventFrame,
  type FailureFacts,
  failureBody,
  type OneBotEvent,
  parseExact,
  type Reply,
} from '@rookery/protocol'
import { beginsAsReply, byteReader } from './byte-reader.js'
import type { EventText, FrameReader, FrameSink } from './frame-reader.js'

/** A reply as a value; an integer beyond 2^53 in it is decimal text. */
export interface ReplyValue extends Omit<FailureFacts, 'retry_after'> {
  readonly status: string
  readonly retcode: number
  readonly data: unknown
  readonly message?: string
  readonly wording?: string
}

/** Members of a frame that tell what it is. */
interface Value {
  readonly post_type?: unknown
  readonly echo?: unknown
  readonly retcode?: unknown
  readonly data?: unknown
}

type Sink = FrameSink<OneBotEvent, ReplyValue>

/**
 * Reads frames as values: each is parsed once, and its members tell what it is. What they do not tell is left to
 * `byteReader`, which knows why a frame is of no use.
 */
export const valueReader: FrameReader<OneBotEvent, ReplyValue> = {
  frame(bytes, sink) {
    const value = parse(bytes)
    return value && deliver(value, bytes, sink) ? undefined : byteReader.frame(bytes, parsing(sink))
  },
  event(text) {
    const value = parse(text)
    return value && isEvent(value) ? { is: 'event', event: value } : readLate(text)
  },
  answer(body) {
    const value = parse(body)
    if (value) return value.retcode === undefined ? undefined : replyOf(value)
    return byteReader.answer(body) && BROKEN
  },
  failure: failureBody,
}

/** Delivers a frame to the sink. False if its members do not say what it is. */
function deliver(value: Value, bytes: Buffer, sink: Sink): boolean {
  const { echo, data } = value
  const event = isEvent(value) ? value : undefined
  if (!event && typeof value.post_type === 'string') return false
  // As with bytes: an echo that a call waits for outweighs a `post_type` only in what begins as a reply.
  if (typeof echo === 'string' && (!event || beginsAsReply(bytes))) {
    const isPart = typeof data === 'object' && data !== null && 'type' in data && data.type === 'stream'
    if (sink.reply(echo, replyOf(value), isPart)) return true
  }
  if (event) sink.event(event)
  return event !== undefined
}

/** Parses a JSON object; undefined for anything else. */
function parse(bytes: Buffer): Value | undefined {
  if (!isUtf8(bytes)) return undefined
  try {
    const value = parseExact(bytes.toString())
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined
  } catch {
    return undefined
  }
}

/**
 * Whether a frame is an event; from here on its other members are taken to be what the tables say. A leading digit means
 * a number: `parseExact` gives integers beyond 2^53 as text.
 */
const isEvent = (value: Value): value is OneBotEvent =>
  typeof value.post_type === 'string' && value.post_type.charCodeAt(0) > NINE
const NINE = 0x39
const replyOf = (value: Value): ReplyValue => value as ReplyValue

/** The reply in place of one that is valid at its top level only, as large ones may be. */
const BROKEN: ReplyValue = failureBody(1500, 'the reply is no valid JSON', { outcome: 'unknown' })

/** Wraps a sink for `byteReader`: parses each frame before passing it on. */
const parsing = (sink: Sink): FrameSink<EventFrame, Reply> => ({
  event: ({ bytes }) => sink.event(eventOf(bytes)),
  reply(echo, { bytes }, isPart) {
    const value = parse(asBuffer(bytes))
    return sink.reply(echo, value ? replyOf(value) : BROKEN, isPart)
  },
  dropped: (why) => sink.dropped(why),
})

async function readLate(text: Buffer): Promise<EventText<OneBotEvent>> {
  const read = await byteReader.event(text)
  return read.is === 'event' ? { is: 'event', event: eventOf(read.event.bytes) } : read
}

const eventOf = (bytes: Uint8Array): OneBotEvent => parseExact(asBuffer(bytes).toString()) as OneBotEvent

const asBuffer = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
