/** Takes a rejection that nobody handles; false when it is not its own. */
export type RejectionTaker = (error: unknown) => boolean

/** One listener for all bots of the process: two would each take the other's for nobody's. */
const takers = new Set<RejectionTaker>()

/**
 * Watches for promises that a handler has forgotten and that were rejected: Node would end the process. What it gives back
 * ends that. A rejection that no bot takes does what it would do without us.
 */
export function watchRejections(taker: RejectionTaker): () => void {
  if (takers.size === 0) process.on('unhandledRejection', onRejection)
  takers.add(taker)
  return () => {
    takers.delete(taker)
    if (takers.size === 0) process.off('unhandledRejection', onRejection)
  }
}

function onRejection(error: unknown): void {
  for (const taker of takers) if (taker(error)) return
  // Ours is the only listener, and only for that reason Node leaves it alone.
  if (process.listenerCount('unhandledRejection') === 1) throw error
}
