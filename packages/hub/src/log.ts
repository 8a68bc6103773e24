/** Where the hub tells what happens: one line per change of state, never one per frame. pino fits. */
export interface Log {
  info(fields: Readonly<Record<string, unknown>>, text: string): void
  warn(fields: Readonly<Record<string, unknown>>, text: string): void
  error(fields: Readonly<Record<string, unknown>>, text: string): void
}

export const silentLog: Log = { info() {}, warn() {}, error() {} }
