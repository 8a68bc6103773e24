const EVERY_MS = 5

/**
 * Calls `send` at a rate, `count` times. While it returns false the rate stands still. Gives `done`, a promise, and `stop`.
 */
export function startFlow(send, perSecond, count) {
  let made = 0
  let due = 0
  let last = performance.now()
  let finish
  const done = new Promise((resolve) => (finish = resolve))
  const timer = setInterval(() => {
    const now = performance.now()
    due += ((now - last) / 1000) * perSecond
    last = now
    while (made < count && due >= 1) {
      if (!send()) {
        due = 0
        return
      }
      made++
      due--
    }
    if (made >= count) stop()
  }, EVERY_MS)
  function stop() {
    clearInterval(timer)
    finish(made)
  }
  return { done, stop }
}
