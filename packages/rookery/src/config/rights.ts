import { createHash } from 'node:crypto'
import type { ChatList } from '@rookery/hub'
import {
  type AddIssue,
  array,
  boolean,
  child,
  itemsOf,
  object,
  partial,
  refine,
  type Schema,
  scalar,
  string,
  textOf,
  union,
  type ValueNode,
} from '@rookery/schema'
import { accountNumber, name } from './scalars.js'

/** A name of an action, or a pattern; `!` before it excludes. */
const actionPattern = string({
  pattern: /^!?[\w.*]+$/,
  allowed: 'the name of an action, or a pattern such as get_*, with ! before what is excluded',
})

const actions = refine(array(actionPattern), (patterns, node, { addIssue }) => {
  const included = patterns.filter((each) => !each.startsWith('!'))
  if (included.length === 0) {
    const found = patterns.length === 0 ? 'an empty list' : 'only what is excluded'
    addIssue({ ...node.at, found, allowed: 'some action at least; "*" for all but the restricted ones' })
    return false
  }
  return refuseContradictions(patterns, node, addIssue)
})

/** Reports names that an exclusion of the same list matches. */
function refuseContradictions(patterns: readonly string[], node: ValueNode, addIssue: AddIssue): boolean {
  let isFine = true
  for (const [index, each] of patterns.entries()) {
    if (each.startsWith('!') || each.includes('*')) continue
    const excluding = exclusionOf(each, patterns)
    if (excluding === undefined) continue
    const { at } = itemsOf(node)[index] ?? node
    addIssue({ ...at, found: `${each}, which "${excluding}" excludes`, allowed: 'one of the two' })
    isFine = false
  }
  return isFine
}

const exclusionOf = (action: string, patterns: readonly string[]): string | undefined =>
  patterns.find((each) => each.startsWith('!') && matches(each.slice(1), action))

const matches = (pattern: string, action: string): boolean =>
  new RegExp(`^${pattern.split('*').map(escaped).join('.*')}$`).test(action)

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')

const denied = refine(array(accountNumber), (ids, { at }, { addIssue }) => {
  if (ids.length === 0) addIssue({ ...at, found: 'an empty list', allowed: 'some id at least' })
  return ids.length > 0
})

/** Ids of groups or people: a list of those that are allowed, or `deny:` with those that are not. */
const chats: Schema<ChatList> = union([array(accountNumber), object({ deny: denied })])

const DATE = /^\d{4}-\d{2}-\d{2}$/
const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(?:Z|[+-]\d{2}:\d{2})?$/

/** A day, from its beginning in local time, or a time; in unix milliseconds. */
const expires = scalar({
  types: ['string'],
  parse: parseExpiry,
  allowed: 'a day such as 2027-01-01, or a time such as 2027-01-01T08:00:00+08:00',
})

function parseExpiry(text: string): number | undefined {
  const isDate = DATE.test(text)
  if (!isDate && !TIME.test(text)) return undefined
  const time = Date.parse(isDate ? `${text}T00:00` : text)
  if (Number.isNaN(time)) return undefined
  // `Date` takes the 30th of February for a day in March.
  const [year, month, day] = text.slice(0, 10).split('-').map(Number)
  const last = new Date(Date.UTC(year ?? 0, month ?? 0, 0)).getUTCDate()
  return (day ?? 0) <= last ? time : undefined
}

/** The SHA-256 of a token. Never printed. */
export const tokenSha256 = scalar({
  types: ['string', 'number'],
  parse: (text) => (/^[0-9a-f]{64}$/i.test(text) ? text.toLowerCase() : undefined),
  allowed: '64 hexadecimal digits in quotes, as rookery token prints them',
  isSecret: true,
})

/** Keys that say what a client may see and do. */
export const scopeKeys = partial({
  actions,
  read_only: boolean,
  groups: chats,
  users: chats,
  expires,
  allow: array(name),
})

/** Keys whose lines refusals name. */
const PLACED = ['actions', 'read_only', 'groups', 'users'] as const

/** Lines of the keys of an entry that refusals name; undefined if it has none of them. */
function linesOf(node: ValueNode): Readonly<Record<string, number>> | undefined {
  if (node.kind !== 'object') return undefined
  const lines = node.entries.flatMap(({ key, keyAt }) =>
    (PLACED as readonly string[]).includes(key) && keyAt.line !== undefined
      ? [[key, keyAt.line] as const]
      : [],
  )
  return lines.length === 0 ? undefined : Object.fromEntries(lines)
}

/** Adds to an entry the lines of its keys that refusals name. */
export function withLines<T extends object>(
  schema: Schema<T>,
): Schema<T & { readonly lines?: Readonly<Record<string, number>> }> {
  return {
    ...(schema.kind && { kind: schema.kind }),
    parse(node, context) {
      const entry = schema.parse(node, context)
      const lines = linesOf(node)
      return entry && (lines ? { ...entry, lines } : entry)
    },
  }
}

/** Checks what the keys of an entry say together. */
export function checkScopes(client: ValueNode, addIssue: AddIssue): void {
  const readOnly = child(client, 'read_only')
  const actionList = child(client, 'actions')
  if (textOf(readOnly) === 'true' && actionList) {
    const allowed = 'one of the two: read_only: true is short for actions: [get_*]'
    addIssue({ ...(readOnly?.at ?? client.at), found: 'read_only beside actions', allowed })
  }
  refuseBoth(itemsOf(child(client, 'allow')), actionList, addIssue)
  const [token, hash] = [child(client, 'token'), child(client, 'token_sha256')]
  if (token && hash) addIssue({ ...hash.at, found: 'token_sha256 beside token', allowed: 'one of the two' })
  if (token || hash || client.kind !== 'object' || child(client, 'type')) return
  addIssue({
    ...client.at,
    found: 'no key "token"',
    allowed: 'token, or token_sha256 as rookery token prints it',
  })
}

/** Reports actions in `allow` that `actions` excludes. */
function refuseBoth(
  allowed: readonly ValueNode[],
  actionList: ValueNode | undefined,
  addIssue: AddIssue,
): void {
  const patterns = itemsOf(actionList).flatMap((node) => textOf(node) ?? [])
  for (const node of allowed) {
    const excluding = exclusionOf(textOf(node) ?? '', patterns)
    if (excluding !== undefined)
      addIssue({
        ...node.at,
        found: `${textOf(node)}, which "${excluding}" in actions excludes`,
        allowed: 'one of the two',
      })
  }
}

/** The digest by which tokens are told apart, of an entry's token or its SHA-256. */
export function tokenDigest(client: ValueNode): string | undefined {
  const text = textOf(child(client, 'token'))
  if (text) return sha256(text)
  return textOf(child(client, 'token_sha256'))?.toLowerCase()
}

export const sha256 = (token: string): string => createHash('sha256').update(token, 'utf8').digest('hex')
