import type { Obstacle } from './command.js'
import type { Found } from './command-book.js'

/** How things stand where a message was written. */
export interface Situation {
  /** A conversation is open there, to which the message could be the answer. */
  readonly isAsked: boolean
  /** A handler is at work there, for which the message would have to wait. */
  readonly isBusy: boolean
}

/** The decision on a message: command, answer or neither. The engine acts on it, `bot.explain` prints it. */
export type Verdict =
  /** The answer to the conversation that is open there. */
  | { readonly is: 'answers' }
  /** A command that runs, if its gate and its arguments allow it. */
  | RunsCommand
  /** A command that wants no queue: it is refused, since a handler is at work. */
  | { readonly is: 'busy'; readonly found: Found }
  /** The user was told already that the bot is busy. */
  | { readonly is: 'told' }
  /** A command that is not there for this message. */
  | { readonly is: 'absent'; readonly found: Found; readonly obstacles: readonly Obstacle[] }
  /** No command. */
  | { readonly is: 'none' }

interface RunsCommand {
  readonly is: 'runs'
  readonly found: Found
  /** The effect on a question that waits there: it is left waiting, or ended. */
  readonly toQuestion: 'passes' | 'interrupts' | undefined
  /** Whether it goes beside a handler at work instead of behind it. */
  readonly isBeside: boolean
}
