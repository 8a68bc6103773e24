import {
  type Call,
  type EventFrame,
  failedReply,
  forwardCall,
  type Reply,
  readCheckedEvent,
  readCheckedReply,
  readEvent,
  readReply,
  replyBody,
  replyEcho,
} from '@rookery/protocol'
import type { FrameLimit } from '../frames/frame-limit.js'
import { FULL_CHECK_BYTES, isShortText, shallowTextFault, textFault } from '../frames/json-text.js'
import { LARGE_EVENT_BYTES, readLargeText } from '../frames/large-event.js'
import { bytesOf } from '../frames/websocket-frame.js'
import type { CloseInfo, Link } from '../link/link.js'
import type { Clock } from '../time/clock.js'
import { Deadlines } from '../time/deadlines.js'
import { unsent } from './unsent.js'
import {
  type CallSettings,
  DEFAULT_CALL_TIMEOUT_MS,
  MAX_QUEUED_CALL_BYTES,
  type UpstreamFace,
  type UpstreamHandler,
} from './upstream-face.js'

/** Settings of the face that an application holds. */
export interface UpstreamSettings {
  /** Limit for the size of calls; it learns from how the link ends. Default: none. */
  readonly frameLimit?: FrameLimit | undefined
  /** Measures how long calls wait. Default that of the machine. */
  readonly clock?: Clock | undefined
}

interface Waiting {
  readonly echo: string
  readonly bytes: number
  readonly timeoutMs: number
  readonly onPart: ((part: Reply) => void) | undefined
  settle(reply: Reply): void
}

/**
 * The connection as its application's side sees it: events come in, calls go out. The one place where `echo` is
 * matched.
 */
export class Upstream implements UpstreamFace {
  readonly link: Link
  readonly #handler: UpstreamHandler
  readonly #waiting = new Map<string, Waiting>()
  readonly #deadlines: Deadlines<string>
  readonly #frameLimit: FrameLimit | undefined
  /** Settles when the link has closed, and everything received over it has been read. */
  readonly closed: Promise<CloseInfo>
  /** Frames received while a large one was being checked, that one first. */
  #held: Buffer[] | undefined
  #release: () => void = () => {}
  #lastEcho = 0

  constructor(link: Link, handler: UpstreamHandler, { frameLimit, clock }: UpstreamSettings = {}) {
    this.link = link
    this.#handler = handler
    this.#frameLimit = frameLimit
    this.#deadlines = new Deadlines((echo) => this.#late(echo), clock)
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
   * Sends a call and returns its reply. Always settles, and never rejects: 1503 if the connection is or gets closed,
   * 1504 if no answer arrives in time, 1413 if the frame is too large.
   */
  call(call: Call, settings: CallSettings = {}): Promise<Reply> {
    if (!this.link.isOpen) return Promise.resolve(unsent('the connection is closed'))
    if (this.link.queuedBytes > MAX_QUEUED_CALL_BYTES) {
      return Promise.resolve(unsent('the implementation does not read'))
    }
    const echo = `r${++this.#lastEcho}`
    const frame = forwardCall(call, `"${echo}"`, settings.keepsSelfId)
    const bytes = bytesOf(frame)
    const tooLarge = this.#frameLimit?.refusalOf(bytes)
    if (tooLarge) return Promise.resolve(tooLarge)
    return new Promise((resolve) => {
      const timeoutMs = settings.timeoutMs ?? DEFAULT_CALL_TIMEOUT_MS
      const waiting = { echo, bytes, timeoutMs, onPart: settings.onPart, settle: resolve }
      // Registered before sending: an answer may arrive before the next line runs.
      this.#waiting.set(echo, waiting)
      this.#deadlines.start(echo, timeoutMs)
      this.link.send(frame, settings.mayOverwrite)
    })
  }

  setDeadAfter(deadAfterMs: number): void {
    this.link.setDeadAfter(deadAfterMs)
  }

  close(code: number, reason: string): Promise<CloseInfo> {
    return this.link.close(code, reason)
  }

  #late(echo: string): void {
    const waiting = this.#waiting.get(echo)
    if (!waiting) return
    const reason = `no answer within ${waiting.timeoutMs} ms; whether it was executed is unknown`
    this.#settle(waiting, failedReply(1504, reason, UNKNOWN))
  }

