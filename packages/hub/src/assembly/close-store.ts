import type { Clock } from '@rookery/transport'
import type { HubStore } from '../history/index.js'
import type { Log } from '../log/log.js'

/** Milliseconds after which a hub that stops waits no longer for its store. */
const LIMIT_MS = 10_000

/** Closes a store, but does not wait for ever: a disk may hang instead of failing. */
export async function closeStore(store: HubStore, log: Log, clock: Clock): Promise<void> {
  let giveUp = (): void => {}
  const late = new Promise<void>((resolve) => {
    giveUp = resolve
  })
  const cancel = clock.after(LIMIT_MS, () => {
    const { behind } = store.state
    log.warn(
      { waitedMs: LIMIT_MS, events: behind },
      'the history does not answer: what waited for it is not saved',
    )
    giveUp()
  })
  try {
    await Promise.race([store.close(), late])
  } finally {
    cancel()
  }
}
