import { failedReply, type Reply } from '@rookery/protocol'

/** The answer to a call for which the log of events could not be read. */
export function unreadable(error: unknown): Reply {
  const why = error instanceof Error ? error.message : String(error)
  return failedReply(1503, `the events could not be read: ${why}`, { outcome: 'unsent' })
}
