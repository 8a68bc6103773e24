/** What lies between the machine's clock, the same in every process, and the one that is cheap to read. */
const offsetUs = measureOffsetUs()

/** Microseconds, comparable between processes. */
export const nowUs = () => performance.now() * 1000 + offsetUs

/** The narrowest of many readings, since a process may lose its turn between two clocks. */
function measureOffsetUs() {
  const readings = Array.from({ length: 100 }, () => {
    const before = performance.now() * 1000
    const machineUs = Number(process.hrtime.bigint() / 1000n)
    const after = performance.now() * 1000
    return { width: after - before, offsetUs: machineUs - (before + after) / 2 }
  })
  return readings.sort((a, b) => a.width - b.width)[0].offsetUs
}

export const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms))

/**
 * The next turn of the event loop. Armed behind the microtasks that wait: what was admitted before has its flush
 * in the next turn then, and every turn stands for itself.
 */
export const nextTurn = () => new Promise((resolve) => queueMicrotask(() => setImmediate(resolve)))
