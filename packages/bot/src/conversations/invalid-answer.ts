import { OneBotError } from '@rookery/protocol'

/**
 * Thrown by a `parse` to say why an answer is wrong; the user is told, and asked again.
 *
 * ```ts
 * await session.ask('几点？', { parse: (text) => times.get(text) ?? refuse(`没有“${text}”这一场`) })
 * ```
 */
export class InvalidAnswer extends OneBotError {
  /** Reason in the user's words; empty for none. */
  readonly reason: string

  constructor(reason = '') {
    super('invalid_answer', reason === '' ? 'the answer is wrong' : reason)
    this.reason = reason
  }
}

/** Throws an `InvalidAnswer`. */
export function refuse(reason?: string): never {
  throw new InvalidAnswer(reason)
}
