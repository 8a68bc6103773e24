import type { Sandbox } from '../sandbox.js'

/** Context for waiting. */
export interface Waiting {
  readonly sandbox: Sandbox
  /** Ends all waiting at once when the test is over. */
  readonly signal: AbortSignal
}

/**
 * The result of `look`, now or as soon as the sandbox reports something; `undefined` after `timeoutMs` of real time,
 * whatever the sandbox's clock says.
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

/** Milliseconds to wait for files: a program that keeps reading would never come to rest. */
const FILES_MS = 5_000

/** Waits until all work in progress in this process has come to rest: messages in memory, promises, and file access. */
export async function settle(rounds = 3): Promise<void> {
  const until = performance.now() + FILES_MS
  for (let quiet = 0; quiet < rounds; quiet++) {
    await new Promise((resolve) => setImmediate(resolve))
    // Work that follows a file access starts the count again.
    if (usesFiles() && performance.now() < until) quiet = -1
  }
}

/** Whether the process is waiting for the file system. */
const usesFiles = (): boolean =>
  process.getActiveResourcesInfo().some((each) => /^(?:FSReq|CloseReq)/.test(each))
