import {
  type Describe,
  fromValue,
  type Issue,
  isObject,
  type OptionalSchema,
  type Schema,
  safeParse,
  toValue,
} from '@rookery/schema'
import { refuse } from '../world/refusal.js'

/** A schema for each field of an object: when the type of a field changes, its schema has to change, too. */
export type Fields<T> = {
  readonly [K in keyof T]-?: undefined extends T[K]
    ? OptionalSchema<Exclude<T[K], undefined>, unknown>
    : Schema<T[K], unknown>
}

/**
 * Checks that a value from outside has the required fields; others are ignored.
 *
 * @throws WorldRefusal `bad_params` that names the field, what was found and what is allowed
 */
export function checkFields<T>(what: string, value: unknown, fields: Fields<T>): asserts value is T {
  if (!isObject(value)) refuse('bad_params', `${what} must be an object, found ${shown(value)}`)
  const issue = firstIssue(value, fields)
  if (!issue) return
  refuse('bad_params', `"${issue.path}" of ${what} must be ${issue.allowed}, found ${issue.found}`)
}

/** Whether a value is an object with these fields. */
export const hasFields = <T>(value: unknown, fields: Fields<T>): value is T =>
  isObject(value) && firstIssue(value, fields) === undefined

function firstIssue<T>(value: Readonly<Record<string, unknown>>, fields: Fields<T>): Issue | undefined {
  for (const [name, schema] of Object.entries<Schema<unknown>>(fields)) {
    const field = value[name]
    if (field === undefined && 'isOptional' in schema) continue
    const result = safeParse(schema, fromValue(field, name), { describe: describeValue })
    if (!result.success) return result.issues[0]
  }
  return undefined
}

/** Describes a JavaScript value that a schema has refused. */
export const describeValue: Describe = (node) => shown(toValue(node))

const MAX_SHOWN = 80

/** A short form of any value, even of one nested too deeply for JSON. */
function shown(value: unknown): string {
  if (value === undefined) return 'nothing'
  if (Array.isArray(value)) return 'a list'
  if (isObject(value)) return 'an object'
  return JSON.stringify(String(value).slice(0, MAX_SHOWN))
}
