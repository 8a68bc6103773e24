import type { Reply } from '@rookery/protocol'
import { type Deadlines, Subscribable, type Wait } from '@rookery/transport'
import type { CallingClient, CallRequest } from '../caller.js'
import type { CachedRead } from './cached-reads.js'
import type { Question } from './question.js'

/** A caller that waits for a shared read. */
export interface Waiter {
  readonly read: SharedRead
  readonly timeoutMs: number
  readonly caller: CallingClient
  readonly sendPart: (part: Reply) => void
  readonly settle: (reply: Reply) => void
  hasLeft: boolean
  /** Ends its watch, once it is watched for leaving. */
  unwatch: (() => void) | undefined
}

type Waits = Pick<Deadlines<Waiter>, 'start' | 'end'>

/** One call to an implementation, all callers that wait for its answer, and later that answer, if it is kept. */
export class SharedRead {
  readonly key: string
  readonly row: CachedRead | undefined
  readonly tags: readonly string[]
  readonly isFresh: boolean
  /** Count of what had happened to the account when it was asked. */
  readonly moment: number
  /** The answer, once it is kept. */
  answer: Reply | undefined
  /** Told once when a caller has waited in vain, though others may still wait. */
  onGivenUp: (() => void) | undefined
  readonly #waits: Waits
  readonly #waiting = new Map<Waiter, Wait<Waiter>>()
  /** Present once somebody wants to know that all callers have left. */
  #deserted: Subscribable | undefined

  constructor({ key, row, tags, isFresh }: Question, moment: number, waits: Waits) {
    this.key = key
    this.row = row
    this.tags = tags
    this.isFresh = isFresh
    this.moment = moment
    this.#waits = waits
  }

  /** Lets a caller wait for the answer, for so many milliseconds. */
  join({ caller, sendPart }: CallRequest, timeoutMs: number): Promise<Reply> {
    return new Promise((settle) => {
      const waiter: Waiter = {
        read: this,
        timeoutMs,
        caller,
        sendPart,
        settle,
        hasLeft: false,
        unwatch: undefined,
      }
      this.#waiting.set(waiter, this.#waits.start(waiter, timeoutMs))
      if (this.#deserted) this.#watch(waiter)
    })
  }

  /** The caller of the call itself, who leaves once all that wait have left; `deserted` is called before. */
  callerFor({ caller: { client, account } }: CallRequest, deserted: () => void): CallingClient {
    const onLeave: CallingClient['onLeave'] = (listener) =>
      this.#onDeserted(() => {
        deserted()
        listener()
      })
    return { client, account, onLeave }
  }

  givenUp(): void {
    this.onGivenUp?.()
    this.onGivenUp = undefined
  }

  /** Passes on a reply ahead of the last one. */
  passPart(part: Reply): void {
    for (const { sendPart } of [...this.#waiting.keys()]) sendPart(part)
  }

  /** Answers everybody that waits. */
  settle(reply: Reply): void {
    for (const [waiter, wait] of [...this.#waiting]) {
      this.#waits.end(wait)
      this.answerOne(waiter, reply)
    }
  }

  /** Answers one caller, whose wait has ended. */
  answerOne(waiter: Waiter, reply: Reply): void {
    this.#waiting.delete(waiter)
    waiter.unwatch?.()
    waiter.settle(reply)
  }

  /** Callers are watched from the first question on: only a call that waits for a connection asks. */
  #onDeserted(listener: () => void): () => void {
    const isFirst = this.#deserted === undefined
    this.#deserted ??= new Subscribable()
    const undo = this.#deserted.subscribe(listener)
    if (isFirst) for (const waiter of [...this.#waiting.keys()]) this.#watch(waiter)
    else this.#tellDeserted()
    return undo
  }

  #watch(waiter: Waiter): void {
    waiter.unwatch = waiter.caller.onLeave?.(() => {
      waiter.hasLeft = true
      this.#tellDeserted()
    })
  }

  #tellDeserted(): void {
    for (const { hasLeft } of this.#waiting.keys()) if (!hasLeft) return
    this.#deserted?.emit()
  }
}
