import type { Call, EventFrame, Reply } from '@rookery/protocol'
import { unsent } from '../frames/frame-reader.js'
import type { CloseInfo, Link } from '../link/link.js'
import type { Role } from '../link/role.js'
import { Upstream, type UpstreamSettings } from './upstream.js'
import type { CallSettings, UpstreamEndpoint, UpstreamHandler } from './upstream-endpoint.js'

/** Role of one of the two links of a `SplitUpstream`: `API` carries calls, `Event` carries events. */
export type SplitRole = Exclude<Role, 'Universal'>

/** Callbacks of a `SplitUpstream`: those of any upstream, and which of its links come and go. */
export interface SplitUpstreamHandler<E = EventFrame> extends UpstreamHandler<E> {
  /** The connection of a role is open, for the first time or again. */
  joined?(role: SplitRole): void
  /** The connection of a role is gone; without the one for the API, calls are answered 1503. */
  left?(role: SplitRole, info: CloseInfo): void
}

/**
 * One endpoint over two links, as in go-cqhttp and aiocqhttp: calls go over the link of role `API`, events come over that
 * of role `Event`. Either may be lost and return; when both are gone, the endpoint is closed.
 */
export class SplitUpstream<E = EventFrame, R = Reply> implements UpstreamEndpoint<R> {
  readonly closed: Promise<CloseInfo>
  readonly #handler: SplitUpstreamHandler<E>
  readonly #settings: UpstreamSettings<E, R>
  readonly #sides = new Map<SplitRole, Upstream<E, R>>()
  #state: 'open' | 'closed' = 'open'
  #deadAfterMs: number | undefined
  #settle: (info: CloseInfo) => void = () => {}

  constructor(handler: SplitUpstreamHandler<E>, settings: UpstreamSettings<E, R>) {
    this.#handler = handler
    this.#settings = settings
    this.closed = new Promise((resolve) => {
      this.#settle = resolve
    })
  }

  get remote(): string {
    const side = this.#sides.get('API') ?? this.#sides.get('Event')
    return side?.link.remote ?? 'unknown'
  }

  get isOpen(): boolean {
    return this.#state === 'open'
  }

  /** Whether the connection for calls is open. */
  get takesCalls(): boolean {
    return this.#sides.has('API')
  }

  get waitingCalls(): number {
    return this.#sides.get('API')?.waitingCalls ?? 0
  }

  /** Takes over a link, in the tick in which it was handed over. An older one of that role is closed. */
  take(role: SplitRole, link: Link): void {
    if (!this.isOpen) return void link.close(1001, 'the other connection is gone')
    const side = new Upstream(link, role === 'API' ? this.#apiHandler() : this.#handler, this.#settings)
    const replaced = this.#sides.get(role)
    this.#sides.set(role, side)
    // An API link is silent by nature; the announced heartbeat interval concerns the event link.
    if (role === 'Event' && this.#deadAfterMs !== undefined) link.setDeadAfter(this.#deadAfterMs)
    link.closed.then((info) => this.#left(role, side, info))
    void replaced?.close(1008, 'a newer connection took over')
    this.#handler.joined?.(role)
  }

  call(call: Call, settings: CallSettings<R> = {}): Promise<R> {
    const api = this.#sides.get('API')
    if (api) return api.call(call, settings)
    return Promise.resolve(unsent(this.#settings.reader, 'there is no connection of role API'))
  }

  setDeadAfter(deadAfterMs: number): void {
    this.#deadAfterMs = deadAfterMs
    this.#sides.get('Event')?.link.setDeadAfter(deadAfterMs)
  }

  async close(code: number, reason: string): Promise<CloseInfo> {
    const sides = [...this.#sides.values()]
    await Promise.all(sides.map((each) => each.close(code, reason)))
    this.#end({ code, reason })
    return this.closed
  }

  #apiHandler(): UpstreamHandler<E> {
    return {
      event: () => this.#handler.dropped?.('an event over a connection of role API'),
      dropped: (why) => this.#handler.dropped?.(why),
    }
  }

  #left(role: SplitRole, side: Upstream<E, R>, info: CloseInfo): void {
    // A link that was replaced leaves nothing behind.
    if (this.#sides.get(role) !== side) return
    this.#sides.delete(role)
    this.#handler.left?.(role, info)
    if (this.#sides.size === 0) this.#end(info)
  }

  #end(info: CloseInfo): void {
    this.#state = 'closed'
    this.#settle(info)
  }
}
