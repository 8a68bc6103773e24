import type { Message } from '@rookery/protocol'
import type { Calls } from '../calls/calls.js'
import type { ChatEvent } from '../message/hear.js'
import type { SessionFor } from './abilities.js'

/** What the session of a command has beside what every session has. */
export interface CommandParts<A> {
  /** The arguments, by the names of the declaration. */
  readonly args: A
  /** The command's whole name. */
  readonly command: string
  /** What stands behind the name, as it was written. */
  readonly argument: Message
  /** The plain text of `argument`. */
  readonly argumentText: string
  /** The addresses of the images in `argument`. */
  readonly argumentImages: readonly string[]
  /** What a pattern of the command matched. */
  readonly match: RegExpExecArray | undefined
}

/** What the handler of a command gets. */
export type CommandSession<
  A = Readonly<Record<string, unknown>>,
  E extends ChatEvent = ChatEvent,
  B extends Calls = Calls,
> = SessionFor<E, B> & CommandParts<A>
