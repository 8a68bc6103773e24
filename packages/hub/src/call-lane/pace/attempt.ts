import type { Reply } from '@rookery/protocol'
import { failureOf } from '@rookery/transport'

/** Sends a call; one that cannot be sent must not hold up the others. */
export function attempt(send: () => Promise<Reply>): Reply | Promise<Reply> {
  try {
    return send()
  } catch (error) {
    return failureOf(error)
  }
}
