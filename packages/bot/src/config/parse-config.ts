import { type Describe, fromValue, type Issue, isObject, safeParse, toValue } from '@rookery/schema'
import { shown } from '../checks/shown.js'
import { configSchema, type ReadValues } from './config-schema.js'

/** Values that were parsed, and problems with the others. */
export interface ParsedConfig {
  readonly values: Readonly<Record<string, unknown>>
  readonly problems: readonly string[]
}

/** Parses the content of a config. */
export function parseConfig(found: unknown): ParsedConfig {
  const result = safeParse(configSchema, fromValue(withoutSchema(found)), { describe })
  if (result.success) return { values: result.data satisfies ReadValues, problems: [] }
  return { values: {}, problems: result.issues.map(problemOf) }
}

/** Leaves out `$schema`, which tells an editor what the file is. */
function withoutSchema(found: unknown): unknown {
  if (!isObject(found)) return found
  const { $schema: _, ...content } = found
  return content
}

function problemOf({ code, path, found, allowed, hint }: Issue): string {
  if (code === 'unrecognized_key') return `"${path}" is no key; ${hint ?? `there are ${allowed}`}`
  return `${path === '' ? 'it' : `"${path}"`} must be ${allowed}, found ${found}`
}

/** Names a value that is wrong. */
export const describe: Describe = (node, shows) => {
  const value = toValue(node)
  return shows === 'secret' ? `${typeof value}, which is not shown` : shown(value)
}
