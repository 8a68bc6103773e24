import type { PageBot } from '@rookery/sandbox'
import type { BotReport, Crash } from './bot-report.js'

/** How the bot is doing, for the page; undefined while it runs. */
export class BotState {
  #now: PageBot | undefined

  get now(): PageBot | undefined {
    return this.#now
  }

  /** Takes what the bot's process tells. */
  report(report: BotReport): void {
    switch (report.is) {
      case 'started':
        this.#now = undefined
        break
      case 'crashed':
        this.#now = report
        break
      case 'ended':
        this.#now = { is: 'ended', how: `ended with exit code ${report.code}`, lines: '' }
        break
    }
  }

  /** The process itself is gone, and printed that last. */
  ended(how: string, lines: string): void {
    this.#now = { is: 'ended', how, lines: withoutLoader(lines) }
  }
}

/** The last lines that a program printed, without the loader's part of a stack. */
const withoutLoader = (lines: string): string =>
  lines
    .split('\n')
    .filter((line) => !/^\s+at .*(?:node:|node_modules[\\/](?:tsx|esbuild)[\\/])/.test(line))
    .join('\n')

/** A crash as a terminal shows it: the place, the code with an arrow, the error, and the way there. */
export function crashText({ text, at, source, frames }: Crash): string {
  const column = Number(/:(\d+)$/.exec(at ?? '')?.[1] ?? 0)
  return [
    ...(at === undefined ? [] : [at]),
    ...(source === undefined ? [] : [`  ${source}`, `  ${arrowUnder(source, column)}`]),
    text,
    ...frames.map((frame) => `    ${frame}`),
  ].join('\n')
}

/** An arrow below the column; tabs stay tabs, so that it stands where it should. */
const arrowUnder = (source: string, column: number): string =>
  `${source.slice(0, Math.max(0, column - 1)).replace(/[^\t]/g, ' ')}^`
