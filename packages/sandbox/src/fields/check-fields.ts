import { refuse } from '../world/refusal.js'
import type { Kind, Optional } from './kinds.js'

/**
 * The kind of every field of an object type: a field whose type changes does not compile until its kind changes, too.
 */
export type Fields<T> = {
  readonly [K in keyof T]-?: undefined extends T[K] ? Optional<Exclude<T[K], undefined>> : Kind<T[K]>
}

type AnyObject = Readonly<Record<string, unknown>>

/**
 * Checks that a value from outside has the required fields; others are ignored.
 *
 * @throws Refusal `bad_params` that names the field, what was found and what is allowed
 */
export function checkFields<T>(what: string, value: unknown, fields: Fields<T>): asserts value is T {
  if (!isObject(value)) refuse('bad_params', `${what} must be an object, found ${shown(value)}`)
  const odd = oddField(value, fields)
  if (!odd) return
  const [name, { allowed }] = odd
  refuse('bad_params', `"${name}" of ${what} must be ${allowed}, found ${shown(value[name])}`)
}

export const hasFields = <T>(value: unknown, fields: Fields<T>): value is T =>
  isObject(value) && oddField(value, fields) === undefined

const isObject = (value: unknown): value is AnyObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function oddField<T>(value: AnyObject, fields: Fields<T>): readonly [string, Kind<unknown>] | undefined {
  const kinds: readonly (readonly [string, Kind<unknown>])[] = Object.entries(fields)
  return kinds.find(([name, kind]) => {
    const isLeftOut = value[name] === undefined && 'isOptional' in kind
    return !isLeftOut && !kind.is(value[name])
  })
}

const MAX_SHOWN = 80

/** A short form of any value, even of one nested too deeply for JSON. */
function shown(value: unknown): string {
  if (value === undefined) return 'nothing'
  if (Array.isArray(value)) return 'a list'
  if (isObject(value)) return 'an object'
  return JSON.stringify(String(value).slice(0, MAX_SHOWN))
}
