import { callParams, failedReply, type Reply } from '@rookery/protocol'
import type { Accounts } from '../accounts.js'
import type { Log } from '../log.js'
import { authorize } from './authorize.js'
import type { CallRequest } from './caller.js'
import { forward } from './forward.js'
import { type HubActionsContext, hubAction, isHubAction } from './hub-actions.js'
import { restart } from './restart.js'
import { route } from './route.js'

export interface CallLaneContext extends HubActionsContext {
  readonly accounts: Accounts
  readonly log: Log
  /** On loopback without any token. */
  readonly isOpenHub: boolean
  readonly timeoutMs: number
}

export type CallLane = (request: CallRequest) => Promise<Reply>

/** What happens to a call, from the application's connection to that of the implementation; the reply is returned. */
export function callLane(context: CallLaneContext): CallLane {
  return async (request) => {
    const { call, caller } = request
    const refusal = authorize(request, context.isOpenHub)
    if (refusal) return refusal
    if (isHubAction(call.action)) return hubAction(context, caller.client, call.action, callParams(call))
    const account = route(request, context.accounts)
    if ('refusal' in account) return account.refusal
    if (call.action === 'set_restart') return restart(account, request, context.log)
    return forward(account, request, context.timeoutMs)
  }
}

/** Wraps a lane so that its calls can be waited for, and refuses new ones from then on. */
export function drainable(lane: CallLane): {
  readonly lane: CallLane
  drain(timeoutMs: number): Promise<void>
} {
  const running = new Set<Promise<Reply>>()
  let isDraining = false
  return {
    lane: (request) => {
      if (isDraining) return Promise.resolve(failedReply(1503, 'the hub stops; nothing was executed'))
      const reply = lane(request)
      running.add(reply)
      const done = (): unknown => running.delete(reply)
      reply.then(done, done)
      return reply
    },
    async drain(timeoutMs) {
      isDraining = true
      await Promise.race([
        Promise.allSettled(running),
        new Promise((resolve) => setTimeout(resolve, timeoutMs).unref()),
      ])
    },
  }
}
