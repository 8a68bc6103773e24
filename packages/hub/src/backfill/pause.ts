import type { Clock } from '@rookery/transport'

/** Waits for some milliseconds; an abort ends it at once. */
export function pause(clock: Clock, ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve()
  return new Promise((resolve) => {
    const end = (): void => {
      alarm()
      signal.removeEventListener('abort', end)
      resolve()
    }
    const alarm = clock.after(ms, end)
    signal.addEventListener('abort', end)
  })
}
