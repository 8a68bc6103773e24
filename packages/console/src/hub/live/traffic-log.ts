import type { TrafficRow } from '../wire/wire.js'
import { lineOf, type TrafficLine } from './traffic-line.js'

/** Lines that the page keeps. */
export const MOST_LINES = 200_000
/** Lines dropped together, so that dropping is rare. */
const DROPPED_AT_ONCE = 10_000
/** Bodies that the page keeps, by their number and their size in characters. */
const MOST_BODIES = 5_000
const MOST_BODY_CHARS = 16_000_000

/**
 * The traffic that the page has seen: lines up to `MOST_LINES`, of which the newest have their bodies. Changed in
 * place, since it is large; `version` tells of changes.
 */
export class TrafficLog {
  /** Bodies by the number of their line, modulo `MOST_BODIES`. */
  readonly #bodies: string[] = []
  #oldestBody = 1
  #bodyChars = 0
  #lines: TrafficLine[] = []
  #lastSeq = 0
  #leftOut = 0
  #dropped = 0
  #version = 0

  get lines(): readonly TrafficLine[] {
    return this.#lines
  }

  /** Rows that the hub did not send, since there were too many. */
  get leftOut(): number {
    return this.#leftOut
  }

  /** Lines that the page no longer keeps. */
  get dropped(): number {
    return this.#dropped
  }

  get version(): number {
    return this.#version
  }

  get lastSeq(): number {
    return this.#lastSeq
  }

  /** Adds rows, and counts those that the hub left out. */
  add(rows: readonly TrafficRow[], leftOut: number): void {
    for (const row of rows) {
      const line = lineOf(row, ++this.#lastSeq)
      this.#lines.push(line)
      this.#keepBody(line.seq, JSON.stringify(row))
    }
    this.#leftOut += leftOut
    if (this.#lines.length > MOST_LINES) {
      this.#lines = this.#lines.slice(DROPPED_AT_ONCE)
      this.#dropped += DROPPED_AT_ONCE
    }
    this.#version++
  }

  clear(): void {
    this.#lines = []
    while (this.#oldestBody <= this.#lastSeq) this.#dropBody()
    this.#leftOut = 0
    this.#dropped = 0
    this.#version++
  }

  /** The row of a line, if its body is still kept. */
  rowOf(seq: number): TrafficRow | undefined {
    if (seq < this.#oldestBody || seq > this.#lastSeq) return undefined
    return JSON.parse(this.#bodies[seq % MOST_BODIES] ?? 'null') as TrafficRow
  }

  lineOf(seq: number): TrafficLine | undefined {
    return this.#lines[seq - (this.#lines[0]?.seq ?? 0)]
  }

  /** The event that a call answers, or the newest calls that answer an event, as they say themselves. */
  relatedTo(
    line: TrafficLine,
    most: number,
  ): { readonly event?: TrafficLine; readonly calls: readonly TrafficLine[] } {
    if (line.kind === 'call') {
      const event = line.answers === '' ? undefined : this.#lines.find(({ id }) => id === line.answers)
      return event ? { event, calls: [] } : { calls: [] }
    }
    if (line.id === '') return { calls: [] }
    const calls: TrafficLine[] = []
    for (let at = this.#lines.length - 1; at >= 0 && calls.length < most; at--) {
      const call = this.#lines[at]
      if (call?.answers === line.id) calls.push(call)
      // A call comes behind the event that it answers.
      if (call === line) break
    }
    return { calls }
  }

  #keepBody(seq: number, text: string): void {
    if (seq - this.#oldestBody >= MOST_BODIES) this.#dropBody()
    this.#bodies[seq % MOST_BODIES] = text
    this.#bodyChars += text.length
    while (this.#bodyChars > MOST_BODY_CHARS) this.#dropBody()
  }

  #dropBody(): void {
    const at = this.#oldestBody++ % MOST_BODIES
    this.#bodyChars -= this.#bodies[at]?.length ?? 0
    this.#bodies[at] = ''
  }
}
