import {
  type Call,
  type EventFrame,
  failedReply,
  forwardCall,
  type Reply,
  readEvent,
  readReply,
  replyBody,
  replyEcho,
} from '@rookery/protocol'
import { FULL_CHECK_BYTES, shallowTextFault, textFault } from './json-text.js'
import type { CloseInfo, Link } from './link.js'
import {
  type CallSettings,
  DEFAULT_CALL_TIMEOUT_MS,
  MAX_QUEUED_CALL_BYTES,
  type UpstreamFace,
  type UpstreamHandler,
} from './upstream-face.js'

interface Waiting {
  readonly timeoutMs: number
  timer: NodeJS.Timeout
  readonly onPart: ((part: Reply) => void) | undefined
  settle(reply: Reply): void
}

/** The face that an application holds: events come in, calls go out. The one place where `echo` is matched. */
export class Upstream implements UpstreamFace {
  readonly link: Link
  readonly #handler: UpstreamHandler
  readonly #waiting = new Map<string, Waiting>()
  #lastEcho = 0

  constructor(link: Link, handler: UpstreamHandler) {
    this.link = link
    this.#handler = handler
    link.attach({ text: (bytes) => this.#text(bytes), pong() {}, drained() {} })
    link.closed.then((info) => this.#settleAll(info))
  }

  get remote(): string {
    return this.link.remote
  }

  get isOpen(): boolean {
    return this.link.isOpen
  }

  get closed(): Promise<CloseInfo> {
    return this.link.closed
  }

  /** How many calls wait for their reply. */
  get waitingCalls(): number {
    return this.#waiting.size
  }

  /**
   * Sends a call and gives its reply. It always settles, and never rejects: a connection that is or gets
   * closed makes it 1503, an answer that does not come in time 1504.
   */
  call(call: Call, settings: CallSettings = {}): Promise<Reply> {
    if (!this.link.isOpen)
      return Promise.resolve(failedReply(1503, 'the connection is closed; the call was not sent'))
    if (this.link.queuedBytes > MAX_QUEUED_CALL_BYTES) {
      return Promise.resolve(failedReply(1503, 'the implementation does not read; the call was not sent'))
    }
    return new Promise((resolve) => {
      const echo = `r${++this.#lastEcho}`
      const timeoutMs = settings.timeoutMs ?? DEFAULT_CALL_TIMEOUT_MS
      // Before it is sent: an answer may be there sooner than the next line.
      this.#waiting.set(echo, {
        timeoutMs,
        timer: this.#startTimer(echo, timeoutMs),
        onPart: settings.onPart,
        settle: resolve,
      })
      this.link.send(forwardCall(call, `"${echo}"`))
    })
  }

  setDeadAfter(deadAfterMs: number): void {
    this.link.setDeadAfter(deadAfterMs)
  }

  close(code: number, reason: string): Promise<CloseInfo> {
    return this.link.close(code, reason)
  }

  #startTimer(echo: string, timeoutMs: number): NodeJS.Timeout {
    return setTimeout(() => {
      const reason = `no answer within ${timeoutMs} ms; whether it was executed is unknown`
      this.#take(echo)?.settle(failedReply(1504, reason))
    }, timeoutMs)
  }

  #take(echo: string): Waiting | undefined {
    const waiting = this.#waiting.get(echo)
    if (!waiting) return undefined
    this.#waiting.delete(echo)
    clearTimeout(waiting.timer)
    return waiting
  }

  #text(bytes: Buffer): void {
    const fault = shallowTextFault(bytes)
    if (fault) return this.#handler.dropped?.(`a frame that is ${fault}`)
    const likely = beginsAsReply(bytes) ? readReply(bytes) : undefined
    if (likely && this.#isAwaited(likely)) return this.#reply(likely)
    const event = readEvent(bytes)
    if (event) return this.#event(event, bytes)
    const reply = likely ?? readReply(bytes)
    if (reply) return this.#reply(reply)
    this.#handler.dropped?.('a frame that is not a JSON object')
  }

  #isAwaited(reply: Reply): boolean {
    const echo = replyEcho(reply)
    return echo !== undefined && this.#waiting.has(echo)
  }

  /** Events go to many, so that even a large one is checked in full. */
  #event(event: EventFrame, bytes: Buffer): void {
    const fault = bytes.length > FULL_CHECK_BYTES ? textFault(bytes) : undefined
    if (fault) this.#handler.dropped?.(`an event that is ${fault}`)
    else this.#handler.event(event)
  }

  #reply(reply: Reply): void {
    const echo = replyEcho(reply)
    const waiting = echo === undefined ? undefined : this.#waiting.get(echo)
    if (echo === undefined || !waiting) return this.#handler.dropped?.(describeStray(reply, echo))
    if (!reply.isPart) return this.#take(echo)?.settle(reply)
    clearTimeout(waiting.timer)
    waiting.timer = this.#startTimer(echo, waiting.timeoutMs)
    waiting.onPart?.(reply)
  }

  #settleAll(info: CloseInfo): void {
    const reason = `the connection was closed (${info.code}); whether the call was executed is unknown`
    for (const echo of [...this.#waiting.keys()]) this.#take(echo)?.settle(failedReply(1503, reason))
  }
}

const REPLY_HEAD = Buffer.from('{"status"')

/** As implementations write replies, and hardly an event: it is looked at first, which spares a scan. */
const beginsAsReply = (bytes: Buffer): boolean =>
  bytes.length > REPLY_HEAD.length &&
  bytes.compare(REPLY_HEAD, 0, REPLY_HEAD.length, 0, REPLY_HEAD.length) === 0

/** Shown of what an upstream says of itself. */
const WORDING_CHARACTERS = 200
const NOTHING = { retcode: undefined, wording: undefined }

function describeStray(reply: Reply, echo: string | undefined): string {
  if (echo !== undefined) return 'a reply that nobody waits for any more'
  // What it holds is anything at all, and a large one is not worth parsing for a line in the log.
  const { retcode, wording } = reply.bytes.length > FULL_CHECK_BYTES ? NOTHING : replyBody(reply)
  const code = typeof retcode === 'number' ? `retcode ${retcode}` : 'no retcode'
  const why = typeof wording === 'string' && wording ? `: ${wording.slice(0, WORDING_CHARACTERS)}` : ''
  return `a reply without echo (${code}${why})`
}
