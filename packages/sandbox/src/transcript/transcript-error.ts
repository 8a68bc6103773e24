import { OneBotError } from '@rookery/protocol'

/** A transcript that cannot be read or played: in which line, what was found, and what is allowed there. */
export class TranscriptError extends OneBotError {
  /** Counts from 1. */
  readonly line: number
  readonly found: string
  readonly allowed: string

  constructor(line: number, found: string, allowed: string) {
    super('bad_transcript', `line ${line}: found ${found}; allowed: ${allowed}`)
    this.line = line
    this.found = found
    this.allowed = allowed
  }
}

/** What cannot be read, before somebody who knows the line adds it. */
export class Unreadable extends OneBotError {
  readonly found: string
  readonly allowed: string

  constructor(found: string, allowed: string) {
    super('bad_transcript', `found ${found}; allowed: ${allowed}`)
    this.found = found
    this.allowed = allowed
  }
}

/** Does something for a line, and says which one it was when that fails. @throws TranscriptError */
export function inLine<T>(line: number, act: () => T): T {
  try {
    return act()
  } catch (error) {
    if (error instanceof Unreadable) throw new TranscriptError(line, error.found, error.allowed)
    throw error
  }
}
