import type { Outgoing, SendOptions } from '../message/outgoing.js'
import type { QuestionKind } from './ask-options.js'
import type { ReadAnswer } from './read-value.js'
import type { TimeoutBucket } from './timeouts.js'

/** Sends the questions; implemented by the session. */
export interface QuestionSender {
  say(message: Outgoing, options?: SendOptions): Promise<unknown>
}

/** One question of a handler. After a wrong answer it is sent again. */
export class Question {
  readonly read: ReadAnswer
  readonly kind: QuestionKind
  readonly sender: QuestionSender
  readonly #settle: (outcome: unknown) => void
  stage: 'sending' | 'waiting' | 'reading' | 'settled' = 'sending'
  bucket: TimeoutBucket | undefined
  failures = 0

  constructor(
    read: ReadAnswer,
    kind: QuestionKind,
    sender: QuestionSender,
    settle: (outcome: unknown) => void,
  ) {
    this.read = read
    this.kind = kind
    this.sender = sender
    this.#settle = settle
  }

  get is(): 'asking' {
    return 'asking'
  }

  /** Settles the promise of `ask`. A rejected promise as the outcome rejects it. */
  settle(outcome: unknown): void {
    this.stage = 'settled'
    this.#settle(outcome)
  }

  fail(error: unknown): void {
    this.settle(Promise.reject(error))
  }
}
