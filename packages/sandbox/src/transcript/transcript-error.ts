import { OneBotError } from '@rookery/protocol'

/** A transcript that cannot be read or played: the line, what was found, and what is allowed there. */
export class TranscriptError extends OneBotError {
  /** Line number, from 1. */
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

/** A part of a line that cannot be read; `inLine` adds the line. */
export class Unreadable extends OneBotError {
  readonly found: string
  readonly allowed: string

  constructor(found: string, allowed: string) {
    super('bad_transcript', `found ${found}; allowed: ${allowed}`)
    this.found = found
    this.allowed = allowed
  }
}

/** Runs `act`, and adds the line to an error of reading. @throws TranscriptError */
export function inLine<T>(line: number, act: () => T): T {
  try {
    return act()
  } catch (error) {
    if (error instanceof Unreadable) throw new TranscriptError(line, error.found, error.allowed)
    throw error
  }
}
