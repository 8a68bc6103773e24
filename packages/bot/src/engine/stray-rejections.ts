/** Takes an unhandled rejection; false if it is not its own. */
export type RejectionTaker = (error: unknown) => boolean

/** One process-wide listener; with one per bot, each would report the others' rejections as unhandled. */
const takers = new Set<RejectionTaker>()

/**
 * Catches unhandled rejections of promises that a handler forgot: Node would end the process. Returns a function that
 * ends the watch. A rejection that no bot takes has the effect it would have without us.
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
  // With no other listener, only the presence of ours kept Node from ending the process.
  if (process.listenerCount('unhandledRejection') === 1) throw error
}
