import type { Obstacle } from './command.js'
import type { Found } from './command-book.js'

/** State of the chat in which a message was written. */
export interface Situation {
  /** Whether a conversation is open that the message may answer. */
  readonly isAsked: boolean
  /** Whether a handler is at work that the message would have to wait for. */
  readonly isBusy: boolean
}

/** The decision on a message: command, answer or neither. The engine acts on it, `bot.explain` prints it. */
export type Verdict =
  /** The answer to the conversation that is open there. */
  | { readonly is: 'answers' }
  /** A command that runs, if its gate and its arguments allow it. */
  | RunsCommand
  /** A command with `busy: 'reject'`: it is refused, since a handler is at work. */
  | { readonly is: 'busy'; readonly found: Found }
  /** The user was told already that the bot is busy. */
  | { readonly is: 'told' }
  /** A command that is not available for this message. */
  | { readonly is: 'absent'; readonly found: Found; readonly obstacles: readonly Obstacle[] }
  /** No command. */
  | { readonly is: 'none' }

interface RunsCommand {
  readonly is: 'runs'
  readonly found: Found
  /** Effect on a pending question: it is left waiting, or ended. */
  readonly toQuestion: 'passes' | 'interrupts' | undefined
  /** Whether it runs beside a handler at work instead of after it. */
  readonly isBeside: boolean
}
