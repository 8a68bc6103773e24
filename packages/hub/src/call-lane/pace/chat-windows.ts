import type { PaceLimits } from '../../traffic-options.js'
import type { SentBefore } from './recent-sends.js'
import { type Window, windowOf } from './window.js'

interface Chat {
  window: Window
  /** Sends that wait for their turn. */
  waiting: number
}

/** Number of chats from which on those that are not needed are looked for. */
const SWEEP_FROM = 256

/** The windows of an account's groups and private chats; a chat is kept for as long as something in it counts or waits. */
export class ChatWindows {
  #limits: PaceLimits
  readonly #chats = new Map<string, Chat>()
  #sweepAt = SWEEP_FROM

  constructor(limits: PaceLimits) {
    this.#limits = limits
  }

  /** Goes by other limits. What has left counts on; where its limit is another one now, by what is remembered of it. */
  configure(limits: PaceLimits, sends: readonly SentBefore[]): void {
    this.#limits = limits
    const times = new Map<string, number[]>([...this.#chats.keys()].map((name) => [name, []]))
    for (const { chat, at } of sends) {
      const known = times.get(chat)
      if (known) known.push(at)
      else times.set(chat, [at])
    }
    for (const [name, before] of times) this.#renew(name, before)
  }

  #renew(name: string, before: readonly number[]): void {
    const rate = this.#rateOf(name)
    const known = this.#chats.get(name)
    if (known) known.window = windowOf(rate, known.window, before)
    else if (rate) this.#chats.set(name, { window: windowOf(rate, undefined, before), waiting: 0 })
  }

  /** Number of chats that are kept. */
  get size(): number {
    return this.#chats.size
  }

  /** The time from which on a send to a chat may leave, `ahead` others to it having left before. */
  readyAt(chat: string, now: number, slowness: number, ahead = 0): number {
    return this.#chats.get(chat)?.window.readyAt(now, slowness, ahead) ?? 0
  }

  /** Tells whether a send to a chat waits. */
  isAwaited(chat: string): boolean {
    return (this.#chats.get(chat)?.waiting ?? 0) > 0
  }

  /** A send to a chat waits. */
  await(chat: string): void {
    this.#chatOf(chat).waiting++
  }

  /** A send to a chat waits no longer. */
  leave(chat: string): void {
    const known = this.#chatOf(chat)
    known.waiting--
    if (known.waiting === 0 && this.#rateOf(chat) === undefined) this.#chats.delete(chat)
  }

  /** Counts a send that leaves. */
  took(chat: string, now: number, slowness: number): void {
    if (this.#rateOf(chat) === undefined) return
    this.#chatOf(chat).window.took(now, slowness)
    if (this.#chats.size > this.#sweepAt) this.#sweep(now, slowness)
  }

  #chatOf(chat: string): Chat {
    const known = this.#chats.get(chat)
    if (known) return known
    const made = { window: windowOf(this.#rateOf(chat)), waiting: 0 }
    this.#chats.set(chat, made)
    return made
  }

  #rateOf(chat: string) {
    if (chat === '') return undefined
    return chat.startsWith('g') ? this.#limits.group : this.#limits.user
  }

  #sweep(now: number, slowness: number): void {
    for (const [name, { window, waiting }] of this.#chats)
      if (waiting === 0 && window.isFresh(now, slowness)) this.#chats.delete(name)
    this.#sweepAt = Math.max(SWEEP_FROM, this.#chats.size * 2)
  }
}
