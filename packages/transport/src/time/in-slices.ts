/** Milliseconds that large things may keep the event loop in one turn; then whatever else waits has its own. */
const SLICE_MS = 4

/** The works that are under way. In each turn of the event loop one of them has its slice. */
const works: (() => void)[] = []

/** Repeats a short step until it says that it is done, and lets everybody else have a turn every few milliseconds. */
export function inSlices(step: () => boolean): Promise<void> {
  return new Promise((resolve, reject) => {
    const slice = (): void => {
      const until = performance.now() + SLICE_MS
      try {
        while (!step()) if (performance.now() >= until) return goOnLater(slice)
        resolve()
      } catch (error) {
        reject(error)
      }
    }
    goOnLater(slice)
  })
}

function goOnLater(work: () => void): void {
  if (works.push(work) === 1) setImmediate(nextWork)
}

function nextWork(): void {
  const work = works[0]
  work?.()
  // What goes on has queued up behind the others.
  works.shift()
  if (works.length > 0) setImmediate(nextWork)
}
