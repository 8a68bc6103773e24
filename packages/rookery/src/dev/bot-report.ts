/** Status of a bot, as its own process reports it. */
export type BotReport =
  | { readonly is: 'started' }
  | ({ readonly is: 'crashed' } & Crash)
  | { readonly is: 'ended'; readonly code: number }

/** An uncaught error, without the module loader's stack. */
export interface Crash {
  /** Name and message: `TypeError: x is not a function`. */
  readonly text: string
  /** Place in the bot's own files: `src/bot.ts:3:1`. */
  readonly at?: string
  /** The source line at that place. */
  readonly source?: string
  /** The stack, innermost call first. */
  readonly frames: readonly string[]
}

/** A control sequence that terminals ignore. */
const BEGIN = '\u001b]7700;'
const END = '\u0007'

/** A report as part of the output. */
export const reportMark = (report: BotReport): string => `${BEGIN}${JSON.stringify(report)}${END}`

/** Extracts the reports from a process's output; a report may be split across chunks. */
export class ReportFilter {
  readonly #onReport: (report: BotReport) => void
  #held = ''

  constructor(onReport: (report: BotReport) => void) {
    this.#onReport = onReport
  }

  /** Takes a chunk of output. Returns the text to show. */
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

/** Length of a text's end that may be the beginning of a report. */
function lengthOfBeginning(text: string): number {
  for (let length = BEGIN.length - 1; length > 0; length--) {
    if (text.endsWith(BEGIN.slice(0, length))) return length
  }
  return 0
}
