import { setTimeout as sleep } from 'node:timers/promises'

export { sleep }

/** Unix milliseconds of the moment from which the machine's monotonic clock counts, as this process sees it. */
const ownBaseMs = () => performance.timeOrigin + performance.now() - Number(process.hrtime.bigint()) / 1e6
let shiftMs = 0

/** Unix milliseconds with fractions, which do not follow the system clock. */
export const nowMs = () => performance.timeOrigin + performance.now() + shiftMs

/** What a process hands to those that it starts, so that their `nowMs` is its own: see `setClockBaseMs`. */
export const clockBaseMs = () => ownBaseMs() + shiftMs

/** Sets the clock of this process by that of its parent. Both see the same monotonic clock. */
export function setClockBaseMs(baseMs) {
  shiftMs = baseMs - ownBaseMs()
}

/** A wait that was in vain: names what did not come. */
export class InVain extends Error {}

/** Polls until `condition` returns something truthy and returns that; names `what` when the time is over. */
export async function until(what, condition, { timeoutMs = 60_000, everyMs = 20 } = {}) {
  const endMs = performance.now() + timeoutMs
  for (;;) {
    const result = await condition()
    if (result) return result
    if (performance.now() > endMs) throw new InVain(`waited ${timeoutMs / 1000} s in vain: ${what}`)
    await sleep(everyMs)
  }
}

/** The same, but tells by its answer whether it came true. */
export const comesTrue = (condition, options) =>
  until('', condition, options).then(
    () => true,
    (error) => {
      if (error instanceof InVain) return false
      throw error
    },
  )
