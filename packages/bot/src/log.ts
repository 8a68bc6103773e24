/** Where the bot tells what happens to it: one line per change, never one per event. */
export type BotLog = (level: 'info' | 'warn' | 'error', line: string, error?: unknown) => void

/** Prints to the console: what is wrong to stderr, with the stack of an error. */
export const consoleLog: BotLog = (level, line, error) => {
  const print = level === 'info' ? console.log : level === 'warn' ? console.warn : console.error
  if (error === undefined) print(`[bot] ${line}`)
  else print(`[bot] ${line}\n${stackOf(error)}`)
}

const stackOf = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? error.message) : String(error)
