import { CallError, type Outcome } from '../errors.js'
import type { Sent } from '../message/answer.js'

/** A message that did not get through, or of which nobody knows whether it did. */
export interface NotSent {
  /** `unsent` may be sent again; `unknown` may be there already; `rejected` will be rejected again. */
  readonly outcome: Outcome
  readonly error: CallError
}

/** What became of a message. */
export type Delivery = Sent | NotSent

/** Tells what became of sending, instead of throwing. */
export async function deliver(send: () => Promise<Sent>): Promise<Delivery> {
  try {
    return await send()
  } catch (error) {
    if (error instanceof CallError) return { outcome: error.outcome, error }
    throw error
  }
}
