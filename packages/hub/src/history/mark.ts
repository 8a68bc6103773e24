import { crc32 } from 'node:zlib'
import { ByteReader, ByteWriter, textBytes } from './bytes.js'
import { BytesError } from './errors.js'
import { compareOrder, type EventId, type EventOrder } from './event-id.js'

/**
 * Position of a reader in the history, in terms that every hub understands: it does not depend on positions in one hub's
 * memory. The reader has what lies behind the mark, and lacks what lies before it.
 */
export interface Mark {
  /** The last event that the reader has, of each account. */
  readonly accounts: ReadonlyMap<string, EventOrder>
  /**
   * Of other accounts, the reader lacks all from the first event that was admitted then or later (unix milliseconds).
   * Absent: all that is kept.
   */
  readonly othersFrom?: number
}

/** The mark of a reader who has nothing. */
export const beginning: Mark = { accounts: new Map() }

/** The mark of a reader who lacks what was admitted from a time on, in unix milliseconds. */
export const markOfTime = (admittedAt: number): Mark => ({ accounts: new Map(), othersFrom: admittedAt })

/** Whether an event lies behind the mark. Unnamed accounts lie before it. */
export function marks({ accounts }: Mark, { account, epoch, number }: EventId): boolean {
  const last = accounts.get(account)
  return last !== undefined && compareOrder({ epoch, number }, last) <= 0
}

/** Moves a mark behind an event. It never moves back. */
export function markAfter(mark: Mark, id: EventId): Mark {
  if (marks(mark, id)) return mark
  const accounts = new Map(mark.accounts)
  // To the end of the map: the accounts that moved last are the last that a text leaves out.
  accounts.delete(id.account)
  return { ...mark, accounts: accounts.set(id.account, { epoch: id.epoch, number: id.number }) }
}

const VERSION = 1
const SUM_BYTES = 2
const HEAD_BYTES = SUM_BYTES + 20
const ORDER_BYTES = 16
/** Digits of an account that fit into a number. */
const NUMERIC = /^(?:0|[1-9]\d{0,14})$/

/** Longest text of a mark, in characters: some 150 accounts of ten digits. */
export const MARK_TEXT_LENGTH = 2_048

/** Writes a mark as bytes, whole. Equal marks give equal bytes. */
export function markBytes({ accounts, othersFrom }: Mark): Buffer {
  const entries = [...accounts].sort(([a], [b]) => (a < b ? -1 : 1))
  const most = entries.reduce((sum, [account]) => sum + textBytes(account) + ORDER_BYTES + 8, HEAD_BYTES)
  const writer = new ByteWriter(most)
  for (let at = 0; at < SUM_BYTES; at++) writer.byte(0)
  writer.byte(VERSION)
  writer.varint(othersFrom === undefined ? 0 : wholeTime(othersFrom) + 1)
  for (const [account, { epoch, number }] of entries) {
    if (NUMERIC.test(account)) writer.varint(Number(account) + 1)
    else {
      writer.varint(0)
      writer.bytes(Buffer.from(account))
    }
    writer.varint(epoch)
    writer.varint(number)
  }
  const bytes = writer.written
  bytes.writeUInt16LE(sumOf(bytes), 0)
  return bytes
}

/** A time that a varint holds, one more included; it may come from a request. */
const wholeTime = (time: number): number =>
  Math.floor(Math.min(Number.MAX_SAFE_INTEGER - 1, Math.max(0, time))) || 0

const sumOf = (bytes: Uint8Array): number => crc32(bytes.subarray(SUM_BYTES)) % 65_536

/** Reads the bytes of a mark; undefined if they are none. */
export function markOfBytes(bytes: Uint8Array): Mark | undefined {
  if (bytes.length <= SUM_BYTES || sumOf(bytes) !== (bytes[0] ?? 0) + (bytes[1] ?? 0) * 256) return undefined
  try {
    return readMark(new ByteReader(bytes, SUM_BYTES))
  } catch (error) {
    if (error instanceof BytesError) return undefined
    throw error
  }
}

function readMark(reader: ByteReader): Mark | undefined {
  if (reader.byte() !== VERSION) return undefined
  const others = reader.varint()
  const accounts = new Map<string, EventOrder>()
  while (!reader.isAtEnd) {
    const numeric = reader.varint()
    const account = numeric === 0 ? reader.text() : String(numeric - 1)
    accounts.set(account, { epoch: reader.varint(), number: reader.varint() })
  }
  return others === 0 ? { accounts } : { accounts, othersFrom: others - 1 }
}

/**
 * Writes a mark as a text for URLs and headers, at most `MARK_TEXT_LENGTH` long. Where it would grow longer, accounts are
 * left out, the first ones of the map first: they go on from `seenUntil`, before which nothing is missing of any
 * account (unix milliseconds). So a shortened mark repeats a moment, and loses nothing.
 */
export function markText(mark: Mark, seenUntil: number, mostLength = MARK_TEXT_LENGTH): string {
  const text = textOf(mark)
  if (text.length <= mostLength) return text
  const othersFrom = Math.min(mark.othersFrom ?? seenUntil, seenUntil)
  const entries = [...mark.accounts]
  let [least, most] = [0, entries.length]
  const shortened = (count: number): string =>
    textOf({ accounts: new Map(entries.slice(entries.length - count)), othersFrom })
  while (least < most) {
    const count = Math.ceil((least + most) / 2)
    if (shortened(count).length <= mostLength) least = count
    else most = count - 1
  }
  return shortened(least)
}

const textOf = (mark: Mark): string => markBytes(mark).toString('base64url')

/** Reads the text of a mark; undefined if it is none. */
export function markOfText(text: string): Mark | undefined {
  if (!/^[\w-]+$/.test(text)) return undefined
  const bytes = Buffer.from(text, 'base64url')
  return bytes.toString('base64url') === text ? markOfBytes(bytes) : undefined
}
