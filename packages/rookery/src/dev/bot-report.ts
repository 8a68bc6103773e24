/** How a bot that was started is doing, as its own process tells it. */
export type BotReport =
  | { readonly is: 'started' }
  | ({ readonly is: 'crashed' } & Crash)
  | { readonly is: 'ended'; readonly code: number }

/** An error that ended a bot, without what the loader has to say about it. */
export interface Crash {
  /** The error in words: `TypeError: x is not a function`. */
  readonly text: string
  /** The place in the bot's own files: `src/bot.ts:3:1`. */
  readonly at?: string
  /** The line of code there. */
  readonly source?: string
  /** The way there, the innermost call first, as a stack has it. */
  readonly frames: readonly string[]
}

/** A control sequence that terminals pass over, should it ever reach one. */
const BEGIN = '\u001b]7700;'
const END = '\u0007'

/** A report as a stretch of output. */
export const reportMark = (report: BotReport): string => `${BEGIN}${JSON.stringify(report)}${END}`

/** Takes the reports out of what a process prints; a report may come in pieces. */
export class ReportFilter {
  readonly #onReport: (report: BotReport) => void
  #held = ''

  constructor(onReport: (report: BotReport) => void) {
    this.#onReport = onReport
  }

  /** Takes what was printed; gives what is to be shown of it. */
  take(text: string): string {
    let rest = this.#held + text
    let shown = ''
    this.#held = ''
    for (let begin = rest.indexOf(BEGIN); begin >= 0; begin = rest.indexOf(BEGIN)) {
      const end = rest.indexOf(END, begin)
      shown += rest.slice(0, begin)
      rest = rest.slice(begin)
      if (end < 0) {
        this.#held = rest
        return shown
      }
      this.#onReport(JSON.parse(rest.slice(BEGIN.length, end - begin)) as BotReport)
      rest = rest.slice(end - begin + END.length)
    }
    const keep = lengthOfBeginning(rest)
    this.#held = rest.slice(rest.length - keep)
    return shown + rest.slice(0, rest.length - keep)
  }
}

/** How many characters at the end of a text may be the beginning of a report. */
function lengthOfBeginning(text: string): number {
  for (let length = BEGIN.length - 1; length > 0; length--) {
    if (text.endsWith(BEGIN.slice(0, length))) return length
  }
  return 0
}
