import { didYouMean } from '@rookery/protocol'
import { type Checked, wrongValue } from './check-values.js'
import { isKind, type Table } from './config-keys.js'

/** Variables of the environment. */
export type Environment = Readonly<Record<string, string | undefined>>

const PREFIX = 'ROOKERY_'
const PLUGIN = /^ROOKERY_PLUGIN_([A-Z0-9_]+?)__([A-Z0-9_]+)$/

/** What the environment says; an empty variable says nothing. A name that is nearly one of ours is a mistake. */
export function readEnvironment(env: Environment, table: Table): Checked {
  const variables = variablesOf(table)
  const values: Record<string, unknown> = {}
  const problems: string[] = []
  for (const [name, path] of variables) {
    const text = env[name]
    const kind = entryAt(table, path)
    if (!text || !kind || !isKind(kind)) continue
    const given = kind.parse(text)
    const read = kind.read(given)
    if (read === undefined) problems.push(wrongValue(name, given, kind))
    else put(values, path, read)
  }
  for (const [name, text] of Object.entries(env)) {
    if (!text || !name.startsWith(PREFIX) || variables.has(name)) continue
    const [, plugin, key] = PLUGIN.exec(name) ?? []
    if (plugin !== undefined && key !== undefined) {
      put(values, ['plugins', pluginName(plugin), camelCase(key)], text)
      continue
    }
    const meant = didYouMean(name, [...variables.keys()])
    if (meant !== undefined) problems.push(`${name} is not read; ${meant}`)
  }
  return { values, problems }
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

function put(values: Record<string, unknown>, [key = '', ...rest]: readonly string[], value: unknown): void {
  if (rest.length === 0) values[key] = value
  else {
    const inner = { ...(values[key] as Record<string, unknown> | undefined) }
    put(inner, rest, value)
    values[key] = inner
  }
}
