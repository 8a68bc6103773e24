import type { PageBot } from '@rookery/sandbox'
import type { BotReport, Crash } from './bot-report.js'

/** Status of the bot for the page; undefined while it runs. */
export class BotState {
  #now: PageBot | undefined

  get now(): PageBot | undefined {
    return this.#now
  }

  /** Applies a report of the bot's process. */
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

  /** Records the end of the process, and its last output. */
  ended(how: string, lines: string): void {
    this.#now = { is: 'ended', how, lines: withoutLoader(lines) }
  }
}

/** The last lines of a program's output, without the module loader's stack. */
const withoutLoader = (lines: string): string =>
  lines
    .split('\n')
    .filter((line) => !/^\s+at .*(?:node:|node_modules[\\/](?:tsx|esbuild)[\\/])/.test(line))
    .join('\n')

/** A crash as shown in a terminal: place, source line with an arrow, error and stack. */
export function crashText({ text, at, source, frames }: Crash): string {
  const column = Number(/:(\d+)$/.exec(at ?? '')?.[1] ?? 0)
  return [
    ...(at === undefined ? [] : [at]),
    ...(source === undefined ? [] : [`  ${source}`, `  ${arrowUnder(source, column)}`]),
    text,
    ...frames.map((frame) => `    ${frame}`),
  ].join('\n')
}

/** An arrow below the column. Tabs are kept, so that it lines up. */
const arrowUnder = (source: string, column: number): string =>
  `${source.slice(0, Math.max(0, column - 1)).replace(/[^\t]/g, ' ')}^`
