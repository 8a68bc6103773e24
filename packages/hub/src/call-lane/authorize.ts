import { failedReply, type Reply } from '@rookery/protocol'
import type { CallRequest } from './caller.js'

/** Actions that act on the implementation as a whole, for all clients. */
const RESTRICTED: ReadonlySet<string> = new Set(['set_restart'])

/**
 * First stage: refuses what the client may not do. On an open hub, one on loopback without any token, nobody
 * can be told from anybody, and everything is allowed.
 */
export function authorize({ caller, call }: CallRequest, isOpenHub: boolean): Reply | undefined {
  const { accounts, allow } = caller.client.rights
  const { action } = call
  if (RESTRICTED.has(action) && !isOpenHub && !allow?.includes(action)) {
    return failedReply(
      1403,
      `this client may not call ${action}; its entry in clients: needs allow: [${action}]`,
    )
  }
  if (call.selfId !== undefined && accounts && !accounts.includes(call.selfId)) {
    return failedReply(
      1403,
      `this client may not use account ${call.selfId}; allowed: ${accounts.join(', ')}`,
    )
  }
  return undefined
}
