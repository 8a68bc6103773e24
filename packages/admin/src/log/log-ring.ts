import type { Log } from '@rookery/hub'
import { Subscribable } from '@rookery/transport'
import type { LogLine } from '../wire.js'

const MOST_LINES = 1_000
const LONGEST_TEXT = 2_000
const MOST_FIELDS = 40
const HIDDEN = '***'

/** Settings of a log ring: what it hides, and its clock. */
export interface LogRingSettings {
  /** Names of fields whose values are never kept. */
  readonly secretKeys?: readonly string[]
  /** Default: the machine's time. */
  readonly now?: () => number
}

/** The newest lines of a log, beside where it is written. */
export class LogRing {
  readonly #secretKeys: ReadonlySet<string>
  readonly #now: () => number
  readonly #lines: LogLine[] = []
  readonly #written = new Subscribable<[line: LogLine]>()
  #seq = 0

  constructor({ secretKeys = [], now = Date.now }: LogRingSettings = {}) {
    this.#secretKeys = new Set(secretKeys)
    this.#now = now
  }

  /** Log that writes to another one, and keeps its lines here. */
  beside(log: Log): Log {
    const to =
      (level: LogLine['level']): Log['info'] =>
      (fields, text) => {
        log[level](fields, text)
        this.#keep(level, fields, text)
      }
    return { info: to('info'), warn: to('warn'), error: to('error') }
  }

  /** The newest lines, the oldest of them first. */
  newest(limit: number): readonly LogLine[] {
    return limit > 0 ? this.#lines.slice(-limit) : []
  }

  /** Calls a listener with each line from now on. Returns the undo. */
  onLine(listener: (line: LogLine) => void): () => void {
    return this.#written.subscribe(listener)
  }

  #keep(level: LogLine['level'], fields: Readonly<Record<string, unknown>>, text: string): void {
    const kept = Object.entries(fields)
      .slice(0, MOST_FIELDS)
      .map(([key, value]) => [key, this.#shown(key, value)])
    const line = {
      seq: ++this.#seq,
      at: this.#now(),
      level,
      text: shortened(text),
      fields: Object.fromEntries(kept) as LogLine['fields'],
    }
    this.#lines.push(line)
    if (this.#lines.length > MOST_LINES) this.#lines.shift()
    this.#written.emit(line)
  }

  /** A value that can be kept and sent: a text, a number, or JSON as text. */
  #shown(key: string, value: unknown): unknown {
    if (this.#secretKeys.has(key)) return HIDDEN
    if (typeof value === 'string') return shortened(value)
    if (value === null || value === undefined || typeof value === 'number' || typeof value === 'boolean')
      return value
    if (value instanceof Error) return shortened(value.message)
    try {
      return shortened(
        JSON.stringify(value, (inner, each) => (this.#secretKeys.has(inner) ? HIDDEN : each)) ?? '',
      )
    } catch {
      return shortened(String(value))
    }
  }
}

const shortened = (text: string): string =>
  text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT)}…` : text
