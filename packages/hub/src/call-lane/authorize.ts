import { failedReply, type Reply, restrictedAction, restrictedActions } from '@rookery/protocol'
import type { Client } from '../clients/clients.js'
import type { CallRequest } from './caller.js'
import { QUICK_OPERATION } from './quick-operation.js'

/** Rights to restricted actions. */
export interface Access {
  /** The hub listens on loopback without any token: clients cannot be told apart, and everything is allowed. */
  readonly isOpenHub: boolean
  /** Restricted actions allowed to clients without their own entry. */
  readonly allow: readonly string[]
  /** The clock by which tokens expire. */
  now(): number
  /** The secret that shows who a client is, as it is now: equal texts for the same one. Undefined where it needs none. */
  secretOf(client: Client): string | undefined
}

/** First stage: refuses actions that the client has no right to. */
export function authorize(request: CallRequest, access: Access): Reply | undefined {
  const { client } = request.caller
  const refusal = refuseAction(client, request.call.action, access)
  if (refusal) return refusal
  const { accounts } = client.rights
  const { selfId } = request.call
  if (selfId !== undefined && accounts && !accounts.includes(selfId)) {
    return failedReply(1403, `this client may not use account ${selfId}; allowed: ${accounts.join(', ')}`)
  }
  return undefined
}

/** Refuses an action by its name, without suffix. */
export function refuseAction(client: Client, action: string, access: Access): Reply | undefined {
  const { scopes } = client
  if (scopes) {
    const ended = scopes.ended(access.now())
    if (ended !== undefined) return failedReply(1403, ended)
    if (scopes.judgesActions) return scopes.refuseAction(action, action === QUICK_OPERATION)
  }
  return access.isOpenHub ? undefined : refuseRestricted(client, action, access.allow)
}

/** A client with its own entry has its own rights; others share the rights of the common token. */
function refuseRestricted(client: Client, action: string, shared: readonly string[]): Reply | undefined {
  const name = restrictedAction(action)
  if (name === undefined) return undefined
  const isConfigured = client.kind === 'configured'
  const allow = isConfigured ? client.rights.allow : shared
  if (allow?.includes(name)) return undefined
  const { reason } = restrictedActions[name]
  const key = isConfigured ? `allow: [${name}] in its entry in clients:` : `listen.allow: [${name}]`
  return failedReply(1403, `this client may not call ${name}, which ${reason.en}; it needs ${key}`)
}
