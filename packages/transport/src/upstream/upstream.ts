import { type Call, type EventFrame, forwardCall, type Reply } from '@rookery/protocol'
import type { FrameLimit } from '../frames/frame-limit.js'
import { type FrameReader, type FrameSink, unsent } from '../frames/frame-reader.js'
import { bytesOf } from '../frames/websocket-frame.js'
import type { CloseInfo, Link } from '../link/link.js'
import type { Clock } from '../time/clock.js'
import { Deadlines, type Wait } from '../time/deadlines.js'
import { Numbered } from './numbered.js'
import {
  type CallSettings,
  DEFAULT_CALL_TIMEOUT_MS,
  MAX_QUEUED_CALL_BYTES,
  type UpstreamEndpoint,
  type UpstreamHandler,
} from './upstream-endpoint.js'

/** Settings of the endpoint that an application holds. */
export interface UpstreamSettings<E = EventFrame, R = Reply> {
  /** Reads what the implementation sends. */
  readonly reader: FrameReader<E, R>
  /** Limit for the size of calls; it learns from how the link ends. Default: none. */
  readonly frameLimit?: FrameLimit | undefined
  /** Measures how long calls wait. Default that of the machine. */
  readonly clock?: Clock | undefined
}

interface Waiting<R> {
  readonly number: number
  readonly echo: string
  readonly bytes: number
  readonly timeoutMs: number
  readonly onPart: ((part: R) => void) | undefined
  readonly whenBroken: CallSettings<R>['whenBroken']
  readonly observer: CallSettings<R>['observer']
  settle(reply: R | Promise<R>): void
}

/**
 * The application's end of a connection: receives events, sends calls. Replies are matched to calls by `echo` only here.
 */
export class Upstream<E = EventFrame, R = Reply> implements UpstreamEndpoint<R> {
  readonly link: Link
  readonly #reader: FrameReader<E, R>
  readonly #sink: FrameSink<E, R>
  readonly #waiting = new Numbered<Wait<Waiting<R>>>()
  readonly #deadlines: Deadlines<Waiting<R>>
  readonly #frameLimit: FrameLimit | undefined
  /** Settles when the link has closed, and everything received over it has been read. */
  readonly closed: Promise<CloseInfo>
  /** Frames received while a large one is being read. */
  #held: Buffer[] | undefined
  #release: () => void = () => {}

