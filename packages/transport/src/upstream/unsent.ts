import { failedReply, type Reply } from '@rookery/protocol'

/** The reply to a call that was never sent. */
export const unsent = (why: string): Reply =>
  failedReply(1503, `${why}; the call was not sent`, { outcome: 'unsent' })
