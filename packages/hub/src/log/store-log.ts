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

/** Events of a store that shows only what is safe, for the log. `trouble` is told of what lasts. */
export function tellSafety(log: Log, trouble: (text: string | undefined) => void): SafetyListener {
  return {
    stuck: (waitedMs) => {
      log.warn({ waitedMs }, 'the history saves nothing; delivery goes on without waiting for it')
      trouble('events are not saved to disk: it does not answer')
    },
    restored: ({ from, until }) => {
      const [since, to] = [from, until].map((each) => new Date(each).toISOString())
      log.warn({ from: since, until: to }, 'events of this time were delivered before they were safe')
      trouble(undefined)
    },
  }
}

/** Told when events are delivered that are not safe, and when all are safe again. */
interface SafetyListener {
  stuck(waitedMs: number): void
  restored(time: { readonly from: number; readonly until: number }): void
}

/** Tells in the log, and by `trouble`, that the store cannot be written, and that it can be again. Returns how to stop. */
export function tellState(
  store: Pick<HubStore, 'onState' | 'state'>,
  log: Log,
  trouble: (text: string | undefined) => void,
): () => void {
  let wasUp = store.state.isUp
  return store.onState(({ isUp, behind, fault }) => {
    if (isUp === wasUp) return
    wasUp = isUp
    if (isUp) log.info({ events: behind }, 'the history can be written again')
    else log.warn({ ...fault, events: behind }, 'the history cannot be written; delivery goes on')
    const why = fault ? `: ${fault.message}` : ''
    trouble(isUp ? undefined : `events cannot be written to disk${why}`)
  })
}
