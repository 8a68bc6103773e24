import { okReply } from '@rookery/protocol'
import {
  type Alarm,
  type Batch,
  type Clock,
  type CloseInfo,
  Downstream,
  framedPayload,
  frameText,
  type Link,
  type LinkReceiver,
  systemClock,
} from '@rookery/transport'
import { type Cursor, newCursor } from '../journal/cursor.js'
import type { Gap } from '../journal/gap.js'
import type { Journal } from '../journal/journal.js'
import { memoryJournal } from '../journal/memory.js'
import { Delivery } from './deliver.js'
import type { Subscription } from './subscription.js'

/** A link without another side: it notes what is written, and the test says what comes back. */
export class FakeLink implements Link {
  readonly remote = 'fake'
  readonly closed: Promise<CloseInfo> = new Promise(() => {})
  readonly texts: string[] = []
  readonly batches: Batch[] = []
  readonly pings: string[] = []
  isOpen = true
  /** What still waits in the socket, as the test has it. */
  queuedBytes = 0
  /** Set by a test whose batches take time to be made ready. */
  prepare?: (batch: Batch) => Promise<void>
  /** Called with every text and ping, in order. */
  onWrite: (kind: 'text' | 'ping', text: string) => void = () => {}
  #receiver: LinkReceiver | undefined

  attach(receiver: LinkReceiver): void {
    this.#receiver = receiver
  }
  send(parts: readonly Uint8Array[]): void {
    this.#write(Buffer.concat(parts).toString())
  }
  sendBatch(batch: Batch): void {
    this.batches.push(batch)
    for (const text of batch.texts) this.#write(framedPayload(text).toString())
  }
  offerBatch(batch: Batch): boolean {
    if (!this.isOpen || this.queuedBytes > 0) return false
    this.sendBatch(batch)
    return true
  }
  ping(payload: string): void {
    this.pings.push(payload)
    this.onWrite('ping', payload)
  }
  pong(payload = this.pings.at(-1) ?? ''): void {
    this.#receiver?.pong(Buffer.from(payload))
  }
  drain(): void {
    this.queuedBytes = 0
    this.#receiver?.drained()
  }
  pause(): void {}
  resume(): void {}
  setDeadAfter(): void {}
  async close(code: number, reason: string): Promise<CloseInfo> {
    this.isOpen = false
    return { code, reason }
  }

  #write(text: string): void {
    this.texts.push(text)
    this.onWrite('text', text)
  }
}

/** A clock that stands still between two steps of the test. */
export class StillClock implements Clock {
  #nowMs = 1_700_000_000_000
  #waiting: { readonly dueAt: number; readonly wake: () => void }[] = []

  now(): number {
    return this.#nowMs
  }

  after(delayMs: number, wake: () => void): Alarm {
    const waiting = { dueAt: this.#nowMs + delayMs, wake }
    this.#waiting.push(waiting)
    return () => {
      this.#waiting = this.#waiting.filter((each) => each !== waiting)
    }
  }

  /** How many alarms are set. */
  get alarms(): number {
    return this.#waiting.length
  }

  /** Goes on from one alarm to the next, in their order. */
  advance(byMs: number): void {
    const until = this.#nowMs + byMs
    for (;;) {
      const [next] = this.#waiting.filter(({ dueAt }) => dueAt <= until).sort((a, b) => a.dueAt - b.dueAt)
      if (!next) break
      this.#nowMs = Math.max(this.#nowMs, next.dueAt)
      this.#waiting = this.#waiting.filter((each) => each !== next)
      next.wake()
    }
    this.#nowMs = until
  }
}

export interface FakeConnection {
  readonly link: FakeLink
  readonly cursor: Cursor
  readonly gaps: Gap[]
  readonly subscription: Subscription
  end(): void
}

/** A journal and its delivery, with a clock of their own and connections that are fakes. */
export class DeliveryStage {
  now = 1_700_000_000_000
  readonly journal: Journal
  readonly delivery: Delivery
  #appended = 0

  constructor({ events = 100_000, maxAgeMs = 300_000, flushGapMs = 0, clock = systemClock } = {}) {
    this.journal = memoryJournal({ ageMs: 1e12, events, bytes: 1e12 }, () => this.now)
    // Each turn of the event loop is a flush of its own here.
    this.delivery = new Delivery({ maxAgeMs, now: () => this.now, flushGapMs, clock })
  }

  /** Appends events whose texts are their positions, padded to a size. */
  append(count = 1, { isMessage = true, bytes = 0 } = {}): void {
    for (let n = 0; n < count; n++) {
      this.journal.append({
        account: '1',
        isMessage,
        time: Math.floor(this.now / 1000),
        admittedAt: this.now,
        text: frameText(Buffer.from(String(++this.#appended).padEnd(bytes, ' '))),
      })
    }
    this.delivery.wake()
  }

  connect(cursor = newCursor(this.journal.view('all').head), confirmBy?: 'drain'): FakeConnection {
    const link = new FakeLink()
    return this.connectOver(link, cursor, confirmBy)
  }

  connectOver(link: FakeLink, cursor: Cursor, confirmBy: 'pong' | 'drain' = 'pong'): FakeConnection {
    const gaps: Gap[] = []
    let subscription: Subscription | undefined
    const handler = {
      call: async () => okReply(),
      confirmed: (position: number) => subscription?.confirmed(position),
      drained: () => subscription?.drained(),
    }
    const downstream = new Downstream(link, handler, { confirmBy })
    const announce = {
      gap(gap: Gap): void {
        gaps.push(gap)
        link.send([Buffer.from('gap')])
      },
      poison() {},
    }
    const opened = this.delivery.subscribe({
      view: this.journal.view('all'),
      sink: downstream,
      cursor,
      announce,
    })
    subscription = opened
    opened.advance()
    const end = (): void => {
      link.isOpen = false
      opened.end()
    }
    return { link, cursor, gaps, subscription: opened, end }
  }

  close(): void {
    this.delivery.close()
    this.journal.close()
  }
}

/** What was admitted in this tick is delivered when it is over. */
export const nextTick = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

export const numbers = (from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, index) => String(from + index))

export const trimmed = (link: FakeLink): string[] => link.texts.map((text) => text.trim())
