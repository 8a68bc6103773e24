import type { IncomingMessage } from 'node:http'
import { type Routes, requestTarget, roleOfPath, type UpgradeAnswer, withoutTokens } from '@rookery/transport'
import type { Upstreams } from '../upstreams/upstreams.js'
import type { FrontDoor } from './front-door.js'

export interface RoutesContext {
  readonly upstreams: Upstreams
  readonly door: FrontDoor
  readonly api: Routes['request']
  /** Aborted when the hub stops; no request is admitted any more. */
  readonly stopping: AbortSignal
}

const STOPPING = { status: 503, reason: 'the hub stops; try again later' }

/** Routes requests on the main port: to an implementation's path, the front door, or the HTTP API. */
export function routesOf({ upstreams, door, api, stopping }: RoutesContext): Routes {
  return {
    proof: (request) => upstreams.proof(requestTarget(request).path, request) ?? door.proof(request),
    upgrade: (request) => (stopping.aborted ? STOPPING : upgradeAt(request, upstreams, door)),
    request: api,
  }
}

function upgradeAt(
  request: IncomingMessage,
  upstreams: Upstreams,
  door: FrontDoor,
): UpgradeAnswer | Promise<UpgradeAnswer> {
  const path = requestTarget(request).path
  const answer = upstreams.upgrade(path, request)
  if (answer) return answer
  const role = roleOfPath(path)
  if (role) return door.upgrade(request, role)
  return {
    status: 404,
    reason: `there is no ${withoutTokens(path)} here; an application connects to /, /event, /api or /onebot/v11/ws, an implementation to the path of its entry`,
  }
}
