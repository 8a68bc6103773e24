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

const ONCE_THINGS = 100
const ONCE_CHARACTERS = 80

/** Tells of each thing once, by its first characters; of more than a hundred nobody wants to read. */
export function tellOnce(tell: (thing: string) => void): (thing: string) => void {
  const told = new Set<string>()
  return (thing) => {
    const short = thing.length > ONCE_CHARACTERS ? `${thing.slice(0, ONCE_CHARACTERS)}…` : thing
    if (told.has(short) || told.size >= ONCE_THINGS) return
    told.add(short)
    tell(short)
  }
}
