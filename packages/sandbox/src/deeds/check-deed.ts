import { checkFields, type Fields } from '../fields/check-fields.js'
import { userOf } from '../world/look-up.js'
import { refuse } from '../world/refusal.js'
import type { World } from '../world/world.js'
import { deedArgs } from './deed-args.js'
import type { Deed } from './deeds.js'

/**
 * Checks that a deed can be attempted at all: the person and the deed exist, and its args are of the right types.
 *
 * @throws WorldRefusal `no_such_user`, `bad_params`
 */
export function checkDeed(world: World, by: number, deed: Deed): void {
  if (!Number.isSafeInteger(by))
    refuse('bad_params', `the actor must be a user id, a whole number, found a ${typeof by}`)
  userOf({ world }, by)
  const name: unknown = Object(deed).do
  if (typeof name !== 'string' || !Object.hasOwn(deedArgs, name)) {
    refuse('bad_params', `there is no such deed; there are: ${Object.keys(deedArgs).join(', ')}`)
  }
  checkFields<object>(name as Deed['do'], deed, deedArgs[name as Deed['do']] as Fields<object>)
}
