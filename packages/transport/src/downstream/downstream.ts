import {
  type Call,
  failedReply,
  type Reply,
  readCall,
  readCheckedCall,
  recoverEcho,
  replyWithEcho,
} from '@rookery/protocol'
import type { Batch } from '../frames/batch.js'
import { isSmallText, shallowTextFault } from '../frames/json-text.js'
import type { CloseInfo, Link, LinkReceiver } from '../link/link.js'
import type { Role } from '../link/role.js'
import { type Clock, systemClock } from '../time/clock.js'
import { ALIVE } from '../ws/ws-link.js'
import type { EventSink, EventSinkHandler } from './event-sink.js'
import { type CallHandler, failureOf, startCall } from './execute-call.js'

/** Callbacks of a downstream endpoint. */
export interface DownstreamHandler extends CallHandler, EventSinkHandler {
  /** Pongs come back without the payload of their ping: from now on delivery is confirmed by the drained socket. */
  pongsUnusable?(): void
}

/** Settings of the endpoint that an implementation holds: how events are confirmed, and what the connection is for. */
export interface DownstreamSettings {
  /** `pong` confirms by ping; `drain` sends no pings and relies on the socket. Default `pong`. */
  readonly confirmBy?: 'pong' | 'drain'
  /** `API` sends no events and confirms none, `Event` reads no calls. Default `Universal`. */
  readonly role?: Role
  /** Limits how long a probe waits. Default that of the machine. */
  readonly clock?: Clock | undefined
}

const PROBE = 'probe'
/** Most calls of one connection that may wait for their replies; each holds memory until it has one. */
const MAX_UNDER_WAY = 10_000
/** Most bytes that may wait for a peer that does not read its replies; beyond it, no more calls are read. */
const PAUSE_BYTES = 1024 * 1024
/** Foreign pongs, without a single matching one, after which a peer counts as not echoing pings. */
const FOREIGN_PONGS = 3

/** The connection as its implementation's side sees it: events go out, calls come in. */
export class Downstream implements EventSink, LinkReceiver {
  readonly link: Link
  readonly #handler: DownstreamHandler
  readonly #role: Role
  readonly #clock: Clock
  #confirmBy: 'pong' | 'drain'
  #underWay = 0
  #marked = 0
  #asked = 0
  #confirmed = 0
  #foreignPongs = 0
  #probes: ((answered: boolean) => void)[] | undefined
  #isPaused = false

  constructor(link: Link, handler: DownstreamHandler, settings: DownstreamSettings = {}) {
    this.link = link
    this.#handler = handler
    this.#confirmBy = settings.confirmBy ?? 'pong'
    this.#role = settings.role ?? 'Universal'
    this.#clock = settings.clock ?? systemClock
    link.attach(this)
  }

  get remote(): string {
    return this.link.remote
  }

  get closed(): Promise<CloseInfo> {
    return this.link.closed
  }

  get queuedBytes(): number {
    return this.link.queuedBytes
  }

  get isOpen(): boolean {
    return this.link.isOpen
  }

  get callsUnderWay(): number {
    return this.#underWay
  }

