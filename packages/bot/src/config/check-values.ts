import { didYouMean } from '@rookery/protocol'
import { isKind, type Table } from './config-keys.js'
import { isObject, type Kind } from './kinds.js'

/** Values that were read, and what is wrong with the others. */
export interface Checked {
  readonly values: Readonly<Record<string, unknown>>
  readonly problems: readonly string[]
}

/** Checks an object by a table; `where` stands in front of each problem. */
export function checkValues(found: unknown, table: Table, where: string, path = ''): Checked {
  if (!isObject(found)) {
    return { values: {}, problems: [`${where}: ${path || 'it'} must be an object, found ${shown(found)}`] }
  }
  const values: Record<string, unknown> = {}
  const problems: string[] = []
  for (const [key, value] of Object.entries(found)) {
    // What an editor wants to know, and what says nothing.
    if (value === undefined || (path === '' && key === '$schema')) continue
    const full = path === '' ? key : `${path}.${key}`
    const entry = Object.hasOwn(table, key) ? table[key] : undefined
    if (!entry) problems.push(`${where}: ${unknownKey(full, key, table)}`)
    else if (isKind(entry)) readKey(full, value, entry)
    else {
      const inner = checkValues(value, entry, where, full)
      values[key] = inner.values
      problems.push(...inner.problems)
    }

    function readKey(name: string, given: unknown, kind: Kind<unknown>): void {
      const read = kind.read(given)
      if (read === undefined) problems.push(`${where}: ${wrongValue(`"${name}"`, given, kind)}`)
      else values[key] = read
    }
  }
  return { values, problems }
}

/** What is wrong with a value that its kind does not allow. */
export const wrongValue = (name: string, found: unknown, { allowed, isSecret }: Kind<unknown>): string =>
  `${name} must be ${allowed}, found ${isSecret ? `${typeof found}, which is not shown` : shown(found)}`

function unknownKey(full: string, key: string, table: Table): string {
  const keys = Object.keys(table)
  const hint = didYouMean(key, keys) ?? `there are ${keys.join(', ')}`
  return `"${full}" is no key; ${hint}`
}

const MAX_SHOWN = 60

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? typeof value
  return text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text
}
