import type { JournalState } from './hub-state.js'
import { type StateContext, unixTime } from './state-context.js'

/** State of the log of events, in memory and on disk. */
export function journalState(context: StateContext): JournalState {
  const { journal, store } = context.parts.registries
  const everything = journal.view('all')
  const oldest = everything.head > everything.tail ? everything.at(everything.tail + 1) : undefined
  const { isUp, since, fault } = store.state
  const { bytes = 0, folder = '' } = store.usage ?? {}
  return {
    ...journal.size,
    ...(oldest && { oldest_at: unixTime(context, oldest.admittedAt) }),
    engine: store.keepsEvents ? 'disk' : 'memory',
    ...(store.keepsEvents && {
      disk: { bytes, folder, is_up: isUp, since, ...(fault && { failure: fault.message }) },
    }),
  }
}
