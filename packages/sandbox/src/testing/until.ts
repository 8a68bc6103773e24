import type { Sandbox } from '../sandbox.js'

/**
 * What `look` finds, now or as soon as something has happened in the sandbox; `undefined` when it still finds nothing
 * after so many milliseconds of real time, whatever the clock of the sandbox says.
 */
export function until<T>(
  sandbox: Sandbox,
  timeoutMs: number,
  look: () => T | undefined,
): Promise<T | undefined> {
  const found = look()
  if (found !== undefined) return Promise.resolve(found)
  return new Promise((resolve, reject) => {
    const settle = (value: T | undefined): void => {
      clearTimeout(timer)
      stop()
      resolve(value)
    }
    const timer = setTimeout(() => settle(undefined), timeoutMs)
    const stop = sandbox.observe((seen) => {
      if (seen.is !== 'done' && seen.is !== 'answer') return
      try {
        const value = look()
        if (value !== undefined) settle(value)
      } catch (error) {
        settle(undefined)
        reject(error)
      }
    })
  })
}

/** Lets everything in this process that is under way come to rest: messages in memory, promises. */
export async function settle(rounds = 3): Promise<void> {
  for (let round = 0; round < rounds; round++) await new Promise((resolve) => setImmediate(resolve))
}
