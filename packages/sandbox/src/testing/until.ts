import type { Sandbox } from '../sandbox.js'

/** Where something is waited for. */
export interface Waiting {
  readonly sandbox: Sandbox
  /** Ends all waiting at once, when the test is over. */
  readonly signal: AbortSignal
}

/**
 * What `look` finds, now or as soon as something has happened in the sandbox; `undefined` when it still finds nothing
 * after so many milliseconds of real time, whatever the clock of the sandbox says.
 */
export function until<T>(
  { sandbox, signal }: Waiting,
  timeoutMs: number,
  look: () => T | undefined,
): Promise<T | undefined> {
  const found = look()
  if (found !== undefined || signal.aborted) return Promise.resolve(found)
  return new Promise((resolve, reject) => {
    const settle = (value?: T): void => {
      clearTimeout(timer)
      signal.removeEventListener('abort', giveUp)
      stop()
      resolve(value)
    }
    const giveUp = (): void => settle()
    const timer = setTimeout(giveUp, timeoutMs)
    signal.addEventListener('abort', giveUp)
    const stop = sandbox.observe(({ is }) => {
      if (is !== 'done' && is !== 'answer') return
      try {
        const value = look()
        if (value !== undefined) settle(value)
      } catch (error) {
        reject(error)
        settle()
      }
    })
  })
}

/** Milliseconds to wait for files: a program that reads one after the other would never rest. */
const FILES_MS = 5_000

/** Lets everything in this process that is under way come to rest: messages in memory, promises, and what is read from or written to files. */
export async function settle(rounds = 3): Promise<void> {
  const until = performance.now() + FILES_MS
  for (let quiet = 0; quiet < rounds; quiet++) {
    await new Promise((resolve) => setImmediate(resolve))
    // What goes on behind a file begins anew.
    if (usesFiles() && performance.now() < until) quiet = -1
  }
}

/** Whether the process waits for the file system. */
const usesFiles = (): boolean =>
  process.getActiveResourcesInfo().some((each) => /^(?:FSReq|CloseReq)/.test(each))
