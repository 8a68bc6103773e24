import { crc32 } from 'node:zlib'
import { ByteReader, ByteWriter, textBytes } from './bytes.js'
import { BytesError, PackError } from './errors.js'
import type { EventId } from './event-id.js'

/** An event as it is kept outside of the process. */
export interface HistoryEvent {
  readonly id: EventId
  /** The event's own time in unix seconds. */
  readonly time: number
  /** Wall time of admission, in unix milliseconds. */
  readonly admittedAt: number
  readonly isMessage: boolean
  /** True for what the account itself sent (`message_sent`). */
  readonly isSelfMessage: boolean
  /** Whether it was fetched after the fact. */
  readonly isLate: boolean
  /** The one application that gets it, in a group that shares events. */
  readonly member?: string
  /** Bits of flags that this version does not know: they are kept. */
  readonly otherFlags?: number
  /** The event as JSON text. */
  readonly payload: Uint8Array
}

/**
 * Version of the format. A new flag that adds no field keeps it; anything else needs a new one:
 *
 * ```
 * pack  := version (1 byte) · CRC-32 of what follows (4 bytes, lowest first) · body
 * body  := account · epoch · count · event × count
 * event := number − previous number · time − previous · admittedAt − previous · flags · [member] · payload
 * ```
 *
 * Numbers are varints, times zigzag varints; texts and payloads follow their length in bytes.
 */
const VERSION = 1
const BODY_AT = 5

const MESSAGE = 1
const SELF = 2
const LATE = 4
const MEMBER = 8
const KNOWN_FLAGS = MESSAGE | SELF | LATE | MEMBER
const GREATEST_FLAGS = 2 ** 31 - 1

/** Bytes of an event's numbers at most. */
const EVENT_HEAD_BYTES = 40
/** Times beyond it are cut down to it; the payload has the true one. */
const GREATEST_TIME = 2 ** 50

/**
 * Packs events of one account and epoch, in their order, into bytes that can be transferred to another thread.
 *
 * @throws RangeError if there are none, or they are not in order or not of one epoch
 */
export function packEvents(events: readonly HistoryEvent[]): Buffer {
  const [first] = events
  if (!first) throw new RangeError('a pack has at least one event')
  const { account, epoch } = first.id
  const writer = begunPack(first.id, events)
  let before = BEGINNING
  for (const event of events) {
    const { number } = event.id
    if (event.id.account !== account || event.id.epoch !== epoch || number <= before.number) {
      throw new RangeError(`event ${number} of ${account} does not belong behind ${before.number}`)
    }
    before = writeEvent(writer, event, before)
  }
  const pack = writer.written
  pack.writeUInt32LE(crc32(pack.subarray(BODY_AT)), 1)
  return pack
}

/** Bytes that are copied and summed up at once: a fraction of a millisecond. */
const STEP_BYTES = 512 * 1024

/** Packs one large event as `packEvents` does, in steps, so that the event loop is not held. */
export function* packLargeEvent(event: HistoryEvent): Generator<undefined, Buffer> {
  const writer = begunPack(event.id, [event])
  const { payload } = event
  writeHead(writer, event, BEGINNING)
  const room = writer.room(payload.length)
  const pack = writer.written
  let sum = crc32(pack.subarray(BODY_AT, pack.length - payload.length))
  for (let at = 0; at < payload.length; at += STEP_BYTES) {
    const piece = payload.subarray(at, at + STEP_BYTES)
    room.set(piece, at)
    sum = crc32(piece, sum)
    yield
  }
  pack.writeUInt32LE(sum, 1)
  return pack
}

function begunPack({ account, epoch }: EventId, events: readonly HistoryEvent[]): ByteWriter {
  const writer = new ByteWriter(mostBytes(account, events))
  writer.byte(VERSION)
  for (let at = 1; at < BODY_AT; at++) writer.byte(0)
  writer.bytes(Buffer.from(account))
  writer.varint(epoch)
  writer.varint(events.length)
  return writer
}

const BEGINNING: Before = { number: 0, time: 0, admittedAt: 0 }

/** Numbers of the event before, from which those of the next are counted. */
interface Before {
  readonly number: number
  readonly time: number
  readonly admittedAt: number
}

function writeEvent(writer: ByteWriter, event: HistoryEvent, before: Before): Before {
  const numbers = writeHead(writer, event, before)
  writer.bytes(event.payload)
  return numbers
}

