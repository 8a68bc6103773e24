import { type Clock, type Link, steadyOf } from '@rookery/transport'
import { jsonOf } from '../answer/send.js'
import type { LiveFrame, LogLine, Realm } from '../wire.js'
import { LogWindow } from './log-window.js'
import type { SharedRow } from './shared-row.js'
import { TrafficWindow } from './traffic-window.js'
import { isSelected, NOTHING_WATCHED, readWatch, type Watch } from './watch.js'

/** Bytes that may wait for a page that does not read; then it is sent nothing until they have left. */
const MOST_WAITING = 512 * 1024
/** A page that reads nothing for so long is given up. */
const STUCK_MS = 30_000

/** The part of a connection that a page needs. */
export type PageLink = Pick<Link, 'attach' | 'send' | 'close' | 'queuedBytes'>

/** Login that opened a page. */
export interface Viewer {
  readonly realm: Realm
  /** Tells whether the login is valid still. */
  isIn(): boolean
}

export interface PageContext {
  readonly clock: Clock
  /** Called when the page watches something else. */
  watched(): void
}

/** The connection to one open page, which is sent only what its socket takes. */
export class Page {
  readonly realm: Realm
  readonly #link: PageLink
  readonly #viewer: Viewer
  readonly #context: PageContext
  readonly #traffic: TrafficWindow
  readonly #log: LogWindow
  readonly #steady: () => number
  #watch: Watch = NOTHING_WATCHED
  #closing: Promise<unknown> | undefined
  /** Time at which it stopped reading. */
  #stuckAt: number | undefined

  constructor(link: PageLink, viewer: Viewer, context: PageContext) {
    this.realm = viewer.realm
    this.#link = link
    this.#viewer = viewer
    this.#context = context
    this.#steady = steadyOf(context.clock)
    this.#traffic = new TrafficWindow(context.clock, (rows, leftOut) =>
      this.#send(`{"type":"traffic","rows":[${rows.join(',')}],"left_out":${leftOut}}`),
    )
    this.#log = new LogWindow(context.clock, (lines, leftOut) =>
      this.#send(jsonOf({ type: 'log', lines, left_out: leftOut } satisfies LiveFrame)),
    )
    link.attach({ text: (bytes) => this.#take(bytes), pong() {}, drained() {} })
  }

  get watchesTraffic(): boolean {
    return this.#watch.traffic !== undefined
  }

  get watchesLog(): boolean {
    return this.#watch.log
  }

  /** Sends the first frame. */
  begin(state: string): void {
    this.#link.send([Buffer.from(`{"type":"hello","realm":"${this.realm}","state":${state}}`)])
  }

  /** Sends the state, given as a whole frame, unless the page does not keep up: the next one is as good. */
  tell(frame: Uint8Array): void {
    if (this.#takesMore()) this.#link.send([frame])
  }

  offer(row: SharedRow): void {
    const selection = this.#watch.traffic
    if (!selection || !isSelected(row.item, selection, () => row.judged(this.realm))) return
    this.#traffic.offer(() => row.text(this.realm))
  }

  line(line: LogLine): void {
    if (this.#watch.log) this.#log.offer(line)
  }

  /** Ends the page if its login has ended, or if it has not read for long. */
  look(): void {
    if (!this.#viewer.isIn()) void this.close('logged_out')
    else if (!this.#takesMore() && this.#steady() - (this.#stuckAt ?? 0) >= STUCK_MS)
      void this.close('too_slow')
  }

  close(reason: Extract<LiveFrame, { type: 'bye' }>['reason']): Promise<unknown> {
    this.ended()
    if (!this.#closing) {
      this.#send(jsonOf({ type: 'bye', reason } satisfies LiveFrame))
      this.#closing = this.#link.close(reason === 'stopping' ? 1012 : 1008, reason)
    }
    return this.#closing
  }

  /** Forgets what was to be sent: the connection is gone. */
  ended(): void {
    this.#watch = NOTHING_WATCHED
    this.#traffic.close()
    this.#log.close()
  }

  #take(bytes: Uint8Array): void {
    const watch = readWatch(bytes)
    if (typeof watch === 'string') return this.#refuse(watch)
    if (watch.log && this.realm !== 'admin') return this.#refuse('the log is for the admin token')
    if (!watch.traffic) this.#traffic.close()
    if (!watch.log) this.#log.close()
    this.#watch = watch
    this.#context.watched()
  }

  #refuse(message: string): void {
    this.#send(jsonOf({ type: 'refused', message } satisfies LiveFrame))
  }

  #send(text: string): boolean {
    if (!this.#takesMore()) return false
    this.#link.send([Buffer.from(text)])
    return true
  }

  #takesMore(): boolean {
    if (this.#link.queuedBytes <= MOST_WAITING) {
      this.#stuckAt = undefined
      return true
    }
    this.#stuckAt ??= this.#steady()
    return false
  }
}
