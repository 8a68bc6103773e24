/**
 * Takes what a hub or a bot tells: one line per change of state, never one per frame. The fields are for programs, the text
 * for people; an error is the field `err`, with its stack and its cause. A `pino()` fits as it is, and so does `console`.
 *
 * ```ts
 * createBot({ log: pino() })
 * ```
 */
export interface Log {
  info(fields: LogFields, text: string): void
  warn(fields: LogFields, text: string): void
  error(fields: LogFields, text: string): void
}

/** The facts of a line, by name. */
export type LogFields = Readonly<Record<string, unknown>>

/** Drops every line. */
export const silentLog: Log = { info() {}, warn() {}, error() {} }
