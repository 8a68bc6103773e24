import type { Reply } from '@rookery/protocol'
import { type Alarm, type Clock, Deadlines, steadyOf, type Wait } from '@rookery/transport'
import { deadlineOf, type PaceLimits } from '../../traffic-options.js'
import { broken, tooMany, unsent } from '../breaker/refusals.js'
import { attempt } from './attempt.js'
import { ChatWindows } from './chat-windows.js'
import { FairQueue, type Queued } from './fair-queue.js'
import { RecentSends } from './recent-sends.js'
import { Risk } from './risk.js'
import type { SendToQueue, WaitingSend } from './waiting-send.js'
import { warmUpSlowness } from './warm-up.js'
import { type Window, windowOf } from './window.js'

/** Limits for each account, and for each of its clients. */
const MAX_CALLS = 10_000
const MAX_BYTES = 64 * 1024 * 1024
const MAX_OWN_CALLS = 2_500
const MAX_OWN_BYTES = 16 * 1024 * 1024

/** Position of a send that would come now. */
export interface Place {
  /** Number of sends that leave before it; 0 if it would leave at once. */
  readonly position: number
  readonly waitMs: number
}

const AT_ONCE: Place = { position: 0, waitMs: 0 }

export interface AccountPaceSettings {
  readonly limits: PaceLimits
  readonly clock: Clock
  /** A random number from 0 to 1, for the jitter. */
  random(): number
  /** Time of the account's last login, on the steady clock. */
  loginAt(): number
  /** A send was answered 1429. */
  refused(client: object): void
  /** The account is slower than configured, for that reason. */
  slowed(sign: string, slowness: number): void
  /** Its sends are refused for so long. */
  stopped(sign: string, forMs: number): void
  resumed(): void
}

interface Item extends Queued {
  readonly waiting: WaitingSend
  deadline: Wait<Item> | undefined
  /** Gives its reply, and ends the wait. */
  settle(reply: Reply | Promise<Reply>): void
}

/** The pace of one account over one upstream: its windows, and the sends that wait for their turn. */
export class AccountPace {
  readonly risk: Risk
  #settings: AccountPaceSettings
  readonly #now: () => number
  #account: Window
  readonly #chats: ChatWindows
  readonly #sent: RecentSends
  readonly #queue = new FairQueue<Item>()
  readonly #deadlines: Deadlines<Item>
  /** True while somebody waits for the account's own window: then nobody may leave without a turn. */
  #isAccountBusy = false
  #alarm: Alarm | undefined
  #alarmAt = Number.POSITIVE_INFINITY
  #state: 'open' | { readonly closed: Reply } = 'open'

  constructor(settings: AccountPaceSettings) {
    const { limits, clock } = settings
    this.#settings = settings
    this.#now = steadyOf(clock)
    this.#account = windowOf(limits.account)
    this.#chats = new ChatWindows(limits)
    this.#sent = new RecentSends(limits)
    this.#deadlines = new Deadlines((item) => this.#late(item), clock)
    this.risk = new Risk({
      clock,
      slowed: settings.slowed,
      resumed: settings.resumed,
      stopped: (sign, forMs) => {
        settings.stopped(sign, forMs)
        this.#refuse(broken(`QQ may limit this account: ${sign}`, forMs))
      },
    })
  }

  /** Takes the turn of a send that may leave at once; false if it has to wait. */
  leaves(chat: string): boolean {
    const now = this.#now()
    const slowness = this.#slowness(now)
    const mayLeave = this.#mayLeave(chat, now, slowness)
    if (mayLeave) this.#took(chat, now, slowness)
    return mayLeave
  }

  /** Counts a send that leaves without a turn: the trial after signs of risk control. */
  took(chat: string): void {
    const now = this.#now()
    this.#took(chat, now, this.#slowness(now))
  }

