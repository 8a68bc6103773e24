import type { Found, Obstacle } from './command-book.js'

/** The decision on a message: command, answer or neither. The engine acts on it, `bot.explain` prints it. */
export type Verdict =
  /** It answers the question that waits there. */
  | { readonly is: 'answers' }
  /** A command that runs, if its gate and its arguments allow it. */
  | RunsCommand
  /** A command with `busy: 'reject'`: it is refused at once, since a handler is at work. */
  | { readonly is: 'busy'; readonly found: Found }
  /** A command that is not available for this message. */
  | { readonly is: 'unavailable'; readonly found: Found; readonly obstacles: readonly Obstacle[] }
  /** The message is no command. */
  | { readonly is: 'none' }

interface RunsCommand {
  readonly is: 'runs'
  readonly found: Found
  /** Effect on a pending question: it is left waiting, or ended. */
  readonly toQuestion: 'passes' | 'interrupts' | undefined
  /** Whether it runs beside a handler at work instead of after it. */
  readonly isBeside: boolean
}

/** Whether a message is handled at once, beside a handler at work, instead of after it. */
export const goesBeside = (verdict: Verdict): boolean =>
  verdict.is === 'busy' || (verdict.is === 'runs' && verdict.isBeside)
