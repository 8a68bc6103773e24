import type { IncomingMessage } from 'node:http'
import { type Routes, requestTarget, roleOfPath, type UpgradeAnswer, withoutTokens } from '@rookery/transport'
import type { HttpExtension } from '../extension/http-extension.js'
import type { Upstreams } from '../upstreams/upstreams.js'
import type { FrontDoor } from './front-door.js'

export interface RoutesContext {
  readonly upstreams: Upstreams
  readonly door: FrontDoor
  readonly api: Routes['request']
  /** Answers paths of its own; asked first. */
  readonly extension?: HttpExtension | undefined
  /** Aborted when the hub stops; no request is admitted any more. */
  readonly stopping: AbortSignal
}

const STOPPING = { status: 503, reason: 'the hub stops; try again later' }

/** Routes requests on the main port: to an extension, an implementation's path, the front door, or the HTTP API. */
export function routesOf({ extension, ...context }: RoutesContext): Routes {
  const own = ownRoutes(context)
  return extension ? extended(own, extension, context.stopping) : own
}

function ownRoutes({ upstreams, door, api, stopping }: Omit<RoutesContext, 'extension'>): Required<Routes> {
  return {
    proof: (request) => upstreams.proof(requestTarget(request).path, request) ?? door.proof(request),
    upgrade: (request) => (stopping.aborted ? STOPPING : upgradeAt(request, upstreams, door)),
    request: api,
  }
}

/** Sends the paths of an extension to it, and all others where they went. */
function extended(own: Required<Routes>, extension: HttpExtension, stopping: AbortSignal): Routes {
  const isIts = (request: IncomingMessage): boolean => extension.paths(requestTarget(request).path)
  return {
    proof: (request) => (isIts(request) ? extension.proof(request) : own.proof(request)),
    upgrade: (request) =>
      isIts(request) && !stopping.aborted ? extension.upgrade(request) : own.upgrade(request),
    request: (request, response) =>
      isIts(request) ? extension.request(request, response) : own.request(request, response),
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
