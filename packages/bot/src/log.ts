import { type Log, type LogFields, silentLog } from '@rookery/transport'

export { type Log, type LogFields, silentLog }

/** Prints to the console: warnings and errors to stderr, with the stack of an error. */
export const consoleLog: Log = {
  info: (_, text) => console.log(`[bot] ${text}`),
  warn: (fields, text) => console.warn(`[bot] ${text}${stackIn(fields)}`),
  error: (fields, text) => console.error(`[bot] ${text}${stackIn(fields)}`),
}

const stackIn = ({ err }: LogFields): string => {
  if (err === undefined) return ''
  return `\n${err instanceof Error ? (err.stack ?? err.message) : String(err)}`
}
