/** Where the hub tells what happens: one line per change of state, never one per frame. pino fits. */
export interface Log {
  info(fields: Readonly<Record<string, unknown>>, text: string): void
  warn(fields: Readonly<Record<string, unknown>>, text: string): void
  error(fields: Readonly<Record<string, unknown>>, text: string): void
}

export const silentLog: Log = { info() {}, warn() {}, error() {} }

/** Tells why something is not there when that is another reason than before; `over` once it is there again. */
export function tellChanges(tell: (why: string, retryMs: number) => void) {
  let last = ''
  return {
    lost(why: string, retryMs: number): void {
      if (why !== last) tell(why, retryMs)
      last = why
    },
    over(): void {
      last = ''
    },
  }
}
