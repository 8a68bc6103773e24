import { OneBotError } from '@rookery/protocol'
import type { Clock } from '@rookery/transport'
import type { IncomingChat } from '../events/incoming.js'

/** Why a question got no answer. */
export type Ended = 'expired' | 'cancelled' | 'killed' | 'closed'

/** What `ask` throws when there will be no answer. It need not be caught: the bot tells the user itself. */
export class ConversationEnded extends OneBotError {
  readonly why: Ended

  constructor(why: Ended) {
    super(`conversation_${why}`, `the conversation was ${why} before there was an answer`)
    this.why = why
  }
}

type State =
  | { readonly is: 'running' }
  | {
      readonly is: 'waiting'
      readonly answer: (incoming: IncomingChat) => void
      readonly end: (error: ConversationEnded) => void
    }
  | { readonly is: 'over' }

/**
 * A handler that has begun and may ask. While it runs, what else is said in its place waits; while it asks, that is the
 * answer. `release` lets the next message have its turn.
 */
export class Conversation {
  readonly key: string
  /** Lets a message through that would else be the answer. */
  readonly passes: (incoming: IncomingChat) => boolean
  #state: State = { is: 'running' }
  #release: () => void = () => {}

  constructor(key: string, passes: (incoming: IncomingChat) => boolean = () => false) {
    this.key = key
    this.passes = passes
  }

  get isWaiting(): boolean {
    return this.#state.is === 'waiting'
  }

  /** Settles when the handler asks, or is done. */
  turn(): Promise<void> {
    return new Promise((resolve) => {
      this.#release = resolve
    })
  }

  /** Waits for what is said next. @throws ConversationEnded */
  next(clock: Clock, timeoutMs: number): Promise<IncomingChat> {
    if (this.#state.is === 'over') return Promise.reject(new ConversationEnded('closed'))
    return new Promise((resolve, reject) => {
      const cancel = clock.after(timeoutMs, () => this.end('expired'))
      this.#state = {
        is: 'waiting',
        answer: (incoming) => {
          cancel()
          this.#state = { is: 'running' }
          resolve(incoming)
        },
        end: (error) => {
          cancel()
          this.#state = { is: 'running' }
          reject(error)
        },
      }
      this.#release()
    })
  }

  /** Gives the answer that is waited for. It settles when the handler asks again, or is done. */
  answer(incoming: IncomingChat): Promise<void> {
    if (this.#state.is !== 'waiting') throw new BotStateError('nothing was asked')
    const turn = this.turn()
    this.#state.answer(incoming)
    return turn
  }

  /** Ends the waiting, if there is one: the handler goes on with an error. */
  end(why: Ended): void {
    if (this.#state.is === 'waiting') this.#state.end(new ConversationEnded(why))
  }

  /** The handler is done. */
  finish(): void {
    this.#state = { is: 'over' }
    this.#release()
  }
}

class BotStateError extends OneBotError {
  constructor(message: string) {
    super('bad_state', message)
  }
}
