import { OneBotError } from '@rookery/protocol'

/** Something that a bot was expected to do and did not, or did and should not have. */
export class ExpectationMissed extends OneBotError {
  /** What was expected, as a transcript has it. */
  readonly expected: string
  /** Everything that was said and done, as a transcript; what was not expected is marked. */
  readonly transcript: string
  /** The line of the transcript that was played, if it was one. */
  readonly line: number | undefined

  constructor(what: string, expected: string, transcript: string, line?: number) {
    const where = line === undefined ? '' : `line ${line}: `
    const story = transcript === '' ? '  (nothing was said)' : indented(transcript)
    super(
      'expectation_missed',
      `${where}${what}\n\nexpected:\n${indented(expected)}\n\nwhat happened:\n${story}\n`,
    )
    this.expected = expected
    this.transcript = transcript
    this.line = line
  }
}

/** A test that asks for something that makes no sense, such as a bot that is no account. */
export class TestingError extends OneBotError {}

const indented = (text: string): string => text.replace(/^(?=.)/gm, '  ').trimEnd()
