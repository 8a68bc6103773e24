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
  /** Aborted when the command has worked longer than its `timeoutMs`. */
  readonly signal: AbortSignal
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
  signal: () => AbortSignal,
): CommandSession {
  const parts: CommandParts<typeof args> = {
    args,
    command: command.name,
    argument,
    match,
    get argumentText() {
      return plainText(argument)
    },
    get argumentImages() {
      return imagesOf(argument)
    },
    get signal() {
      return signal()
    },
  }
  return Object.defineProperties(session, Object.getOwnPropertyDescriptors(parts)) as CommandSession
}

const imagesOf = (message: Message): readonly string[] =>
  message.flatMap((segment) =>
    segment.type === 'image' && typeof segment.data?.url === 'string' ? [segment.data.url] : [],
  )
