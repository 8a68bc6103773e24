import { setTimeout as sleep } from 'node:timers/promises'
import { InteropFailed } from './failure.mjs'

/** Long enough for a machine that others keep busy; who waits in vain is late anyway. */
const defaultTimeoutMs = 60_000

/** Polls until `condition` returns something truthy and returns that; names `what` when the time is over. */
export async function waitUntil(what, condition, { timeoutMs = defaultTimeoutMs, everyMs = 20 } = {}) {
  const deadline = Date.now() + timeoutMs
  for (;;) {
    const result = await condition()
    if (result) return result
    if (Date.now() > deadline) throw new InteropFailed(`waited ${timeoutMs} ms in vain: ${what}`)
    await sleep(everyMs)
  }
}

/** The same, but tells by its answer whether it came true: for those who can say better themselves what is off. */
export async function settled(condition, options) {
  return await waitUntil('', condition, options).then(
    () => true,
    () => false,
  )
}
