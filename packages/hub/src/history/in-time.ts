import type { Clock } from '@rookery/transport'
import { StoreError } from './errors.js'

/**
 * Waits for an answer of a store, but not for ever: a disk may hang instead of failing.
 *
 * @throws StoreError `unreadable` after `limitMs`
 */
export function inTime<Result>(answer: Promise<Result>, limitMs: number, clock: Clock): Promise<Result> {
  return new Promise((resolve, reject) => {
    const cancel = clock.after(limitMs, () =>
      reject(new StoreError('unreadable', `the store has not answered for ${limitMs / 1000} seconds`)),
    )
    cancel.unref?.()
    answer.then(resolve, reject).finally(cancel)
  })
}
