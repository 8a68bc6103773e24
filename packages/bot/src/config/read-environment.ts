import { didYouMean } from '@rookery/protocol'
import {
  fromValue,
  type ScalarNode,
  type Schema,
  safeParse,
  type Table,
  type ValueNode,
} from '@rookery/schema'
import { describe, type ParsedConfig } from './parse-config.js'

/**
 * Variable that `rookery dev` sets to 1: the bot then explains messages that nothing takes to the sandbox. It is not part
 * of an author's config.
 */
export const EXPLAIN_VARIABLE = 'ROOKERY_EXPLAIN'

/** Variables of the environment. */
export type Environment = Readonly<Record<string, string | undefined>>

const PREFIX = 'ROOKERY_'
const PLUGIN = /^ROOKERY_PLUGIN_([A-Z0-9_]+?)__([A-Z0-9_]+)$/

/** Reads the variables of a table. An empty one counts as unset; a name close to one of ours is reported as a typo. */
export function readEnvironment(env: Environment, table: Table): ParsedConfig {
  const variables = variablesOf(table)
  const values: Record<string, unknown> = {}
  const problems: string[] = []
  for (const [name, text] of Object.entries(env)) {
    if (!text || !name.startsWith(PREFIX) || name === EXPLAIN_VARIABLE) continue
    const variable = variables.get(name)
    const [, plugin, key] = PLUGIN.exec(name) ?? []
    const problem =
      variable !== undefined
        ? take(name, text, variable.schema, (value) => put(values, variable.path, value))
        : plugin !== undefined && key !== undefined
          ? put(values, ['plugins', pluginName(plugin), camelCase(key)], text)
          : notRead(name, [...variables.keys()])
    if (problem !== undefined) problems.push(problem)
  }
  return { values, problems }
}

/** Reads one variable. Returns the problem with it, if any. */
function take(
  name: string,
  text: string,
  schema: Schema<unknown>,
  found: (value: unknown) => void,
): string | undefined {
  const result = safeParse(schema, nodeOf(text, schema), { describe })
  if (result.success) return found(result.data) as undefined
  return result.issues.map((issue) => `${name} must be ${issue.allowed}, found ${issue.found}`)[0]
}

/** A variable is a text that passes for any scalar; a list has commas between its items, and an object is JSON. */
function nodeOf(text: string, { kind }: Schema<unknown>): ValueNode {
  if (kind === 'object') return fromValue(jsonOr(text))
  return { ...scalarOf(text), items: text.split(',').map((item) => scalarOf(item.trim())) }
}

const scalarOf = (text: string): ScalarNode => ({
  kind: 'scalar',
  at: { path: '' },
  type: 'string',
  text,
  written: text,
  isFromEnv: true,
})

function jsonOr(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return text
  }
}

function notRead(name: string, known: readonly string[]): string | undefined {
  const meant = didYouMean(name, known)
  return meant === undefined ? undefined : `${name} is not read; ${meant}`
}

interface Variable {
  readonly path: readonly string[]
  readonly schema: Schema<unknown>
}

/** Finds the key of each variable, by its name. */
function variablesOf(table: Table, path: readonly string[] = []): ReadonlyMap<string, Variable> {
  return new Map(
    Object.entries(table).flatMap(([key, schema]): readonly (readonly [string, Variable])[] => {
      const full = [...path, key]
      return hasTable(schema)
        ? [...variablesOf(schema.table, full)]
        : [[variableOf(full), { path: full, schema }]]
    }),
  )
}

const hasTable = (schema: Schema<unknown>): schema is Schema<unknown> & { readonly table: Table } =>
  'table' in schema

const variableOf = (path: readonly string[]): string =>
  PREFIX + path.map((key) => key.replaceAll(/[A-Z]/g, '_$&').toUpperCase()).join('_')

const pluginName = (name: string): string => name.toLowerCase().replaceAll('_', '-')

const camelCase = (name: string): string =>
  name.toLowerCase().replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase())

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