  /** The reply to a send that may not wait: there is no room, or its turn would come too late. */
  refusalOf({ client, chat, bytes, isAwaited }: SendToQueue): Reply | undefined {
    if (this.#state !== 'open') return this.#state.closed
    const { waitMs } = this.placeOf(client, chat)
    const full = this.#fullFor(client, bytes)
    if (full === undefined && !(isAwaited && waitMs > deadlineOf(this.#settings.limits))) return undefined
    this.#settings.refused(client)
    return tooMany(full ?? `its turn would come in ${Math.ceil(waitMs / 1_000)} s`, waitMs)
  }

  /** Has a send that was not refused wait for its turn. */
  wait(waiting: WaitingSend): Promise<Reply> {
    return new Promise((resolve) => this.#enqueue(waiting, resolve))
  }

  /** The place that a send of a client would have now. */
  placeOf(client: object, chat: string): Place {
    const now = this.#now()
    const slowness = this.#slowness(now)
    if (this.#mayLeave(chat, now, slowness)) return AT_ONCE
    const { all, inChat } = this.#queue.ahead(client, chat)
    const readyAt = Math.max(
      this.#account.readyAt(now, slowness, all),
      this.#chats.readyAt(chat, now, slowness, inChat),
    )
    return { position: all + 1, waitMs: Math.max(0, readyAt - now) }
  }

  /** Number of sends that wait: of everybody, and of one client. */
  waiting(client: object): { readonly all: number; readonly own: number } {
    return { all: this.#queue.size, own: this.#queue.of(client).count }
  }

  /** How many times slower than configured it is now. */
  get slowness(): number {
    return this.#slowness(this.#now())
  }

  /** Goes by other limits. Signs of risk control count on, and so does what was sent. */
  configure(limits: PaceLimits): void {
    this.#settings = { ...this.#settings, limits }
    const sends = this.#sent.until(this.#now())
    const times = sends.map(({ at }) => at)
    this.#account = windowOf(limits.account, this.#account, times)
    this.#chats.configure(limits, sends)
    this.#sent.configure(limits)
    this.restart()
  }

  /** Has everything that waits go the way of a call that comes now. */
  restart(): void {
    for (const item of this.#clear()) item.settle(attempt(() => item.waiting.restart()))
  }

  /** Answers everything that waits or comes from now on, since it is not sent. */
  close(why: string): void {
    this.#state = { closed: unsent(why) }
    this.#refuse(this.#state.closed)
    this.#deadlines.close()
  }

  #refuse(reply: Reply): void {
    for (const item of this.#clear()) item.settle(reply)
  }

  #slowness(now: number): number {
    const { limits, loginAt } = this.#settings
    const byRisk = this.risk.slowness(now)
    return limits.warmUpMs ? Math.max(byRisk, warmUpSlowness(now - loginAt(), limits.warmUpMs)) : byRisk
  }

  /** Tells whether a send would leave at once: within its windows, and before nobody who waits for the same. */
  #mayLeave(chat: string, now: number, slowness: number): boolean {
    if (this.#isAccountBusy || this.#chats.isAwaited(chat)) return false
    if (this.#account.readyAt(now, slowness) > now) return false
    return this.#chats.readyAt(chat, now, slowness) <= now
  }

  #took(chat: string, now: number, slowness: number): void {
    this.#account.took(now, slowness)
    this.#chats.took(chat, now, slowness)
    this.#sent.note(chat, now)
  }

  /** Reason why nothing more of a client may wait. A client without anything in the queue may add a call of any size. */
  #fullFor(client: object, bytes: number): string | undefined {
    const own = this.#queue.of(client)
    if (own.count >= MAX_OWN_CALLS || (own.count > 0 && own.bytes + bytes > MAX_OWN_BYTES))
      return `${own.count} sends of this client wait for their turns`
    if (this.#queue.size >= MAX_CALLS || this.#queue.bytes + bytes > MAX_BYTES)
      return `${this.#queue.size} sends of the account wait for their turns`
    return undefined
  }

  #enqueue(waiting: WaitingSend, resolve: (reply: Reply | Promise<Reply>) => void): void {
    const { client, chat, bytes } = waiting
    let stay = (): void => {}
    let isOver = false
    const item: Item = {
      client,
      chat,
      bytes,
      waiting,
      deadline: undefined,
      settle: (reply) => {
        isOver = true
        stay()
        if (item.deadline) this.#deadlines.end(item.deadline)
        resolve(reply)
      },
    }
    this.#queue.add(item)
    this.#chats.await(chat)
    if (waiting.isAwaited) item.deadline = this.#deadlines.start(item, deadlineOf(this.#settings.limits))
    this.#plan(chat)
    stay = waiting.onLeave(() => this.#drop(item, unsent('the caller has left'))) ?? stay
    if (isOver) stay()
  }

  /** Wakes up when a send to a chat may leave. */
  #plan(chat: string): void {
    const now = this.#now()
    const slowness = this.#slowness(now)
    const accountAt = this.#account.readyAt(now, slowness)
    if (accountAt > now) this.#isAccountBusy = true
    this.#wakeAt(Math.max(accountAt, this.#chats.readyAt(chat, now, slowness)))
  }

  #wakeAt(at: number): void {
    const { clock, random, limits } = this.#settings
    const dueAt = Math.max(at, this.#now()) + random() * (limits.jitterMs ?? 0)
    if (this.#alarmAt <= dueAt) return
    this.#alarm?.()
    this.#alarmAt = dueAt
    this.#alarm = clock.after(Math.max(1, dueAt - this.#now()), () => {
      this.#alarmAt = Number.POSITIVE_INFINITY
      this.#pump()
    })
  }

  /** Lets leave whatever may, and plans when to look again. */
  #pump(): void {
    for (;;) {
      const now = this.#now()
      const slowness = this.#slowness(now)
      const accountAt = this.#account.readyAt(now, slowness)
      this.#isAccountBusy = this.#queue.size > 0 && accountAt > now
      if (this.#queue.size === 0) return
      if (accountAt > now) return this.#wakeAt(accountAt)
      const item = this.#queue.take((chat) => this.#chats.readyAt(chat, now, slowness) <= now)
      if (!item) return this.#wakeAt(this.#firstChatAt(now, slowness))
      this.#chats.leave(item.chat)
      this.#took(item.chat, now, slowness)
      item.settle(attempt(() => item.waiting.send()))
    }
  }

  #firstChatAt(now: number, slowness: number): number {
    let first = Number.POSITIVE_INFINITY
    for (const chat of this.#queue.chats()) first = Math.min(first, this.#chats.readyAt(chat, now, slowness))
    return first
  }

  #late(item: Item): void {
    const { waitMs } = this.placeOf(item.client, item.chat)
    this.#settings.refused(item.client)
    this.#drop(item, tooMany('its turn did not come before the deadline', waitMs))
  }

  #drop(item: Item, reply: Reply): void {
    if (!this.#queue.remove(item)) return
    this.#chats.leave(item.chat)
    if (this.#queue.size === 0) this.#rest()
    item.settle(reply)
  }

  #clear(): Item[] {
    const items = this.#queue.clear()
    for (const { chat } of items) this.#chats.leave(chat)
    this.#rest()
    return items
  }

  /** Nobody waits any more. */
  #rest(): void {
    this.#alarm?.()
    this.#alarm = undefined
    this.#alarmAt = Number.POSITIVE_INFINITY
    this.#isAccountBusy = false
  }
}
