import { OneBotError } from '@rookery/protocol'
import type { Clock } from '@rookery/transport'
import type { IncomingChat } from '../events/incoming.js'

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

type State =
  | { readonly is: 'running' }
  | {
      readonly is: 'waiting'
      readonly resolve: (incoming: IncomingChat) => void
      readonly reject: (error: ConversationEnded) => void
      readonly cancelExpiry: () => void
    }
  | { readonly is: 'over'; readonly why: Ended }

/** What is said of a conversation when it begins. */
export interface ConversationSettings {
  readonly opener?: string
  /** Lets a message through that would else be the answer. */
  readonly passes?: ((incoming: IncomingChat) => boolean) | undefined
  /** What asks; when it is taken back, the conversation ends. */
  readonly owner?: unknown
  /** Told when the handler goes on by itself, without an answer that has its turn: until then what is said must wait. */
  readonly goesOn?: ((until: Promise<void>) => void) | undefined
}

const RUNNING: State = { is: 'running' }

/**
 * A handler that has begun and may ask. While it runs, what else is said in its place waits; while it asks, that is the
 * answer.
 */
export class Conversation {
  readonly key: string
  /** The key of who began it; another one than its own for a conversation of a group. */
  readonly opener: string
  readonly owner: unknown
  readonly #settings: ConversationSettings
  #state: State = RUNNING
  #releases: (() => void)[] = []

  constructor(key: string, settings: ConversationSettings = {}) {
    this.key = key
    this.opener = settings.opener ?? key
    this.owner = settings.owner
    this.#settings = settings
  }

  get isWaiting(): boolean {
    return this.#state.is === 'waiting'
  }

  passes(incoming: IncomingChat): boolean {
    return this.#settings.passes?.(incoming) ?? false
  }

  /** Settles when the handler asks, or is done: the next message may have its turn. */
  turn(): Promise<void> {
    return new Promise((resolve) => {
      this.#releases.push(resolve)
    })
  }

  /** Waits for what is said next. @throws ConversationEnded */
  next(clock: Clock, timeoutMs: number): Promise<IncomingChat> {
    if (this.#state.is === 'over') return Promise.reject(new ConversationEnded(this.#state.why))
    return new Promise((resolve, reject) => {
      const expire = (): void => this.#endWaiting(new ConversationEnded('expired'))
      const cancelExpiry = timeoutMs > LONGEST_WAIT_MS ? NOTHING : clock.after(timeoutMs, expire)
      this.#state = { is: 'waiting', resolve, reject, cancelExpiry }
      this.#release()
    })
  }

  /** Gives the answer that is waited for; it is `isWaiting`. It settles when the handler asks again, or is done. */
  answer(incoming: IncomingChat): Promise<void> {
    if (this.#state.is !== 'waiting') return Promise.resolve()
    const turn = this.turn()
    const { resolve, cancelExpiry } = this.#state
    cancelExpiry()
    this.#state = RUNNING
    resolve(incoming)
    return turn
  }

  /** Ends it for good: the handler goes on with an error, at once if it waits, else when it asks again. */
  end(why: Ended): void {
    if (this.#state.is === 'over') return
    this.#endWaiting(new ConversationEnded(why))
    this.#state = { is: 'over', why }
  }

  /** The handler is done. */
  finish(): void {
    if (this.#state.is !== 'over') this.#state = { is: 'over', why: 'closed' }
    this.#release()
  }

  /** What waited too long may be caught, and something else asked. */
  #endWaiting(error: ConversationEnded): void {
    if (this.#state.is !== 'waiting') return
    const { reject, cancelExpiry } = this.#state
    cancelExpiry()
    this.#state = RUNNING
    this.#settings.goesOn?.(this.turn())
    reject(error)
  }

  #release(): void {
    const releases = this.#releases
    this.#releases = []
    for (const release of releases) release()
  }
}

const NOTHING = (): void => {}
/** What a timer of the machine can wait for, 24 days; a longer one would ring at once. */
const LONGEST_WAIT_MS = 2 ** 31 - 1
