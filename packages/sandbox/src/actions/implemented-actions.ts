import { type RefusalName, refusals } from '../world/refusal.js'
import type { Action } from './action.js'
import { actions } from './actions.js'

/** What the sandbox says of one of its actions. */
export interface ImplementedAction {
  /** The names of the events that it can cause, for any account: `notice.group_ban`, or with a sub_type behind. */
  readonly events: readonly string[]
  /** Everything that it can be refused with. */
  readonly refusals: readonly RefusalName[]
  /** Answered with `status: "async"`, before it is done. */
  readonly isAsync: boolean
  /** Answers what is likely, and changes nothing: what it is about is not in this world. */
  readonly isPlausible: boolean
}

/**
 * Every action that a sandbox executes, by its name, in the order in which they are documented.
 *
 * ```ts
 * implementedActions().get('set_group_ban')?.events // ['notice.group_ban']
 * ```
 */
export const implementedActions = (): ReadonlyMap<string, ImplementedAction> =>
  new Map(Object.entries(actions).map(([name, action]) => [name, implemented(action as Action)]))

/** Every action can be refused with these. */
const OF_ALL: readonly RefusalName[] = ['bad_params', 'account_offline']

/** Actions that take files can be refused with these before they are run. */
const OF_FILES: readonly RefusalName[] = ['bad_media', 'too_large']

function implemented({
  events,
  refuses,
  files = [],
  messages = [],
  isAsync,
  plausible,
}: Action): ImplementedAction {
  const ofFiles = files.length + messages.length > 0 ? OF_FILES : []
  const found = new Set([...OF_ALL, ...ofFiles, ...refuses])
  return {
    events,
    refusals: names.filter((name) => found.has(name)),
    isAsync: isAsync === true,
    isPlausible: plausible === true,
  }
}

const names = Object.keys(refusals) as readonly RefusalName[]
