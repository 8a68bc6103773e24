import type { Message } from '@rookery/protocol'
import type { Calls } from '../calls/calls.js'
import type { ChatEvent } from '../message/hear.js'
import type { SessionFor } from './abilities.js'

/** Members of a command's session that other sessions lack. */
export interface CommandMembers<A> {
  /** The arguments, by the names of the declaration. */
  readonly args: A
  /** The command's whole name. */
  readonly command: string
  /** The message after the name, as it was written. */
  readonly argument: Message
  /** The plain text of `argument`. */
  readonly argumentText: string
  /** The addresses of the images in `argument`. */
  readonly argumentImages: readonly string[]
  /** The match of the command's pattern. */
  readonly match: RegExpExecArray | undefined
}

/** Session of a command's handler. */
export type CommandSession<
  A = Readonly<Record<string, unknown>>,
  E extends ChatEvent = ChatEvent,
  B extends Calls = Calls,
> = SessionFor<E, B> & CommandMembers<A>
