/** Milliseconds that large items may occupy the event loop in one turn. */
const SLICE_MS = 2

/** Jobs under way. In each turn of the event loop one of them gets a slice. */
const works: (() => void)[] = []

/** Repeats a short step until it reports completion, and yields to other work every few milliseconds. */
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
  // The rest has queued up after the others.
  works.shift()
  if (works.length > 0) setImmediate(nextWork)
}
