import type { IncomingMessage } from 'node:http'
import { type Routes, requestTarget, roleOfPath, type UpgradeAnswer, withoutTokens } from '@rookery/transport'
import type { Upstreams } from '../upstreams/upstreams.js'
import type { FrontDoor } from './front-door.js'

export interface RoutesContext {
  readonly upstreams: Upstreams
  readonly door: FrontDoor
  readonly api: Routes['request']
  /** Aborted once the hub stops: nobody is let in any more. */
  readonly stopping: AbortSignal
}

const STOPPING = { status: 503, reason: 'the hub stops; try again later' }

/** Routes the requests of the main port: to the path of an implementation, to the front door, or to the HTTP API. */
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
