import type { Batch } from '../batch.js'
import { type EventAddress, readAddress } from '../event-address.js'
import type { EventSink, EventSinkHandler } from '../event-sink.js'
import { HttpTarget, type HttpTargetSettings } from '../http/http-target.js'
import type { CloseInfo } from '../link.js'
import { defaultBackoff, type RetryDelays, retryDelayMs } from '../redial.js'
import { shownUrl } from '../shown-url.js'
import { framedPayload } from '../websocket-frame.js'
import { Lanes } from './lanes.js'
import { Progress } from './progress.js'
import { Reach } from './reach.js'
import { signatureOf } from './signature.js'
import { readAnswer, type Verdict, verdictOf } from './verdict.js'

export interface PosterSettings extends HttpTargetSettings {
  /** The key of `X-Signature`; without it none is sent. */
  readonly secret?: string | undefined
  /** Sent with each event. */
  readonly headers?: () => Readonly<Record<string, string>>
  /** Milliseconds that a receiver has to answer; default 30 000. */
  readonly timeoutMs?: number
  /** How many events may be on their way at a time; default 16. */
  readonly maxInFlight?: number
  readonly delays?: Partial<RetryDelays>
  /** Asked about an event that had to wait for more than a second: what has become useless is given up. */
  readonly isStale?: (event: Uint8Array) => boolean
  /** How long `close` waits for what is under way; default 3 000. */
  readonly closeTimeoutMs?: number
}

export interface PosterHandler extends EventSinkHandler {
  /** An event was answered with a quick operation, a JSON object. */
  quickOperation?(event: Uint8Array, operation: Uint8Array): void
  /** Events of a batch will not be posted any more, although they were not received for all that is known. */
  gaveUp?(count: number, why: string): void
  /** For the first time an answer was neither empty nor a JSON object. */
  oddAnswer?(why: string): void
  /** The receiver cannot be reached; told again with each attempt. */
  unreachable?(why: string, retryMs: number): void
  reachable?(): void
}

type State =
  | { readonly is: 'open' }
  | { readonly is: 'closing'; readonly info: CloseInfo; readonly timer: NodeJS.Timeout }
  | { readonly is: 'closed' }

interface Post extends EventAddress {
  readonly event: Uint8Array
  readonly item: number
  /** Only this side gets it, and nobody misses it. */
  readonly isOwn: boolean
  readonly givenAt: number
  failures: number
}

const TIMEOUT_MS = 30_000
const MAX_IN_FLIGHT = 16
const MAX_FAILURES = 3
const CLOSE_TIMEOUT_MS = 3_000
/** Under this, `drained` asks for more. */
const LOW_BYTES = 64 * 1024
const FRESH_MS = 1_000

/** Posts events to a receiver: in order within a conversation, several conversations at a time. */
export class Poster implements EventSink {
  readonly remote: string
  readonly closed: Promise<CloseInfo>
  readonly #settings: PosterSettings
  readonly #handler: PosterHandler
  readonly #delays: RetryDelays
  readonly #target: HttpTarget
  readonly #lanes = new Lanes<Post>()
  readonly #progress: Progress
  readonly #reach: Reach
  readonly #retries = new Set<NodeJS.Timeout>()
  #state: State = { is: 'open' }
  #queuedBytes = 0
  #inFlight = 0
  #oddAnswers: 'unsaid' | 'said' = 'unsaid'
  #settleClosed: (info: CloseInfo) => void = () => {}

