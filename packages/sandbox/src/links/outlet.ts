import type { HeartbeatEvent, LifecycleEvent, OneBotEvent } from '@rookery/protocol'
import type { EventSink } from '@rookery/transport'
import type { Alarms } from '../faults/alarms.js'
import type { Faults } from '../faults/faults.js'
import { shapeEvent } from '../profiles/shape-event.js'
import type { Sandbox } from '../sandbox.js'
import { profileOf } from '../world/world.js'
import { Backlog } from './backlog.js'
import { EventTap, type Reporting, type TapContext } from './event-tap.js'
import { heartbeat, lifecycle } from './meta-events.js'
import { TellableEvent } from './tellable-event.js'

export interface OutletSettings {
  /** Milliseconds between two heartbeats; 0 for none. */
  readonly heartbeatMs: number
}

/** The events of an account, distributed to all of its connections. */
export class Outlet {
  readonly backlog: Backlog
  readonly #self_id: number
  readonly #sandbox: Sandbox
  readonly #faults: Faults
  readonly #alarms: Alarms
  readonly #taps = new Set<EventTap>()
  readonly #stopWatching: () => void

  constructor(sandbox: Sandbox, self_id: number, alarms: Alarms, { heartbeatMs }: OutletSettings) {
    this.#sandbox = sandbox
    this.#self_id = self_id
    this.#faults = sandbox.faults
    this.#alarms = alarms
    this.backlog = new Backlog(alarms.now().toString(36))
    this.#stopWatching = sandbox.observe((observed) => {
      if (observed.is === 'event' && observed.self_id === self_id) this.#tell(observed.event)
    })
    if (heartbeatMs > 0) this.#beat(heartbeatMs)
  }

  /** Number of connections that take events now. */
  get connections(): number {
    return this.#taps.size
  }

  /**
   * Opens a connection for events. It receives the lifecycle event first, then the kept events that follow
   * `lastEventId`. It closes with the sink.
   */
  open(sink: EventSink, reporting: Reporting, context: TapContext, lastEventId?: string): EventTap {
    const tap = new EventTap(sink, reporting, context)
    this.#taps.add(tap)
    const first = context.line.kind === 'http-post' ? 'enable' : 'connect'
    tap.take(this.#meta(lifecycle(this.#self_id, this.#alarms.now(), first)))
    if (lastEventId !== undefined) for (const told of this.backlog.behind(lastEventId)) tap.take(told)
    void sink.closed.then(() => this.#taps.delete(tap))
    return tap
  }

  close(): void {
    this.#stopWatching()
    this.#taps.clear()
  }

  #tell(event: OneBotEvent): void {
    const told = new TellableEvent(event, this.backlog.next())
    this.backlog.keep(told)
    for (const tap of this.#taps) tap.take(told)
  }

  /** A meta event in the shape of the account's implementation. */
  #meta(event: LifecycleEvent | HeartbeatEvent): TellableEvent {
    const { world } = this.#sandbox
    const { time, self_id, ...body } = event
    return new TellableEvent(shapeEvent(profileOf(world, self_id), world, { time, self_id }, body) ?? event)
  }

  #beat(intervalMs: number): void {
    this.#alarms.after(intervalMs, () => {
      const isOnline = this.#sandbox.world.accounts.get(this.#self_id)?.online ?? false
      const beat = (online: boolean): TellableEvent =>
        this.#meta(heartbeat(this.#self_id, this.#alarms.now(), online, intervalMs))
      const [usual, offline] = [beat(isOnline), beat(false)]
      for (const tap of this.#taps) tap.take(this.#faults.isOffline(tap.line) ? offline : usual)
      this.#beat(intervalMs)
    })
  }
}
