import { parseExact, type Reply } from '@rookery/protocol'
import { type Clock, steadyOf } from '@rookery/transport'
import type { Accounts } from '../accounts/accounts.js'
import { outcomeOf } from '../traffic/outcome.js'
import type { TrafficTap } from '../traffic/tap.js'
import type { CallItem } from '../traffic/traffic.js'
import type { CallRequest } from './caller.js'
import type { ExecuteCall } from './drainable.js'
import { isHubAction } from './hub-actions.js'
import { retcodeOf } from './retcode-of.js'
import { route } from './route.js'

/** Largest params that are searched for the event that they answer. */
const MOST_BYTES = 256 * 1024

/** Characters of an action that are shown. */
const LONGEST_ACTION = 128

/** Parts of the hub that tapping uses. */
export interface TappedCallsContext {
  readonly tap: TrafficTap
  readonly accounts: Accounts
  readonly clock: Clock
}

/** Shows calls to those who watch, each when it is over. */
export function tappedCalls(execute: ExecuteCall, context: TappedCallsContext): ExecuteCall {
  const { tap } = context
  return (request) => (tap.isOn ? follow(request, execute, context) : execute(request))
}

async function follow(
  request: CallRequest,
  execute: ExecuteCall,
  { tap, accounts, clock }: TappedCallsContext,
): Promise<Reply> {
  // Before the call is sent: its bytes may be overwritten then.
  const facts = factsOf(request, accounts)
  const answers = answeredBy(facts, tap)
  const now = steadyOf(clock)
  const startedAt = now()
  const reply = await execute(request)
  tap.call({
    ...facts,
    ...(answers !== undefined && { answers }),
    duration_ms: now() - startedAt,
    retcode: retcodeOf(reply) ?? null,
    outcome: outcomeOf(reply),
  })
  return reply
}

type Facts = Pick<CallItem, 'client' | 'app_id' | 'account' | 'action' | 'params' | 'source'>

function factsOf(request: CallRequest, accounts: Accounts): Facts {
  const { caller, call, source = 'ws' } = request
  const { name, appId } = caller.client
  const account = isHubAction(call.action) ? undefined : route(request, accounts)
  const params = call.scan.members.findLast((each) => each.name === 'params')
  return {
    ...(name !== undefined && { client: name }),
    app_id: appId,
    ...(account && 'selfId' in account && { account: account.selfId }),
    action: call.action.slice(0, LONGEST_ACTION),
    params: params && Buffer.from(call.bytes.subarray(params.valueStart, params.end)),
    source,
  }
}

/** The event that a call answers by its own word. */
function answeredBy({ account, params }: Facts, { events }: TrafficTap): string | undefined {
  if (account === undefined || !params || params.length > MOST_BYTES) return undefined
  try {
    const value: unknown = parseExact(Buffer.from(params).toString())
    const isObject = typeof value === 'object' && value !== null
    return isObject ? events.answeredBy(account, value as Readonly<Record<string, unknown>>) : undefined
  } catch {
    return undefined
  }
}
