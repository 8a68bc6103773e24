import { randomBytes } from 'node:crypto'
import { shownUrl } from '../describe/shown-url.js'
import { defaultBackoff, type RetryDelays, retryDelayMs } from '../dial/redial.js'
import type { EventSink, EventSinkHandler } from '../downstream/event-sink.js'
import type { Batch } from '../frames/batch.js'
import { readAddress } from '../frames/event-address.js'
import { LARGE_EVENT_BYTES } from '../frames/large-event.js'
import { framedPayload } from '../frames/websocket-frame.js'
import { HttpTarget, type HttpTargetSettings } from '../http/http-target.js'
import type { CloseInfo } from '../link/link.js'
import { type Alarm, type Clock, steadyOf, systemClock } from '../time/clock.js'
import { Lanes } from './lanes.js'
import type { Post } from './post.js'
import { Progress } from './progress.js'
import { type PostBreaker, Reach, type ReachHandler } from './reach.js'
import { signatureInSlices, signatureOf } from './signature.js'
import { readAnswer, type Verdict, verdictOf } from './verdict.js'

/** Settings of posting events: the receiver, the signature, and how often and how long each event is tried. */
export interface PosterSettings extends HttpTargetSettings {
  /** Key of `X-Signature`; without one, none is sent. */
  readonly secret?: string | undefined
  /** Sent with each event. */
  readonly headers?: () => Readonly<Record<string, string>>
  /** Milliseconds that a receiver has to answer; default 30 000. */
  readonly timeoutMs?: number
  /** Times that an event is posted again after 502 or 503; default 3. */
  readonly retries?: number
  /** Leaves a receiver alone that takes events and does not answer; events wait meanwhile. Default: never. */
  readonly breaker?: PostBreaker | undefined
  /** Most events under way at a time; default 16. */
  readonly maxInFlight?: number
  readonly delays?: Partial<RetryDelays>
  /** Called for an event that waited for more than a second; a useless one is dropped. */
  readonly isStale?: (event: Uint8Array, ageMs: number) => boolean | Promise<boolean>
  /** Clock of the batches' times, in milliseconds; default that of `clock` that only grows. */
  readonly now?: () => number
  /** Milliseconds that `close` waits for posts under way; default 3 000. */
  readonly closeTimeoutMs?: number
}

/** Callbacks of a `Poster`: confirmations, quick operations, and events or receivers that it gives up. */
export interface PosterHandler extends EventSinkHandler {
  /** An event, given as it was received, was answered with a quick operation, a JSON object. */
  quickOperation?(event: Uint8Array, operation: Uint8Array): void
  /** Events of a batch were dropped, although they were not received as far as is known. */
  gaveUp?(count: number, why: string): void
  /** The first answer that is neither empty nor a JSON object. */
  oddAnswer?(): void
  /** The receiver cannot be reached; called after each attempt. */
  unreachable?(why: string, retryMs: number): void
  reachable?(): void
}

type State =
  | { readonly is: 'open' }
  | { readonly is: 'closing'; readonly info: CloseInfo; readonly cancel: Alarm }
  | { readonly is: 'closed' }