  #settle(waiting: Waiting, reply: Reply): void {
    this.#waiting.delete(waiting.echo)
    this.#deadlines.end(waiting.echo, waiting.timeoutMs)
    waiting.settle(reply)
  }

  /** Handles frames in order: frames after a large one wait until it has been checked. */
  #take(bytes: Buffer): void {
    if (this.#held) this.#held.push(bytes)
    else if (isLargeEvent(bytes)) void this.#checkInSlices(bytes)
    else this.#text(bytes)
  }

  async #checkInSlices(first: Buffer): Promise<void> {
    const held = [first]
    this.#held = held
    this.link.pause()
    for (let bytes = held[0]; bytes; bytes = held[0]) {
      if (isLargeEvent(bytes)) await this.#largeText(bytes)
      else this.#text(bytes)
      held.shift()
    }
    this.#held = undefined
    this.link.resume()
    this.#release()
  }

  async #largeText(bytes: Buffer): Promise<void> {
    const text = await readLargeText(bytes)
    if (text.is === 'event') this.#handler.event(text.event)
    else if (text.fault && text.looksLikeOne) this.#handler.dropped?.(`an event that is ${text.fault}`)
    // Only the top level of a reply has to be valid.
    else this.#text(bytes)
  }

  #text(bytes: Buffer): void {
    if (isShortText(bytes) && this.#checked(bytes)) return
    const fault = shallowTextFault(bytes)
    if (fault) return this.#handler.dropped?.(`a frame that is ${fault}`)
    const likely = beginsAsReply(bytes) ? readReply(bytes) : undefined
    const awaited = likely && this.#waitingFor(likely)
    if (awaited) return this.#reply(likely, awaited)
    const event = readEvent(bytes)
    if (event) return this.#event(event, bytes)
    const reply = likely ?? readReply(bytes)
    if (!reply) return this.#handler.dropped?.('a frame that is not a JSON object')
    const waiting = this.#waitingFor(reply)
    if (waiting) this.#reply(reply, waiting)
    else this.#handler.dropped?.(describeStray(reply))
  }

  /** Takes a short event or an awaited reply in one walk; false for anything else. */
  #checked(bytes: Buffer): boolean {
    if (!beginsAsReply(bytes)) {
      const event = readCheckedEvent(bytes)
      if (event) this.#handler.event(event)
      return event !== undefined
    }
    const reply = readCheckedReply(bytes)
    const awaited = reply && this.#waitingFor(reply)
    if (awaited) this.#reply(reply, awaited)
    return awaited !== undefined
  }

  #waitingFor(reply: Reply): Waiting | undefined {
    const echo = replyEcho(reply)
    return echo === undefined ? undefined : this.#waiting.get(echo)
  }

  /** Checks an event in full, even a large one, because events go to many. */
  #event(event: EventFrame, bytes: Buffer): void {
    const fault = bytes.length > FULL_CHECK_BYTES ? textFault(bytes) : undefined
    if (fault) this.#handler.dropped?.(`an event that is ${fault}`)
    else this.#handler.event(event)
  }

  #reply(reply: Reply, waiting: Waiting): void {
    this.#frameLimit?.took(waiting.bytes)
    if (!reply.isPart) return this.#settle(waiting, reply)
    this.#deadlines.start(waiting.echo, waiting.timeoutMs)
    waiting.onPart?.(reply)
  }

  #settleAll(info: CloseInfo): void {
    if (info.code === TOO_LARGE && !info.isOwn) this.#settleLargest()
    const reason = `the connection was closed (${info.code}); whether the call was executed is unknown`
    for (const waiting of [...this.#waiting.values()])
      this.#settle(waiting, failedReply(1503, reason, UNKNOWN))
    this.#deadlines.close()
  }

  /** Answers the call that was too large: the largest without an answer. */
  #settleLargest(): void {
    let largest: Waiting | undefined
    for (const each of this.#waiting.values()) if (each.bytes > (largest?.bytes ?? 0)) largest = each
    const reply = largest && this.#frameLimit?.refused(largest.bytes)
    if (largest && reply) this.#settle(largest, reply)
  }
}

/** Close code for a frame that is too large. */
const TOO_LARGE = 1009
const UNKNOWN = { outcome: 'unknown' } as const

const isLargeEvent = (bytes: Buffer): boolean => bytes.length > LARGE_EVENT_BYTES && !beginsAsReply(bytes)

const REPLY_HEAD = Buffer.from('{"status"')

/** Bytes that begin most replies, and hardly any event: such frames are read as replies first, which saves a scan. */
const beginsAsReply = (bytes: Buffer): boolean =>
  bytes.length > REPLY_HEAD.length &&
  bytes.compare(REPLY_HEAD, 0, REPLY_HEAD.length, 0, REPLY_HEAD.length) === 0

/** Longest excerpt of a report about an upstream. */
const WORDING_CHARACTERS = 200
const NOTHING = { retcode: undefined, wording: undefined }

function describeStray(reply: Reply): string {
  if (replyEcho(reply) !== undefined) return 'a reply that nobody waits for any more'
  // What it holds is anything at all, and a large one is not worth parsing for a line in the log.
  const { retcode, wording } = reply.bytes.length > FULL_CHECK_BYTES ? NOTHING : replyBody(reply)
  const code = typeof retcode === 'number' ? `retcode ${retcode}` : 'no retcode'
  const why = typeof wording === 'string' && wording ? `: ${wording.slice(0, WORDING_CHARACTERS)}` : ''
  return `a reply without echo (${code}${why})`
}
