import { unknownKey, wrongValue } from '../checks/check-options.js'
import { shown } from '../checks/shown.js'
import { isKind, type Table } from './config-keys.js'
import { isObject } from './kinds.js'

/** Values that were read, and what is wrong with the others. */
export interface Checked {
  readonly values: Readonly<Record<string, unknown>>
  readonly problems: readonly string[]
}

/** Checks an object by a table. */
export function checkValues(found: unknown, table: Table, path: readonly string[] = []): Checked {
  if (!isObject(found)) {
    const what = path.length === 0 ? 'it' : quoted(path)
    return { values: {}, problems: [`${what} must be an object, found ${shown(found)}`] }
  }
  const values: Record<string, unknown> = {}
  const problems: string[] = []
  for (const [key, value] of Object.entries(found)) {
    // What an editor wants to know, and what says nothing.
    if (value === undefined || (path.length === 0 && key === '$schema')) continue
    const checked = checkKey(value, table, [...path, key])
    if (typeof checked === 'string') problems.push(checked)
    else {
      values[key] = checked.value
      problems.push(...checked.problems)
    }
  }
  return { values, problems }
}

/** The value of the last key of a path, or what is wrong with it. */
function checkKey(
  found: unknown,
  table: Table,
  path: readonly string[],
): string | { readonly value: unknown; readonly problems: readonly string[] } {
  const key = path.at(-1) ?? ''
  const entry = Object.hasOwn(table, key) ? table[key] : undefined
  if (!entry) return unknownKey(path.join('.'), 'key', Object.keys(table))
  if (!isKind(entry)) {
    const { values, problems } = checkValues(found, entry, path)
    return { value: values, problems }
  }
  const value = entry.read(found)
  return value === undefined ? wrongValue(quoted(path), found, entry) : { value, problems: [] }
}

const quoted = (path: readonly string[]): string => `"${path.join('.')}"`
