import { type ActionName, nearestOf } from '@rookery/protocol'
import { shapeAnswer } from '../profiles/shape-answer.js'
import { readParams } from '../profiles/shape-params.js'
import type { Turn } from '../turn/turn.js'
import { actionsOfProfile, type Profile, profilesWith } from '../world/profile.js'
import { refuse } from '../world/refusal.js'
import { profileOf } from '../world/world.js'
import type { Action, Actions } from './action.js'

/** An action call by name, with its params as received. */
export interface ActionCall {
  readonly action: string
  readonly params: unknown
}

/** The action by that name, if both the account's implementation and the sandbox have it. */
export const actionOf = (actions: Actions, name: string, profile: Profile): Action<never> | undefined =>
  Object.hasOwn(actions, name) && actionsOfProfile(profile).has(name)
    ? (actions[name as ActionName] as Action<never> | undefined)
    : undefined

/**
 * Executes a call of an account. @throws WorldRefusal `no_such_action`, `account_offline`, `bad_params`, and those of the
 * action
 */
export function runAction(actions: Actions, turn: Turn, self_id: number, { action, params }: ActionCall) {
  const profile = profileOf(turn.world, self_id)
  const found = actionOf(actions, action, profile)
  if (!found) return refuseUnknown(actions, action, profile)
  if (!turn.world.accounts.get(self_id)?.online) {
    return refuse('account_offline', `account ${self_id} is offline`)
  }
  const name = action as ActionName
  const read = readParams(profile, name, params)
  return shapeAnswer(profile, name, found.run(turn, read as never, self_id))
}

/** Refuses an unknown action, and names the profiles that have it, or names that are spelled alike. */
function refuseUnknown(actions: Actions, action: string, profile: Profile): never {
  const others = Object.hasOwn(actions, action) ? profilesWith(action) : []
  if (others.length > 0) {
    return refuse(
      'no_such_action',
      `${profile} has no action ${action}; profiles that have it: ${others.join(', ')}`,
    )
  }
  const own = actionsOfProfile(profile)
  const near = nearestOf(
    action,
    Object.keys(actions).filter((each) => own.has(each)),
    3,
  ).join(', ')
  return refuse('no_such_action', `there is no action ${action}; the nearest are ${near}`)
}
