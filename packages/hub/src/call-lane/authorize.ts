import { failedReply, type Reply } from '@rookery/protocol'
import type { CallRequest } from './caller.js'

/** What clients may call beyond what everybody may. */
export interface Access {
  /** On loopback without any token: nobody can be told from anybody, and everything is allowed. */
  readonly isOpenHub: boolean
  /** For those without an entry of their own. */
  readonly allow: readonly string[]
}

const RESTRICTED = new Set(['set_restart'])

/** First stage: refuses what the client may not do. */
export function authorize({ caller, call }: CallRequest, access: Access): Reply | undefined {
  const { accounts, allow } = caller.client.rights
  const { action } = call
  if (RESTRICTED.has(action) && !access.isOpenHub && !allow?.includes(action)) {
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
