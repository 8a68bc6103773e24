import type { Id } from '@rookery/protocol'
import { shown } from '../checks/shown.js'
import { BotUsageError } from '../errors.js'
import type { Outgoing } from './outgoing.js'

/** Result of a successful send. */
export interface Sent {
  readonly outcome: 'delivered'
  readonly message_id: Id
}

/** Reads the reply to a send; an implementation may leave out the id. */
export function sentOf(data: unknown): Sent {
  const { message_id } = Object(data) as Pick<Sent, 'message_id'>
  return { outcome: 'delivered', message_id }
}

/**
 * Return value of a handler: something to send, a quick operation, or nothing. `false`, as in `isMine && '…'`, sends
 * nothing, too.
 */
// biome-ignore lint/suspicious/noConfusingVoidType: a handler without `return` gives void
export type Answer = undefined | null | void | false | Outgoing | Sent | Quick

/** A quick operation: an answer to an event that replaces calls, as the standard defines it. */
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

/**
 * The message in a handler's return value; undefined if it sends nothing.
 *
 * @param who names the handler in the error
 * @throws BotUsageError `bad_answer` for what can be neither sent nor passed over
 */
export function messageIn(answer: unknown, who: () => string): Outgoing | undefined {
  if (answer === undefined || answer === null || answer === false || answer === '') return undefined
  if (typeof answer === 'string') return answer
  if (isEmptyList(answer) || wasSent(answer)) return undefined
  if (isMessage(answer)) return answer as Outgoing
  throw new BotUsageError(
    'bad_answer',
    `${who()} returned ${shown(answer)}, which cannot be sent; return a text, segments of msg, quick({ … }) or nothing`,
  )
}

const isEmptyList = (answer: unknown): boolean => Array.isArray(answer) && answer.length === 0

/** Result of `send`, or of an action that sends. */
const wasSent = (answer: unknown): boolean =>
  typeof answer === 'object' && answer !== null && !Array.isArray(answer) && 'message_id' in answer

/** A segment, or a list of them. */
const isMessage = (answer: unknown): boolean =>
  Array.isArray(answer)
    ? answer.every((each) => isMessage(each) && !Array.isArray(each))
    : typeof answer === 'object' && answer !== null && 'type' in answer && 'data' in answer
