import { failedReply, type Reply } from '@rookery/protocol'

const seconds = (ms: number): number => Math.max(1, Math.ceil(ms / 1_000))

/** The reply to a send that would wait for too long. */
export const tooMany = (why: string, waitMs: number): Reply =>
  failedReply(1429, `too many sends: ${why}; nothing was executed`, {
    outcome: 'unsent',
    retry_after: seconds(waitMs),
  })

/** The reply to a call that a breaker keeps from being sent. */
export const broken = (why: string, retryAfterMs: number): Reply =>
  failedReply(1503, `${why}; nothing was executed`, { outcome: 'unsent', retry_after: seconds(retryAfterMs) })

/** The reply to a send that waited, and is not sent. */
export const unsent = (why: string): Reply =>
  failedReply(1503, `${why}; nothing was executed`, { outcome: 'unsent' })
