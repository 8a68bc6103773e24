import { copyInSlices } from '../time/copy-in-slices.js'
import { inSlices } from '../time/in-slices.js'
import { bytesOf } from './websocket-frame.js'

const LINE_END = /\r\n|\r|\n/

/**
 * An event in the form of `text/event-stream`. `id` must not contain a line end. Implementations write JSON on one
 * line; if it has several, each gets a field of its own, and the other side joins them again.
 */
export function sseText(payload: Buffer, id: string | undefined): Buffer {
  const head = headOf(id)
  if (isOneLine(payload)) return Buffer.concat([Buffer.from(head), payload, END])
  const lines = payload.toString('utf8').split(LINE_END)
  return Buffer.from(`${head}${lines.join('\ndata: ')}\n\n`)
}

/** The same for a large event, built in slices of time. */
export async function sseTextInSlices(payload: Buffer, id: string | undefined): Promise<Buffer> {
  const parts: Buffer[] = [Buffer.from(headOf(id))]
  let at = 0
  await inSlices(() => {
    const end = pieceEnd(payload, at)
    parts.push(withFields(payload.subarray(at, end)))
    at = end
    return at >= payload.length
  })
  parts.push(END)
  const text = Buffer.allocUnsafe(bytesOf(parts))
  await copyInSlices(parts, text, 0)
  return text
}

const headOf = (id: string | undefined): string => (id === undefined ? 'data: ' : `id: ${id}\ndata: `)

const END = Buffer.from('\n\n')
const PIECE_BYTES = 64 * 1024

/** An index that does not separate a CR from its LF. */
function pieceEnd(payload: Buffer, start: number): number {
  const end = Math.min(start + PIECE_BYTES, payload.length)
  return payload[end - 1] === 0x0d && payload[end] === 0x0a ? end + 1 : end
}

/** Converts as latin1, which preserves every byte and costs less than decoding. */
const withFields = (piece: Buffer): Buffer =>
  isOneLine(piece) ? piece : Buffer.from(piece.toString('latin1').split(LINE_END).join('\ndata: '), 'latin1')

const isOneLine = (bytes: Buffer): boolean => !bytes.includes(0x0a) && !bytes.includes(0x0d)