/** Writes all of an event but its payload. */
function writeHead(writer: ByteWriter, event: HistoryEvent, before: Before): Before {
  const { number } = event.id
  const [time, admittedAt] = [wholeTime(event.time), wholeTime(event.admittedAt)]
  writer.varint(number - before.number)
  writer.signed(time - before.time)
  writer.signed(admittedAt - before.admittedAt)
  writer.varint(flagsOf(event))
  if (event.member !== undefined) writer.bytes(Buffer.from(event.member))
  return { number, time, admittedAt }
}

const flagsOf = ({ isMessage, isSelfMessage, isLate, member, otherFlags = 0 }: HistoryEvent): number =>
  (isMessage ? MESSAGE : 0) |
  (isSelfMessage ? SELF : 0) |
  (isLate ? LATE : 0) |
  (member === undefined ? 0 : MEMBER) |
  (otherFlags & ~KNOWN_FLAGS)

const wholeTime = (time: number): number =>
  Math.trunc(Math.min(GREATEST_TIME, Math.max(-GREATEST_TIME, time))) || 0

function mostBytes(account: string, events: readonly HistoryEvent[]): number {
  let bytes = BODY_AT + textBytes(account) + EVENT_HEAD_BYTES
  for (const { member, payload } of events) {
    bytes += EVENT_HEAD_BYTES + payload.length + (member === undefined ? 0 : textBytes(member))
  }
  return bytes
}

/**
 * Reads a pack. The payloads are views of its bytes, without a copy.
 *
 * @throws PackError on any bytes that `packEvents` did not write
 */
export function readPack(bytes: Uint8Array): readonly HistoryEvent[] {
  const steps = readPackInSteps(bytes)
  for (;;) {
    const { done, value } = steps.next()
    if (done) return value
  }
}

/** Reads a pack as `readPack` does, in steps: the bytes of a large one are summed up in pieces. @throws PackError */
export function* readPackInSteps(bytes: Uint8Array): Generator<undefined, readonly HistoryEvent[]> {
  const pack = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  const [version] = pack
  if (version === undefined || version === 0 || (version === VERSION && pack.length < BODY_AT)) {
    throw new PackError('malformed', 'the pack is cut, or none at all')
  }
  if (version > VERSION) {
    throw new PackError('newer_version', `the pack has version ${version}; this program reads ${VERSION}`)
  }
  let sum = 0
  for (let at = BODY_AT; at < pack.length; at += STEP_BYTES) {
    if (at > BODY_AT) yield
    sum = crc32(pack.subarray(at, at + STEP_BYTES), sum)
  }
  if (pack.readUInt32LE(1) !== sum) throw new PackError('checksum', 'the pack is damaged')
  try {
    return readBody(new ByteReader(pack, BODY_AT))
  } catch (error) {
    throw error instanceof BytesError ? new PackError('malformed', `the pack ${error.message}`) : error
  }
}

function readBody(reader: ByteReader): HistoryEvent[] {
  const account = reader.text()
  const epoch = reader.varint()
  const count = reader.varint()
  const events: HistoryEvent[] = []
  let before = BEGINNING
  // Each turn reads a few bytes at least, so that a count beyond the bytes ends at their end.
  while (events.length < count) {
    const event = readEvent(reader, account, epoch, before)
    events.push(event)
    before = { number: event.id.number, time: event.time, admittedAt: event.admittedAt }
  }
  if (count === 0 || !reader.isAtEnd) throw new BytesError('has another length than it says')
  return events
}

function readEvent(reader: ByteReader, account: string, epoch: number, before: Before): HistoryEvent {
  const step = reader.varint()
  const number = before.number + step
  if (step === 0 || !Number.isSafeInteger(number)) throw new BytesError('has a number out of order')
  const time = before.time + reader.signed()
  const admittedAt = before.admittedAt + reader.signed()
  const flags = reader.varint()
  if (flags > GREATEST_FLAGS) throw new BytesError('has flags out of range')
  const member = flags & MEMBER ? reader.text() : undefined
  const otherFlags = flags & ~KNOWN_FLAGS
  return {
    id: { account, epoch, number },
    time,
    admittedAt,
    isMessage: (flags & MESSAGE) !== 0,
    isSelfMessage: (flags & SELF) !== 0,
    isLate: (flags & LATE) !== 0,
    ...(member === undefined ? {} : { member }),
    ...(otherFlags === 0 ? {} : { otherFlags }),
    payload: reader.bytes(),
  }
}
