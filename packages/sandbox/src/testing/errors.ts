import { OneBotError } from '@rookery/protocol'

/** A failed expectation: a bot did not do what was expected, or did what was not. */
export class ExpectationMissed extends OneBotError {
  /** The expected line, in the form of a transcript. */
  readonly expected: string
  /** The transcript of the test so far, with unexpected messages marked. */
  readonly transcript: string
  /** The line of the played transcript, if one was played. */
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

/** A test that asks for something senseless, such as a bot that is not an account. */
export class TestingError extends OneBotError {}

const indented = (text: string): string => text.replace(/^(?=.)/gm, '  ').trimEnd()
