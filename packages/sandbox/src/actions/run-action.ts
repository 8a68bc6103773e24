import { type ActionName, actionFacts, checkParams, nearestOf } from '@rookery/protocol'
import { refuse } from '../world/refusal.js'
import type { Turn } from '../world/turn.js'
import type { Action, Actions } from './action.js'

/** What somebody calls, by the name and with the params that came over the wire. */
export interface ActionCall {
  readonly action: string
  readonly params: unknown
}

/** The action of a name, if there is one. */
export const actionOf = (actions: Actions, name: string): Action<never> | undefined =>
  Object.hasOwn(actions, name) ? (actions[name as ActionName] as Action<never> | undefined) : undefined

/** Executes a call of an account. @throws Refusal `no_such_action`, `account_offline`, `bad_params` and those of the action */
export function runAction(actions: Actions, turn: Turn, self_id: number, { action, params }: ActionCall) {
  const found = actionOf(actions, action)
  if (!found) {
    const near = nearestOf(action, Object.keys(actions), 3).join(', ')
    return refuse('no_such_action', `there is no action ${action}; the nearest are ${near}`)
  }
  if (!turn.world.accounts.get(self_id)?.online) {
    return refuse('account_offline', `account ${self_id} is offline`)
  }
  const checked = checkParams(actionFacts[action as ActionName], params)
  if ('reason' in checked) return refuse('bad_params', checked.reason)
  return found.run(turn, checked.params as never, self_id) as unknown
}
