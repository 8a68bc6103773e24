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

/** Lets everything in this process that is under way come to rest: messages in memory, promises. */
export async function settle(rounds = 3): Promise<void> {
  for (let round = 0; round < rounds; round++) await new Promise((resolve) => setImmediate(resolve))
}
