import type { Reply } from '@rookery/protocol'
import { Subscribable } from '@rookery/transport'
import type { CallingClient, CallRequest } from '../caller.js'
import type { CachedRead } from './cached-reads.js'
import type { Question } from './question.js'

/** A caller that waits for a shared read. */
interface Waiter {
  readonly caller: CallingClient
  readonly sendPart: (part: Reply) => void
  readonly settle: (reply: Reply) => void
  hasLeft: boolean
  /** Ends its watch, once it is watched for leaving. */
  unwatch: (() => void) | undefined
}

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
  readonly #waiting = new Set<Waiter>()
  /** Present once somebody wants to know that all callers have left. */
  #deserted: Subscribable | undefined

  constructor({ key, row, tags, isFresh }: Question, moment: number) {
    this.key = key
    this.row = row
    this.tags = tags
    this.isFresh = isFresh
    this.moment = moment
  }

  /** Lets a caller wait for the answer. */
  join({ caller, sendPart }: CallRequest): Promise<Reply> {
    return new Promise((settle) => {
      const waiter: Waiter = { caller, sendPart, settle, hasLeft: false, unwatch: undefined }
      this.#waiting.add(waiter)
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

  /** Passes on a reply ahead of the last one. */
  passPart(part: Reply): void {
    for (const { sendPart } of [...this.#waiting]) sendPart(part)
  }

  /** Answers everybody that waits. */
  settle(reply: Reply): void {
    for (const waiter of [...this.#waiting]) {
      this.#waiting.delete(waiter)
      waiter.unwatch?.()
      waiter.settle(reply)
    }
  }

  /** Callers are watched from the first question on: only a call that waits for a connection asks. */
  #onDeserted(listener: () => void): () => void {
    const isFirst = this.#deserted === undefined
    this.#deserted ??= new Subscribable()
    const undo = this.#deserted.subscribe(listener)
    if (isFirst) for (const waiter of [...this.#waiting]) this.#watch(waiter)
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
    for (const { hasLeft } of this.#waiting) if (!hasLeft) return
    this.#deserted?.emit()
  }
}