  /** Sends an event to this connection only. */
  send(event: Uint8Array): void {
    if (this.#role !== 'API') this.link.send([event])
  }

  /** Sends events that other connections receive as well. */
  sendBatch(batch: Batch): void {
    if (this.#role !== 'API') this.link.sendBatch(batch)
  }

  offerBatch(batch: Batch): boolean {
    return this.#role !== 'API' && this.link.offerBatch?.(batch) === true
  }

  prepare(batch: Batch): Promise<void> | undefined {
    return this.#role === 'API' ? undefined : this.link.prepare?.(batch)
  }

  /**
   * Requests confirmation that everything sent so far, up to `position`, was received. False if that is not possible
   * yet and must be requested again.
   */
  mark(position: number): boolean {
    if (this.#role === 'API') return true
    this.#marked = position
    if (this.#confirmBy === 'pong') {
      // One ping at a time: a peer that wakes up to many pings may break off ("ws" does at 60).
      if (this.#asked <= this.#confirmed) this.#ask()
      return true
    }
    if (this.link.queuedBytes > 0) return false
    this.#confirm(position)
    return true
  }

  /** Whether the other side answers a ping, with any payload, within the given milliseconds. */
  probe(timeoutMs: number): Promise<boolean> {
    this.link.ping(PROBE)
    return new Promise((resolve) => {
      const cancel = this.#clock.after(timeoutMs, () => this.#probed(false))
      this.#probes ??= []
      this.#probes.push((answered) => {
        cancel()
        resolve(answered)
      })
      this.link.closed.then(() => this.#probed(false))
    })
  }

  close(code: number, reason: string): Promise<CloseInfo> {
    return this.link.close(code, reason)
  }

  #ask(): void {
    this.#asked = this.#marked
    this.link.ping(String(this.#asked))
  }

  #confirm(position: number): void {
    if (position <= this.#confirmed) return
    this.#confirmed = position
    this.#handler.confirmed?.(position)
  }

  #probed(answered: boolean): void {
    const probes = this.#probes ?? []
    this.#probes = undefined
    for (const settle of probes) settle(answered)
  }

  pong(bytes: Buffer): void {
    const payload = bytes.toString('latin1')
    if (this.#probes) this.#probed(true)
    if (payload === ALIVE || payload === PROBE || this.#confirmBy === 'drain') return
    const position = /^\d{1,16}$/.test(payload) ? Number(payload) : 0
    if (position > 0 && position <= this.#asked) {
      this.#foreignPongs = Number.NEGATIVE_INFINITY
      this.#confirm(position)
      if (this.#marked > position) this.#ask()
    } else if (this.#asked > this.#confirmed) this.#foreignPong()
  }

  /** Counts a pong that matches no ping: an unsolicited one, or the sign of a peer that does not echo pings. */
  #foreignPong(): void {
    if (++this.#foreignPongs < FOREIGN_PONGS) return this.#ask()
    this.#confirmBy = 'drain'
    this.#handler.pongsUnusable?.()
    this.mark(this.#marked)
  }

  drained(): void {
    if (this.#isPaused) {
      this.#isPaused = false
      this.link.resume()
    }
    if (this.#confirmBy === 'drain') this.mark(this.#marked)
    this.#handler.drained?.()
  }

  text(bytes: Buffer): void {
    if (this.#role === 'Event') return
    const plain = isSmallText(bytes) ? readCheckedCall(bytes) : undefined
    if (plain) return this.#execute(plain)
    const fault = shallowTextFault(bytes)
    if (fault) return this.#refuse(`the frame is ${fault}`, recoverEcho(bytes))
    const reading = readCall(bytes)
    if ('reason' in reading) return this.#refuse(reading.reason, reading.echo)
    this.#execute(reading.call)
  }

  #execute(call: Call): void {
    const { echo } = call
    if (this.#underWay >= MAX_UNDER_WAY) {
      return this.#reply(
        failedReply(1429, `${MAX_UNDER_WAY} calls of this connection wait for answers`),
        echo,
      )
    }
    this.#underWay++
    const send = (reply: Reply): void => this.#reply(reply, echo)
    const settle = (reply: Reply): void => {
      this.#underWay--
      send(reply)
    }
    startCall(this.#handler, call, send).then(settle, (error: unknown) => settle(failureOf(error)))
  }

  #refuse(reason: string, echo: Uint8Array | undefined): void {
    this.#reply(failedReply(1400, reason), echo)
  }

  #reply(reply: Reply, echo: Uint8Array | undefined): void {
    this.link.send(replyWithEcho(reply, echo))
    if (this.link.queuedBytes <= PAUSE_BYTES || this.#isPaused) return
    this.#isPaused = true
    this.link.pause()
  }
}
