/** Where the bot tells what happens to it: one line per change, never one per event. `console` fits, and pino. */
export interface BotLog {
  info(line: string): void
  warn(line: string): void
  error(line: string, error?: unknown): void
}

/** Prints to the console: what is wrong to stderr, with the stack of an error. */
export const consoleLog: BotLog = {
  info: (line) => console.log(`[bot] ${line}`),
  warn: (line) => console.warn(`[bot] ${line}`),
  error: (line, error) => console.error(`[bot] ${line}${error === undefined ? '' : `\n${stackOf(error)}`}`),
}

/** Tells nobody anything. */
export const silentLog: BotLog = { info() {}, warn() {}, error() {} }

const stackOf = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? error.message) : String(error)
