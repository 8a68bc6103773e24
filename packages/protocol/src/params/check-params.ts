import type { JsonObject } from '../tables/base.js'
import type { ActionFacts } from '../tables/facts.js'
import { type Checked, checkValue, describe } from './check-value.js'
import { type ParamRules, type ParamTree, rulesOf } from './param-rules.js'

/** The checked params, or the failure: retcode 1400 and the reason. */
export type CheckedParams =
  | { readonly params: JsonObject }
  | { readonly retcode: 1400; readonly reason: string }

/** Facts about an action that the check needs: any row of the table will do. */
export type CheckedAction = Pick<ActionFacts, 'params' | 'ext_params' | 'one_of_required'>

/**
 * Checks the params of a call, for the executor of the action. Strings are read as the type that is declared;
 * other names of a parameter become its own; null stands for nothing; surplus keys pass. Defaults are not
 * filled in: `paramDefaults` has them.
 *
 * Parse with `parseExact`: then an integer beyond 2^53 arrives, and leaves, as its decimal text.
 *
 * ```ts
 * checkParams(actionFacts.set_group_ban, { group_id: '30001' })
 * // { retcode: 1400, reason: '"user_id" must be an integer, found nothing' }
 * ```
 */
export function checkParams(action: CheckedAction, params: unknown): CheckedParams {
  if (params === undefined || params === null) return checkParams(action, {})
  const refuse = (reason: string): CheckedParams => ({ retcode: 1400, reason })
  if (typeof params !== 'object' || Array.isArray(params))
    return refuse(`params must be an object, found ${describe(params)}`)
  const rules = rulesOf(action)
  const checked = checkMembers(rules.params, params as JsonObject, '')
  if ('reason' in checked) return refuse(checked.reason)
  const settled = checked.value as JsonObject
  const reason = missingTogether(rules, settled)
  return reason === undefined ? { params: settled } : refuse(reason)
}

/** The defaults of an action's parameters, those of the standard where implementations differ. */
export function paramDefaults({ params, ext_params = [] }: CheckedAction): JsonObject {
  const rows = [...params, ...ext_params].filter((row) => row.default !== undefined)
  return Object.fromEntries(rows.map((row) => [row.name, row.default]))
}

/** Converts each member as its row requires; returns the same object if nothing changed. */
function checkMembers(rows: readonly ParamTree[], params: JsonObject, path: string): Checked {
  let changed: Record<string, unknown> | undefined
  for (const row of rows) {
    const given = givenFor(row, params)
    const checked = checkMember(row, given, `${path}${row.name}`)
    if ('reason' in checked) return checked
    if (checked.value === params[row.name]) continue
    changed ??= { ...params }
    if (checked.value === undefined) delete changed[row.name]
    else changed[row.name] = checked.value
  }
  return { value: changed ?? params }
}

/** The value under the row's own name, or else under one of its aliases. */
function givenFor({ name, aliases }: ParamTree, params: JsonObject): unknown {
  if (params[name] !== undefined || aliases.length === 0) return params[name]
  const alias = aliases.find((each) => params[each] !== undefined)
  return alias === undefined ? undefined : params[alias]
}

function checkMember(row: ParamTree, given: unknown, path: string): Checked {
  if (given === undefined || (given === null && !row.takesNull)) {
    return row.required ? checkValue(row.type, given, path) : { value: undefined }
  }
  const checked = checkValue(row.type, given, path)
  if ('reason' in checked || row.inside.length === 0)
    return 'reason' in checked ? checked : allowed(row, checked.value, path)
  return row.isList && Array.isArray(checked.value)
    ? checkEach(row.inside, checked.value, path)
    : checkMembers(row.inside, checked.value as JsonObject, `${path}.`)
}

function checkEach(rows: readonly ParamTree[], items: readonly unknown[], path: string): Checked {
  const checked = items.map((item, index) => checkMembers(rows, item as JsonObject, `${path}[${index}].`))
  return (
    checked.find((each) => 'reason' in each) ?? {
      value: checked.map((each) => ('value' in each ? each.value : undefined)),
    }
  )
}

function allowed({ values }: ParamTree, value: unknown, path: string): Checked {
  if (values === undefined || values.some((each) => String(each) === String(value))) return { value }
  const names = values.map((each) => JSON.stringify(each)).join(', ')
  return { reason: `"${path}" must be one of ${names}, found ${describe(value)}` }
}

/** Checks rules across parameters: at least one of a set is required. */
function missingTogether({ oneOf, needed }: ParamRules, params: JsonObject): string | undefined {
  const has = (name: string): boolean => params[name] !== undefined && params[name] !== null
  for (const { name, allowed, by, value } of needed) {
    if (params[by] === value && !has(name))
      return `"${name}" must be ${allowed} where "${by}" is "${value}", found nothing`
  }
  for (const { names, unless } of oneOf) {
    if ((unless === undefined || !has(unless)) && !names.some(has))
      return `one of ${names.map((name) => `"${name}"`).join(', ')} is needed, found none`
  }
  return undefined
}
