import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { readFilter } from '@rookery/hub'
import type { Schema } from '@rookery/schema'
import { readYamlFile } from '@rookery/yaml-file'
import { exactValue } from './exact-value.js'
import type { FilterFile, FilterSource } from './filter-source.js'
import { isBotFilter, sourceOfBotFilter } from './one-bot-filter.js'

const ALLOWED = 'the path of a readable file with a filter, in YAML or JSON'

/** Reads a filter from a file: one of ours, of go-cqhttp or, by `file#name`, of OneBotFilter. */
export function readFilterFile(path: string, directory: string): FilterFile {
  const [file = '', name] = splitName(path)
  const text = readText(resolve(directory, file))
  if (typeof text !== 'string')
    return { problems: [{ found: `${JSON.stringify(path)}, ${text.fault}`, allowed: ALLOWED }] }
  const { content, problems } = readYamlFile(text, { schema: anyMap }, { file })
  if (!content) {
    return {
      problems: problems.map(({ line, column, found, allowed }) => ({
        found: `${file}:${line}:${column}: ${found}`,
        allowed,
      })),
    }
  }
  return isBotFilter(content) ? sourceOfBotFilter(content, file, name) : ownFilter(content, file)
}

/** The name behind the last `#`, as in `filters.yaml#bot`. */
function splitName(path: string): readonly [file: string, name?: string] {
  const at = path.lastIndexOf('#')
  return at < 0 ? [path] : [path.slice(0, at), path.slice(at + 1)]
}

const anyMap: Schema<FilterSource> = {
  kind: 'object',
  parse(node, { addIssue, describe }) {
    if (node.kind === 'object') return exactValue(node) as FilterSource
    addIssue({ ...node.at, found: describe(node, 'value'), allowed: 'a map' })
    return undefined
  },
}

function ownFilter(source: FilterSource, file: string): FilterFile {
  const { issues } = readFilter(source)
  if (!issues) return { source }
  return {
    problems: issues.map(({ path, found, allowed }) => ({
      found: `${file}: ${path.join('.')}: ${found}`,
      allowed,
    })),
  }
}

function readText(path: string): string | { readonly fault: string } {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
    return { fault: code === 'ENOENT' ? 'but no such file is there' : `which cannot be read (${code})` }
  }
}
