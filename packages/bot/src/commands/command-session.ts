import { type Message, plainText } from '@rookery/protocol'
import type { Calls } from '../calls/calls.js'
import type { ChatEvent } from '../events/chat-event.js'
import type { SessionFor } from '../session/abilities.js'
import type { Session } from '../session/session.js'
import type { Found } from './command-book.js'

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

/** Gives a session the parts of a command. */
export function withParts(
  session: Session<ChatEvent>,
  { command, argument, match }: Found,
  args: Readonly<Record<string, unknown>>,
): CommandSession {
  const parts: CommandParts<typeof args> = {
    args,
    command: command.name,
    argument,
    match,
    argumentText: plainText(argument),
    argumentImages: imagesOf(argument),
  }
  return Object.assign(session, parts) as CommandSession
}

const imagesOf = (message: Message): readonly string[] =>
  message.flatMap((segment) =>
    segment.type === 'image' && typeof segment.data?.url === 'string' ? [segment.data.url] : [],
  )