  constructor(
    link: Link,
    handler: UpstreamHandler<E>,
    { reader, frameLimit, clock }: UpstreamSettings<E, R>,
  ) {
    this.link = link
    this.#reader = reader
    this.#sink = {
      event: (event) => handler.event(event),
      reply: (echo, reply, isPart) => this.#reply(echo, reply, isPart),
      dropped: (why) => handler.dropped?.(why),
    }
    this.#frameLimit = frameLimit
    this.#deadlines = new Deadlines((waiting) => this.#late(waiting), clock)
    link.attach({ text: (bytes) => this.#take(bytes), pong() {}, drained() {} })
    this.closed = link.closed.then(async (info) => {
      if (this.#held) await new Promise<void>((resolve) => (this.#release = resolve))
      return info
    })
    this.closed.then((info) => this.#settleAll(info))
  }

  get remote(): string {
    return this.link.remote
  }

  get isOpen(): boolean {
    return this.link.isOpen
  }

  /** Number of calls that wait for their reply. */
  get waitingCalls(): number {
    return this.#waiting.size
  }

  /**
   * Sends a call and returns its reply. Always settles, and never rejects: 1503 if it was not sent, 1504 if it was and
   * no answer arrives in time or before the connection closes, 1413 if the frame is too large.
   */
  call(call: Call, settings: CallSettings<R> = {}): Promise<R> {
    if (!this.link.isOpen) return Promise.resolve(unsent(this.#reader, 'the connection is closed'))
    if (this.link.queuedBytes > MAX_QUEUED_CALL_BYTES) {
      return Promise.resolve(unsent(this.#reader, 'the implementation does not read'))
    }
    const number = this.#waiting.next()
    const echo = `r${number}`
    const frame = forwardCall(call, `"${echo}"`, settings.keepsSelfId)
    const bytes = bytesOf(frame)
    const tooLarge = this.#frameLimit?.refusalOf(bytes)
    if (tooLarge) return Promise.resolve(this.#tooLarge(tooLarge))
    return new Promise((resolve) => {
      const timeoutMs = settings.timeoutMs ?? DEFAULT_CALL_TIMEOUT_MS
      const { onPart, whenBroken, observer } = settings
      const waiting = { number, echo, bytes, timeoutMs, onPart, whenBroken, observer, settle: resolve }
      // Registered before sending: an answer may arrive before the next line runs.
      this.#wait(waiting)
      this.link.send(frame, settings.mayOverwrite)
    })
  }

  setDeadAfter(deadAfterMs: number): void {
    this.link.setDeadAfter(deadAfterMs)
  }

  close(code: number, reason: string): Promise<CloseInfo> {
    return this.link.close(code, reason)
  }

  #wait(waiting: Waiting<R>): void {
    this.#waiting.set(waiting.number, this.#deadlines.start(waiting, waiting.timeoutMs))
  }

  #late(waiting: Waiting<R>): void {
    this.#waiting.delete(waiting.number)
    waiting.observer?.unanswered(true)
    const reason = `no answer within ${waiting.timeoutMs} ms; whether it was executed is unknown`
    waiting.settle(this.#reader.failure(1504, reason, UNKNOWN))
  }

  #settle(wait: Wait<Waiting<R>>, reply: R | Promise<R>): void {
    this.#waiting.delete(wait.item.number)
    this.#deadlines.end(wait)
    wait.item.settle(reply)
  }

  /** Handles frames in order: frames after a large one wait until it has been read. */
  #take(bytes: Buffer): void {
    if (this.#held) return void this.#held.push(bytes)
    const reading = this.#reader.frame(bytes, this.#sink)
    if (reading) void this.#holdDuring(reading)
  }

  async #holdDuring(reading: Promise<void>): Promise<void> {
    const held: Buffer[] = []
    this.#held = held
    this.link.pause()
    await reading
    for (let next = held.shift(); next; next = held.shift()) {
      const another = this.#reader.frame(next, this.#sink)
      if (another) await another
    }
    this.#held = undefined
    this.link.resume()
    this.#release()
  }

  #reply(echo: string | undefined, reply: R, isPart: boolean): boolean {
    const wait = echo === undefined ? undefined : this.#waiting.get(Number(echo.slice(1)))
    if (!wait || wait.item.echo !== echo) return false
    this.#frameLimit?.took(wait.item.bytes)
    if (!isPart) {
      wait.item.observer?.answered(reply)
      this.#settle(wait, reply)
    } else {
      this.#deadlines.end(wait)
      this.#wait(wait.item)
      wait.item.onPart?.(reply)
    }
    return true
  }

  #settleAll(info: CloseInfo): void {
    if (info.code === TOO_LARGE && !info.isOwn) this.#settleLargest()
    const reason = `the connection was closed (${info.code}); whether the call was executed is unknown`
    for (const wait of this.#waiting.all()) {
      const failure = this.#reader.failure(1504, reason, UNKNOWN)
      this.#settle(wait, wait.item.whenBroken ? wait.item.whenBroken(failure) : failure)
    }
    this.#deadlines.close()
  }

  /** Answers the call that was too large: the largest without an answer. */
  #settleLargest(): void {
    let largest: Wait<Waiting<R>> | undefined
    for (const each of this.#waiting.all()) if (each.item.bytes > (largest?.item.bytes ?? 0)) largest = each
    const reason = largest && this.#frameLimit?.refused(largest.item.bytes)
    if (largest && reason) this.#settle(largest, this.#tooLarge(reason))
  }

  #tooLarge(reason: string): R {
    return this.#reader.failure(1413, reason, { outcome: 'unsent' })
  }
}

/** Close code for a frame that is too large. */
const TOO_LARGE = 1009
const UNKNOWN = { outcome: 'unknown' } as const
