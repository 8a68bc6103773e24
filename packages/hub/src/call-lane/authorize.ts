import { failedReply, type Reply, restrictedAction, restrictedActions } from '@rookery/protocol'
import type { CallRequest } from './caller.js'

/** Rights to restricted actions. */
export interface Access {
  /** The hub listens on loopback without any token: clients cannot be told apart, and everything is allowed. */
  readonly isOpenHub: boolean
  /** Restricted actions allowed to clients without their own entry. */
  readonly allow: readonly string[]
}

/** First stage: refuses actions that the client has no right to. */
export function authorize(request: CallRequest, access: Access): Reply | undefined {
  const { accounts } = request.caller.client.rights
  const { selfId } = request.call
  const refusal = access.isOpenHub ? undefined : refuseRestricted(request, access.allow)
  if (refusal) return refusal
  if (selfId !== undefined && accounts && !accounts.includes(selfId)) {
    return failedReply(1403, `this client may not use account ${selfId}; allowed: ${accounts.join(', ')}`)
  }
  return undefined
}

/** A client with its own entry has its own rights; others share the rights of the common token. */
function refuseRestricted({ caller, call }: CallRequest, shared: readonly string[]): Reply | undefined {
  const name = restrictedAction(call.action)
  if (name === undefined) return undefined
  const isConfigured = caller.client.kind === 'configured'
  const allow = isConfigured ? caller.client.rights.allow : shared
  if (allow?.includes(name)) return undefined
  const { reason } = restrictedActions[name]
  const key = isConfigured ? `allow: [${name}] in its entry in clients:` : `listen.allow: [${name}]`
  return failedReply(1403, `this client may not call ${name}, which ${reason.en}; it needs ${key}`)
}
