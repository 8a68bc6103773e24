import { CallError, type Outcome } from '../errors.js'
import type { Sent } from '../message/answer.js'

/** A message that was not delivered, or may not have been. */
export interface NotSent {
  /** `unsent` may be sent again; `unknown` may be there already; `rejected` will be rejected again. */
  readonly outcome: Outcome
  readonly error: CallError
}

/** Outcome of sending a message. */
export type Delivery = Sent | NotSent

/** Returns the outcome of a send instead of throwing. */
export async function deliver(send: () => Promise<Sent>): Promise<Delivery> {
  try {
    return await send()
  } catch (error) {
    if (error instanceof CallError) return { outcome: error.outcome, error }
    throw error
  }
}
