import type { Id } from '@rookery/protocol'
import type { Outgoing } from './outgoing.js'

/** What was sent, and that it was. */
export interface Sent {
  readonly outcome: 'delivered'
  readonly message_id: Id
}

/** What a reply says of what was sent; an implementation may leave it out. */
export function sentOf(data: unknown): Sent {
  const { message_id } = Object(data) as Pick<Sent, 'message_id'>
  return { outcome: 'delivered', message_id }
}

/** What a handler may give back: something to send, a quick operation, or nothing. */
// biome-ignore lint/suspicious/noConfusingVoidType: a handler without `return` gives void
export type Answer = undefined | null | void | Outgoing | Sent | Quick

/** A quick operation: an answer to an event that stands for calls, in the words of the standard. */
export class Quick {
  readonly operation: Readonly<Record<string, unknown>>

  constructor(operation: Readonly<Record<string, unknown>>) {
    this.operation = operation
  }
}

/**
 * Answers an event by a quick operation, as NoneBot and aiocqhttp do by returning a dict.
 *
 * ```ts
 * bot.on('request.friend', () => quick({ approve: true }))
 * ```
 */
export const quick = (operation: Readonly<Record<string, unknown>>): Quick => new Quick(operation)

/** A segment, or a list of them; whatever else a handler returns says nothing. */
export const isMessage = (answer: unknown): boolean =>
  Array.isArray(answer)
    ? answer.length > 0 && answer.every((each) => isMessage(each) && !Array.isArray(each))
    : typeof answer === 'object' && answer !== null && 'type' in answer && 'data' in answer
