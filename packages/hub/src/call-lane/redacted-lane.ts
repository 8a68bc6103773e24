import { type Reply, readSuffix } from '@rookery/protocol'
import type { Redaction } from '../forms/redaction.js'
import type { CallLane } from './lane.js'

/** Empties in the replies of a lane what the caller may not see. */
export function redactedLane(lane: CallLane): CallLane {
  return (request) => {
    const reply = lane(request)
    const { redaction } = request.caller.client.rights
    return redaction ? redacted(reply, request.call.action, redaction) : reply
  }
}

async function redacted(reply: Reply | Promise<Reply>, name: string, redaction: Redaction): Promise<Reply> {
  return redaction.reply(readSuffix(name)?.action ?? name, await reply)
}
