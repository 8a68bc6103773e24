import { OneBotError } from '@rookery/protocol'
import type { Incoming, IncomingChat } from '../events/incoming.js'
import type { Expiries, Expiring, Lane } from './expiries.js'

/**
 * Why a question got no answer: `expired`, nobody answered in time; `cancelled`, the user wanted no more; `failed`, the
 * answers were wrong too often; `killed`, by `session.kill`, `bot.kill` or another question in the same place; `offline`,
 * the account was logged off; `unloaded`, what asked was taken back; `closed`, the bot was, or the handler is done.
 */
export type Ended = 'expired' | 'cancelled' | 'failed' | 'killed' | 'offline' | 'unloaded' | 'closed'

/**
 * What `ask` throws when there will be no answer. It need not be caught: the bot tells the user itself, and
 * `bot.onConversationEnd`.
 */
export class ConversationEnded extends OneBotError {
  readonly why: Ended

  constructor(why: Ended) {
    super(`conversation_${why}`, `the conversation ended before there was an answer: ${why}`)
    this.why = why
  }
}

/** The handler that asks. */
export interface Asking {
  /** What it is at work on. */
  readonly incoming: Incoming
  /** The key of the place of who began it; another one than that of the conversation where it is of a whole group. */
  readonly opener: string
  /** What asks; when it is taken back, the conversation ends. */
  readonly owner: unknown
  /** Told when it goes on by itself, without an answer that has its turn: until then what is said must wait. */
  goesOn(until: Promise<void>): void
  /** Told when it begins to wait for an answer, and when it has one. */
  waiting(isWaiting: boolean): void
}

/** Who waits for what is said next. */
export interface Questioner {
  answered(incoming: IncomingChat): void
  /** There will be no answer. */
  ended(error: ConversationEnded): void
}

/**
 * A handler that has begun and may ask. While it runs, what else is said in its place waits; while it asks, that is the
 * answer.
 */
export class Conversation implements Expiring {
  readonly key: string
  readonly #asking: Asking
  #questioner: Questioner | undefined
  #lane: Lane | undefined
  #over: Ended | undefined
  #releases: (() => void)[] | undefined

  constructor(key: string, asking: Asking) {
    this.key = key
    this.#asking = asking
  }

  get incoming(): Incoming {
    return this.#asking.incoming
  }

  get opener(): string {
    return this.#asking.opener
  }

  get owner(): unknown {
    return this.#asking.owner
  }

  /** What waits for an answer now. */
  get question(): Questioner | undefined {
    return this.#questioner
  }

  get isWaiting(): boolean {
    return this.#questioner !== undefined
  }

  /** Settles when the handler asks, or is done: the next message may have its turn. */
  turn(): Promise<void> {
    return new Promise((resolve) => {
      this.#releases = [...(this.#releases ?? []), resolve]
    })
  }

  /** Waits for what is said next. @throws ConversationEnded where nothing may be asked any more */
  next(questioner: Questioner, expiries: Expiries, timeoutMs: number): void {
    if (this.#over) throw new ConversationEnded(this.#over)
    this.#questioner = questioner
    this.#lane = expiries.add(this, timeoutMs)
    this.#asking.waiting(true)
    this.#release()
  }

  /** Gives the answer that is waited for. It settles when the handler asks again, or is done. */
  answer(incoming: IncomingChat): Promise<void> {
    const turn = this.turn()
    this.#stopWaiting()?.answered(incoming)
    return turn
  }

  /** Nobody has answered in time; something else may still be asked. */
  expire(): void {
    this.#reject('expired')
  }

  /** Ends it for good: the handler goes on with an error, at once if it waits, else when it asks again. */
  end(why: Ended): void {
    if (this.#over) return
    this.#over = why
    this.#reject(why)
  }

  /** The handler is done. */
  finish(): void {
    this.#over ??= 'closed'
    this.#release()
  }

  #reject(why: Ended): void {
    const questioner = this.#stopWaiting()
    if (!questioner) return
    this.#asking.goesOn(this.turn())
    questioner.ended(new ConversationEnded(why))
  }

  #stopWaiting(): Questioner | undefined {
    const questioner = this.#questioner
    if (!questioner) return undefined
    this.#questioner = undefined
    this.#lane?.remove(this)
    this.#asking.waiting(false)
    return questioner
  }

  #release(): void {
    const releases = this.#releases ?? []
    this.#releases = undefined
    for (const release of releases) release()
  }
}
