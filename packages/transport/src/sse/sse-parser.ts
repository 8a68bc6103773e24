import { TransportError } from '../errors.js'

export interface SseParserHandler {
  /** An event: its data in UTF-8, lines joined by LF, and the last `id` received. */
  event(data: Buffer, id: string): void
  /** Milliseconds that the server asks to wait before the next attempt. */
  retry?(ms: number): void
}

const LF = 0x0a
const CR = 0x0d
const COLON = 0x3a
const SPACE = 0x20
const BOM = Buffer.from('\ufeff')

/** Parses `text/event-stream`, in chunks of any size. It works on bytes, so that no character can be split. */
export class SseParser {
  readonly #handler: SseParserHandler
  readonly #maxEventBytes: number
  #lastId: string
  /** The current line, which has not ended yet. */
  #pieces: Buffer[] = []
  #data: Buffer[] = []
  #bytes = 0
  /** State of the parser: before the first line, after a CR that an LF may belong to, or anywhere else. */
  #at: 'start' | 'after CR' | 'elsewhere' = 'start'

  /** `lastId` is the last id of an earlier connection. */
  constructor(handler: SseParserHandler, maxEventBytes: number, lastId = '') {
    this.#handler = handler
    this.#maxEventBytes = maxEventBytes
    this.#lastId = lastId
  }

  /** @throws TransportError with code `too_large` when an event is larger than allowed. */
  push(chunk: Buffer): void {
    let from = this.#at === 'after CR' && chunk[0] === LF ? 1 : 0
    if (this.#at === 'after CR' && chunk.length > 0) this.#at = 'elsewhere'
    let cr = chunk.indexOf(CR)
    for (;;) {
      if (cr >= 0 && cr < from) cr = chunk.indexOf(CR, from)
      const lf = chunk.indexOf(LF, from)
      const end = cr < 0 || (lf >= 0 && lf < cr) ? lf : cr
      if (end < 0) return this.#keep(chunk.subarray(from))
      this.#line(this.#whole(chunk.subarray(from, end)))
      from = end + (chunk[end] === CR && chunk[end + 1] === LF ? 2 : 1)
      if (end === cr && end + 1 === chunk.length) this.#at = 'after CR'
    }
  }

  #keep(piece: Buffer): void {
    if (piece.length === 0) return
    this.#count(piece.length)
    this.#pieces.push(piece)
  }

  #count(bytes: number): void {
    this.#bytes += bytes
    if (this.#bytes > this.#maxEventBytes) {
      throw new TransportError('too_large', `an event holds more than ${this.#maxEventBytes} bytes`)
    }
  }

  #whole(rest: Buffer): Buffer {
    this.#count(rest.length)
    const line = this.#pieces.length === 0 ? rest : Buffer.concat([...this.#pieces, rest])
    this.#pieces = []
    if (this.#at !== 'start') return line
    this.#at = 'elsewhere'
    return line.subarray(0, BOM.length).equals(BOM) ? line.subarray(BOM.length) : line
  }

  #line(line: Buffer): void {
    if (line.length === 0) return this.#dispatch()
    const colon = line.indexOf(COLON)
    if (colon === 0) return this.#forget(line.length)
    const name = line.toString('latin1', 0, colon < 0 ? line.length : colon)
    const start = colon < 0 ? line.length : colon + (line[colon + 1] === SPACE ? 2 : 1)
    this.#field(name, line.subarray(start))
    if (name !== 'data') this.#forget(line.length)
  }

  #field(name: string, value: Buffer): void {
    if (name === 'data') this.#data.push(value)
    else if (name === 'id' && !value.includes(0)) this.#lastId = value.toString('utf8')
    else if (name === 'retry' && /^\d{1,9}$/.test(value.toString('latin1')))
      this.#handler.retry?.(Number(value.toString('latin1')))
  }

  /** Subtracts bytes that are not kept: comments may arrive for years before an event does. */
  #forget(bytes: number): void {
    this.#bytes -= bytes
  }

  #dispatch(): void {
    const lines = this.#data
    this.#data = []
    this.#bytes = 0
    const [first] = lines
    if (first) this.#handler.event(lines.length === 1 ? first : joinLines(lines), this.#lastId)
  }
}

function joinLines(lines: readonly Buffer[]): Buffer {
  const lineEnd = Buffer.of(LF)
  return Buffer.concat(lines.flatMap((line, index) => (index === 0 ? [line] : [lineEnd, line])))
}
