import { type RefusalName, refusals } from '../world/refusal.js'
import type { Action } from './action.js'
import { actionHandlers } from './actions.js'

/** Facts about one of the sandbox's actions. */
export interface ImplementedAction {
  /** Names of the events that it can cause, for any account: `notice.group_ban`, or with a sub_type appended. */
  readonly events: readonly string[]
  /** All refusals it can answer with. */
  readonly refusals: readonly RefusalName[]
  /** Answers with `status: "async"`, before it is done. */
  readonly isAsync: boolean
  /** Returns a plausible answer and changes nothing, because its subject is not part of this world. */
  readonly isPlausible: boolean
}

/**
 * Every action that a sandbox executes, by name, in the order of the documentation.
 *
 * ```ts
 * implementedActions().get('set_group_ban')?.events // ['notice.group_ban']
 * ```
 */
export const implementedActions = (): ReadonlyMap<string, ImplementedAction> =>
  new Map(Object.entries(actionHandlers).map(([name, action]) => [name, implemented(action as Action)]))

/** Refusals of every action. */
const OF_ALL: readonly RefusalName[] = ['bad_params', 'account_offline']

/** Refusals of actions that take files, given before the action runs. */
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