  /** @throws TransportError with code `bad_url` when the URL is none of HTTP. */
  constructor(settings: PosterSettings, handler: PosterHandler) {
    this.remote = shownUrl(settings.url)
    this.#settings = settings
    this.#handler = handler
    this.#delays = { ...defaultBackoff, ...settings.delays }
    this.#target = new HttpTarget(settings)
    this.#progress = new Progress((position) => handler.confirmed?.(position))
    this.#reach = new Reach(this.#delays, {
      unreachable: (why, retryMs) => handler.unreachable?.(why, retryMs),
      reachable: () => handler.reachable?.(),
      tryAgain: () => this.#pump(),
    })
    this.closed = new Promise((resolve) => {
      this.#settleClosed = resolve
    })
  }

  get isOpen(): boolean {
    return this.#state.is === 'open'
  }

  /** Bytes of the events that are not answered. */
  get queuedBytes(): number {
    return this.#queuedBytes
  }

  send(event: Uint8Array): void {
    this.#add(event, readAddress(event), true)
    this.#pump()
  }

  sendBatch(batch: Batch): void {
    const { addresses } = batch
    batch.texts.forEach((text, index) => {
      const event = framedPayload(text)
      this.#add(event, addresses[index] ?? readAddress(event), false)
    })
    this.#pump()
  }

  mark(position: number): boolean {
    this.#progress.mark(position)
    return true
  }

  /** Whether the receiver was there when it was last needed. */
  probe(): Promise<boolean> {
    return Promise.resolve(this.isOpen && this.#reach.isHere)
  }

  /** Posts nothing more, and waits a while for what is under way. */
  close(code: number, reason: string): Promise<CloseInfo> {
    if (this.#state.is !== 'open') return this.closed
    const timer = setTimeout(() => this.#end(), this.#settings.closeTimeoutMs ?? CLOSE_TIMEOUT_MS)
    this.#state = { is: 'closing', info: { code, reason }, timer }
    this.#reach.close()
    for (const each of this.#retries) clearTimeout(each)
    if (this.#inFlight === 0) this.#end()
    return this.closed
  }

  #end(): void {
    if (this.#state.is !== 'closing') return
    const { info, timer } = this.#state
    clearTimeout(timer)
    this.#state = { is: 'closed' }
    this.#target.close()
    this.#settleClosed(info)
  }

  #add(event: Uint8Array, address: EventAddress, isOwn: boolean): void {
    if (!this.isOpen) return
    this.#queuedBytes += event.length
    const item = this.#progress.begin()
    this.#lanes.add({ ...address, event, item, isOwn, givenAt: performance.now(), failures: 0 })
  }

  #pump(): void {
    const most = this.#settings.maxInFlight ?? MAX_IN_FLIGHT
    while (this.isOpen && this.#inFlight < this.#reach.limit(most)) {
      const post = this.#lanes.take()
      if (!post) return
      if (this.#isStale(post)) this.#giveUp(post, 'it has become too old')
      else void this.#post(post)
    }
  }

  #isStale({ event, givenAt }: Post): boolean {
    return performance.now() - givenAt > FRESH_MS && this.#settings.isStale?.(event) === true
  }

  async #post(post: Post): Promise<void> {
    this.#inFlight++
    const exchange = await this.#target.post({
      headers: this.#headers(post),
      body: post.event,
      timeoutMs: this.#settings.timeoutMs ?? TIMEOUT_MS,
    })
    this.#inFlight--
    if (this.#state.is === 'closed') return
    this.#settle(post, verdictOf(exchange))
    if (this.#inFlight === 0) this.#end()
    this.#pump()
  }

  #headers({ event, selfId }: Post): Readonly<Record<string, string>> {
    const { secret, headers } = this.#settings
    return {
      'Content-Type': 'application/json',
      'User-Agent': 'OneBot/11 (Rookery)',
      ...headers?.(),
      ...(selfId === undefined ? {} : { 'X-Self-ID': selfId }),
      ...(secret ? { 'X-Signature': signatureOf(secret, event) } : {}),
    }
  }

  #settle(post: Post, verdict: Verdict): void {
    if (verdict.is === 'unreachable') {
      this.#lanes.again(post)
      return this.#reach.failed(verdict.why)
    }
    this.#reach.arrived()
    if (verdict.is === 'lost') return this.#giveUp(post, verdict.why)
    if (verdict.is === 'failed') return this.#retry(post, verdict.why)
    this.#done(post)
    this.#answered(post, verdict.answer)
  }

  /** The lane stays held meanwhile: what belongs together must not overtake. */
  #retry(post: Post, why: string): void {
    if (post.failures++ >= MAX_FAILURES) return this.#giveUp(post, why)
    if (!this.isOpen) return
    const timer = setTimeout(
      () => {
        this.#retries.delete(timer)
        this.#lanes.again(post)
        this.#pump()
      },
      retryDelayMs(post.failures - 1, this.#delays),
    )
    this.#retries.add(timer)
  }

  #giveUp(post: Post, why: string): void {
    this.#done(post)
    // The notice of a gap is an event of its own, and must not make another gap.
    if (!post.isOwn) this.#handler.gaveUp?.(1, why)
  }

  #done(post: Post): void {
    this.#lanes.done(post)
    const before = this.#queuedBytes
    this.#queuedBytes -= post.event.length
    this.#progress.done(post.item)
    if (before > LOW_BYTES && this.#queuedBytes <= LOW_BYTES) this.#handler.drained?.()
  }

  #answered({ event }: Post, body: Buffer): void {
    const answer = readAnswer(body)
    if (answer === 'nothing') return
    if (answer !== 'no JSON object') return this.#handler.quickOperation?.(event, answer.operation)
    if (this.#oddAnswers === 'said') return
    this.#oddAnswers = 'said'
    this.#handler.oddAnswer?.('an answer to an event was no JSON object; such answers are ignored')
  }
}
