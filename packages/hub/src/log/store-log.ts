import type { Alarm, Clock } from '@rookery/transport'
import type { DroppedRun, HubStore } from '../history/index.js'
import type { Log } from './log.js'

const SUM_MS = 60_000

/** Logs events that will never be in the history: the first at once, then sums each minute. */
export function tellDropped(log: Log, clock: Clock): (run: DroppedRun) => void {
  const counts = new Map<string, number>()
  let due: Alarm | undefined
  const tell = (): void => {
    due = undefined
    if (counts.size === 0) return
    for (const [account, events] of counts) {
      log.warn({ account, events }, 'events are missing in the history: they could not be written in time')
    }
    counts.clear()
    due = clock.after(SUM_MS, tell)
    due.unref?.()
  }
  return ({ account, first, last }) => {
    counts.set(account, (counts.get(account) ?? 0) + last - first + 1)
    if (!due) tell()
  }
}

/** Tells in the log, and by `trouble`, that the store cannot be written, and that it can be again. Returns how to stop. */
export function tellState(
  store: Pick<HubStore, 'onState'>,
  log: Log,
  trouble: (text: string | undefined) => void,
): () => void {
  return store.onState(({ isUp, behind, fault }) => {
    if (isUp) log.info({ events: behind }, 'the history can be written again')
    else log.warn({ ...fault, events: behind }, 'the history cannot be written; delivery goes on')
    const why = fault ? `: ${fault.message}` : ''
    trouble(isUp ? undefined : `events cannot be written to disk${why}`)
  })
}
