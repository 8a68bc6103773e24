import { didYouMean } from '@rookery/protocol'
import { wrongValue } from '../checks/check-options.js'
import type { Checked } from './check-values.js'
import { isKind, type Table } from './config-keys.js'

/** Set to 1 by `rookery dev`: what nobody takes is explained to the sandbox. It is no part of an author's config. */
export const EXPLAIN_VARIABLE = 'ROOKERY_EXPLAIN'

/** Variables of the environment. */
export type Environment = Readonly<Record<string, string | undefined>>

const PREFIX = 'ROOKERY_'
const PLUGIN = /^ROOKERY_PLUGIN_([A-Z0-9_]+?)__([A-Z0-9_]+)$/

/** What the environment says; an empty variable says nothing. A name that is nearly one of ours is a mistake. */
export function readEnvironment(env: Environment, table: Table): Checked {
  const variables = variablesOf(table)
  const values: Record<string, unknown> = {}
  const problems: string[] = []
  for (const [name, text] of Object.entries(env)) {
    if (!text || !name.startsWith(PREFIX) || name === EXPLAIN_VARIABLE) continue
    const path = variables.get(name)
    const [, plugin, key] = PLUGIN.exec(name) ?? []
    const problem =
      path !== undefined
        ? take(name, text, entryAt(table, path), (value) => put(values, path, value))
        : plugin !== undefined && key !== undefined
          ? put(values, ['plugins', pluginName(plugin), camelCase(key)], text)
          : notRead(name, [...variables.keys()])
    if (problem !== undefined) problems.push(problem)
  }
  return { values, problems }
}

/** Reads one variable; gives what is wrong with it. */
function take(
  name: string,
  text: string,
  kind: Table[string] | undefined,
  found: (value: unknown) => void,
): string | undefined {
  if (!kind || !isKind(kind)) return undefined
  const given = kind.parse(text)
  const value = kind.read(given)
  if (value === undefined) return wrongValue(name, given, kind)
  found(value)
  return undefined
}

function notRead(name: string, known: readonly string[]): string | undefined {
  const meant = didYouMean(name, known)
  return meant === undefined ? undefined : `${name} is not read; ${meant}`
}

/** The path of each key by the name of its variable. */
function variablesOf(table: Table, path: readonly string[] = []): ReadonlyMap<string, readonly string[]> {
  return new Map(
    Object.entries(table).flatMap(([key, entry]): readonly (readonly [string, readonly string[]])[] => {
      const full = [...path, key]
      return isKind(entry) ? [[variableOf(full), full]] : [...variablesOf(entry, full)]
    }),
  )
}

const variableOf = (path: readonly string[]): string =>
  PREFIX + path.map((key) => key.replaceAll(/[A-Z]/g, '_$&').toUpperCase()).join('_')

const pluginName = (name: string): string => name.toLowerCase().replaceAll('_', '-')

const camelCase = (name: string): string =>
  name.toLowerCase().replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase())

const entryAt = (table: Table, path: readonly string[]) =>
  path.reduce<Table[string] | undefined>(
    (entry, key) => (entry && !isKind(entry) ? entry[key] : undefined),
    table,
  )

function put(
  values: Record<string, unknown>,
  [key = '', ...rest]: readonly string[],
  value: unknown,
): undefined {
  if (rest.length === 0) values[key] = value
  else {
    const inner = { ...(values[key] as Record<string, unknown> | undefined) }
    put(inner, rest, value)
    values[key] = inner
  }
}