const TIMEOUT_MS = 30_000
const MAX_IN_FLIGHT = 16
const RETRIES = 3
const CLOSE_TIMEOUT_MS = 3_000
/** Queue length below which `drained` is called. */
const LOW_BYTES = 64 * 1024
const FRESH_MS = 1_000
const TOO_OLD = 'it has become too old'

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
  /** Prefix of event numbers, so that no two posters and no two runs produce the same `X-Event-Id`. */
  readonly #word = randomBytes(9).toString('base64url')
  readonly #retries = new Set<Alarm>()
  readonly #clock: Clock
  readonly #now: () => number
  #state: State = { is: 'open' }
  #queuedBytes = 0
  #inFlight = 0
  #oddAnswers: 'unsaid' | 'said' = 'unsaid'
  #settleClosed: (info: CloseInfo) => void = () => {}

  /** @throws TransportError with code `bad_url` when the URL is not an HTTP URL. */
  constructor(settings: PosterSettings, handler: PosterHandler) {
    this.remote = shownUrl(settings.url)
    this.#settings = settings
    this.#clock = settings.clock ?? systemClock
    this.#now = settings.now ?? steadyOf(this.#clock)
    this.#handler = handler
    this.#delays = { ...defaultBackoff, ...settings.delays }
    this.#target = new HttpTarget(settings)
    this.#progress = new Progress((position) => handler.confirmed?.(position))
    const reach: ReachHandler = {
      unreachable: (why, retryMs) => handler.unreachable?.(why, retryMs),
      reachable: () => handler.reachable?.(),
      tryAgain: () => this.#pump(),
    }
    this.#reach = new Reach(this.#delays, reach, this.#clock, settings.breaker)
    this.closed = new Promise((resolve) => {
      this.#settleClosed = resolve
    })
  }

  get isOpen(): boolean {
    return this.#state.is === 'open'
  }

  /** Bytes of the unanswered events. */
  get queuedBytes(): number {
    return this.#queuedBytes
  }

  send(event: Uint8Array): void {
    this.#add({ ...readAddress(event), event, since: this.#now(), isOwn: true })
    this.#pump()
  }

  sendBatch(batch: Batch): void {
    const { addresses, times } = batch
    const now = this.#now()
    batch.texts.forEach((text, index) => {
      const event = framedPayload(text)
      const address = addresses[index] ?? readAddress(event)
      const since = times?.[index] ?? now
      this.#add({ ...address, event, received: text.received, since, isOwn: false })
    })
    this.#pump()
  }

  prepare(batch: Batch): Promise<void> {
    return batch.addressesAhead()
  }

  mark(position: number): boolean {
    this.#progress.mark(position)
    return true
  }

  /** Whether the receiver was reachable when it was last needed. */
  probe(): Promise<boolean> {
    return Promise.resolve(this.isOpen && this.#reach.isHere)
  }

  /** Stops posting, and waits a while for posts under way. */
  close(code: number, reason: string): Promise<CloseInfo> {
    if (this.#state.is !== 'open') return this.closed
    const { closeTimeoutMs = CLOSE_TIMEOUT_MS } = this.#settings
    const cancel = this.#clock.after(closeTimeoutMs, () => this.#end())
    this.#state = { is: 'closing', info: { code, reason }, cancel }
    this.#reach.close()
    for (const cancel of this.#retries) cancel()
    if (this.#inFlight === 0) this.#end()
    return this.closed
  }

  #end(): void {
    if (this.#state.is !== 'closing') return
    const { info, cancel } = this.#state
    cancel()
    this.#state = { is: 'closed' }
    this.#target.close()
    this.#settleClosed(info)
  }

  #add(given: Omit<Post, 'item' | 'refusals' | 'needsFresh'>): void {
    if (!this.isOpen) return
    this.#queuedBytes += given.event.length
    const item = this.#progress.begin()
    this.#lanes.add({ ...given, item, refusals: 0, needsFresh: false })
  }

  #pump(): void {
    const most = this.#settings.maxInFlight ?? MAX_IN_FLIGHT
    while (this.isOpen && this.#inFlight < this.#reach.limit(most)) {
      const post = this.#lanes.take()
      if (!post) return
      const stale = this.#isStale(post)
      if (stale === true) this.#giveUp(post, TOO_OLD)
      else void this.#post(post, stale)
    }
  }

  #isStale({ event, since }: Post): boolean | Promise<boolean> {
    const ageMs = this.#now() - since
    return ageMs > FRESH_MS && (this.#settings.isStale?.(event, ageMs) ?? false)
  }

  async #post(post: Post, stale: false | Promise<boolean>): Promise<void> {
    this.#inFlight++
    if (stale && (await stale)) return this.#posted(() => this.#giveUp(post, TOO_OLD))
    const isLarge = post.event.length > LARGE_EVENT_BYTES
    const signature = isLarge ? await this.#largeSignature(post) : this.#signature(post)
    // That may have taken its time.
    if (isLarge && this.#state.is === 'closed') return
    const exchange = await this.#target.post({
      headers: this.#headers(post, signature),
      body: post.event,
      timeoutMs: this.#settings.timeoutMs ?? TIMEOUT_MS,
      isFresh: post.needsFresh,
    })
    this.#posted(() => this.#settle(post, verdictOf(exchange)))
  }

  #posted(settle: () => void): void {
    this.#inFlight--
    if (this.#state.is === 'closed') return
    settle()
    if (this.#inFlight === 0) this.#end()
    this.#pump()
  }

  #signature({ event }: Post): string | undefined {
    const { secret } = this.#settings
    return secret ? signatureOf(secret, event) : undefined
  }

  async #largeSignature({ event }: Post): Promise<string | undefined> {
    const { secret } = this.#settings
    return secret ? signatureInSlices(secret, event) : undefined
  }

  #headers({ selfId, item }: Post, signature: string | undefined): Readonly<Record<string, string>> {
    const { headers } = this.#settings
    return {
      'Content-Type': 'application/json',
      'User-Agent': 'OneBot/11 (Rookery)',
      'X-Event-Id': `${this.#word}.${item}`,
      ...headers?.(),
      ...(selfId === undefined ? {} : { 'X-Self-ID': selfId }),
      ...(signature ? { 'X-Signature': signature } : {}),
    }
  }

  #settle(post: Post, verdict: Verdict): void {
    if (verdict.is === 'unreachable') {
      this.#lanes.again(post)
      return this.#reach.failed(verdict.why)
    }
    if (verdict.is === 'dropped') {
      post.needsFresh = true
      return this.#lanes.again(post)
    }
    if (verdict.is === 'lost' && verdict.isUnanswered) this.#reach.unanswered(verdict.why)
    else this.#reach.arrived()
    if (verdict.is === 'lost') return this.#giveUp(post, verdict.why)
    if (verdict.is === 'busy') return this.#retry(post, verdict.why)
    this.#done(post)
    this.#answered(post, verdict.answer)
  }

  /** The lane stays held meanwhile: what belongs together must not overtake. */
  #retry(post: Post, why: string): void {
    if (post.refusals++ >= (this.#settings.retries ?? RETRIES)) return this.#giveUp(post, why)
    if (!this.isOpen) return
    const alarm = this.#clock.after(retryDelayMs(post.refusals - 1, this.#delays), () => {
      this.#retries.delete(alarm)
      this.#lanes.again(post)
      this.#pump()
    })
    this.#retries.add(alarm)
  }

  #giveUp(post: Post, why: string): void {
    this.#done(post)
    // A lost notice of a gap must not produce another gap.
    if (!post.isOwn) this.#handler.gaveUp?.(1, why)
  }

  #done(post: Post): void {
    this.#lanes.done(post)
    const before = this.#queuedBytes
    this.#queuedBytes -= post.event.length
    this.#progress.done(post.item)
    // Not at once: who gives what is too old in the middle of `drained` would be asked for more without an end.
    if (before > LOW_BYTES && this.#queuedBytes <= LOW_BYTES) setImmediate(() => this.#handler.drained?.())
  }

  #answered({ event, received }: Post, body: Buffer): void {
    const answer = readAnswer(body)
    if (answer === 'nothing') return
    if (answer !== 'no JSON object') {
      const context = received ? framedPayload(received) : event
      return this.#handler.quickOperation?.(context, answer.operation)
    }
    if (this.#oddAnswers === 'said') return
    this.#oddAnswers = 'said'
    this.#handler.oddAnswer?.()
  }
}
