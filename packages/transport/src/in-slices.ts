/** So long one thing may keep the event loop; then whatever else waits has its turn. */
const SLICE_MS = 4

/** Repeats a short step until it says that it is done, and lets everybody else have a turn every few milliseconds. */
export function inSlices(step: () => boolean): Promise<void> {
  return new Promise((resolve, reject) => {
    const slice = (): void => {
      const until = performance.now() + SLICE_MS
      try {
        while (!step()) if (performance.now() >= until) return void setImmediate(slice)
        resolve()
      } catch (error) {
        reject(error)
      }
    }
    slice()
  })
}
