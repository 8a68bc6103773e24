import { readFilter } from '@rookery/hub'
import { isObject } from '@rookery/schema'
import type { FilterFile, FilterFileProblem, FilterSource } from './filter-source.js'

/** Lists of applications in the files of OneBotFilter, older ones by the meaning of their patterns. */
const LISTS = ['whitelist', 'blacklist', 'bot-apps'] as const
type List = (typeof LISTS)[number]

/** Whether a file is one of OneBotFilter. */
export const isBotFilter = (file: FilterSource): boolean => LISTS.some((list) => Object.hasOwn(file, list))

/** Converts the entry of an application in a file of OneBotFilter. Only messages are filtered; prefixes always pass. */
export function sourceOfBotFilter(content: FilterSource, file: string, name: string | undefined): FilterFile {
  const apps = LISTS.flatMap((list) => appsOf(content, list))
  const names = apps.map(({ app }) => `${file}#${String(app.name)}`)
  const found = name === undefined ? apps : apps.filter(({ app }) => String(app.name) === name)
  const [first, second] = found
  if (!first || second) {
    const many = `${file}, which has ${apps.length} applications`
    return fault(
      name === undefined ? many : `the application "${name}"`,
      names.join(', ') || 'a file with applications',
    )
  }
  const source =
    first.list === 'bot-apps' ? sourceOfApp(first.app, content) : sourceOfPatterns(first.app, first.list)
  if ('found' in source) return { problems: [source as FilterFileProblem] }
  const { issues } = readFilter(source)
  if (!issues) return { source }
  return { problems: issues.map((each) => ({ found: `${file}: ${each.found}`, allowed: each.allowed })) }
}

const fault = (found: string, allowed: string): FilterFile => ({ problems: [{ found, allowed }] })

interface App {
  readonly list: List
  readonly app: FilterSource
}

function appsOf(content: FilterSource, list: List): readonly App[] {
  const entries = content[list]
  return Array.isArray(entries) ? entries.filter(isObject).map((app) => ({ list, app })) : []
}

const NOTHING = { not: {} }

/** An older entry: patterns of what may pass, or of what may not. */
function sourceOfPatterns({ filters, prefix }: FilterSource, list: 'whitelist' | 'blacklist'): FilterSource {
  const rule = { mode: list, filters, prefix: prefix === null || prefix === undefined ? [] : [prefix] }
  return { or: [{ raw_message: null }, textRule(rule)] }
}

/** A newer entry: rules of ids, and rules of texts for each kind of chat. */
function sourceOfApp(app: FilterSource, content: FilterSource): FilterSource | FilterFileProblem {
  const server = isObject(content.server) ? content.server : {}
  const defaults = isObject(server.default) ? server.default : {}
  const user = idRule('user_id', chosen(app['user-id'], defaults['user-id']))
  const group = idRule('group_id', chosen(app['group-id'], defaults['group-id']))
  const inPrivate = chosen(app['private-message'], app.message)
  const inGroups = chosen(app['group-message'], app.message)
  for (const rule of [inPrivate, inGroups]) {
    const by = rule['prefix-replace']
    if (by !== undefined && by !== null && by !== '')
      return {
        found: `prefix-replace: ${JSON.stringify(by)}`,
        allowed: 'no prefix-replace; strip_prefix cuts the prefix',
      }
  }
  return {
    or: [
      { not: { message_type: ['private', 'group'] } },
      { message_type: 'private', and: [user, textRule(inPrivate)] },
      { message_type: 'group', and: [group, user, textRule(inGroups)] },
    ],
  }
}

/** A rule, unless it defers to another one. */
function chosen(rule: unknown, otherwise: unknown): FilterSource {
  const own = isObject(rule) ? rule : {}
  const defers = own.mode === undefined || own.mode === '' || own.mode === 'default'
  return defers ? (isObject(otherwise) ? otherwise : {}) : own
}

function idRule(field: string, { mode = 'on', ids }: FilterSource): FilterSource {
  const list = Array.isArray(ids) ? ids : []
  if (mode === 'off') return NOTHING
  if (mode === 'whitelist') return { [field]: { in: list } }
  return mode === 'blacklist' ? { not: { [field]: { in: list } } } : {}
}

function textRule({ mode = 'on', filters, prefix }: FilterSource): FilterSource {
  if (mode === 'off') return NOTHING
  if (mode !== 'whitelist' && mode !== 'blacklist') return {}
  const patterns = textsOf(filters)
  const prefixes = textsOf(prefix)
  const matches = patterns.length > 0 ? { raw_message: { regex: patterns } } : NOTHING
  const begins = prefixes.length > 0 ? [{ raw_message: { prefix: prefixes } }] : []
  return { or: [...begins, mode === 'whitelist' ? matches : { not: matches }] }
}

/** Texts that are not empty; one alone may stand without a list. */
const textsOf = (value: unknown): readonly string[] =>
  (Array.isArray(value) ? value : [value])
    .filter((each) => each !== undefined && each !== null && each !== '')
    .map(String)
