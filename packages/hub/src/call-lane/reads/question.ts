import { createHash } from 'node:crypto'
import { type Call, exactParams, restrictedAction } from '@rookery/protocol'
import type { Client } from '../../clients/clients.js'
import type { ClientRights } from '../../options.js'
import type { CallRequest } from '../caller.js'
import { type CachedRead, cachedRead, tagsOf } from './cached-reads.js'
import { idOf } from './changes.js'

/** Largest call that is compared with others. */
const MAX_BYTES = 4 * 1024

/** What a read asks for; those with the same key are answered alike. */
export interface Question {
  readonly key: string
  /** Row of the table of kept answers, if its answer may be kept. */
  readonly row: CachedRead | undefined
  readonly tags: readonly string[]
  /** With `no_cache: true`: neither the hub's kept answer nor one that was asked for without it will do. */
  readonly isFresh: boolean
}

/**
 * Reads what a call asks for. Undefined for one that is always asked by itself: large ones, restricted actions, and `get_status`,
 * by which the state of this moment is wanted.
 */
export function questionOf({ call, caller }: CallRequest): Question | undefined {
  const { action, bytes } = call
  if (action === 'get_status' || bytes.length > MAX_BYTES || restrictedAction(action)) return undefined
  const params = paramsOf(call)
  if (!params) return undefined
  const row = cachedRead(action)
  const view = rightsKey(caller.client)
  const cached = row && cachedQuestion(action, params, row)
  if (cached) return { ...cached, key: `${cached.key} ${view}` }
  const { self_id, ...asked } = params
  return { key: `${action} ${canonical(asked)} ${view}`, row: undefined, tags: NO_TAGS, isFresh: false }
}

const NO_TAGS: readonly string[] = []

/** What a read of the table asks for; undefined where its ids are missing. */
function cachedQuestion(
  action: string,
  { self_id, no_cache, ...rest }: Readonly<Record<string, unknown>>,
  row: CachedRead,
): Question | undefined {
  const ids = { group: idOf(rest.group_id), user: idOf(rest.user_id) }
  const tags = tagsOf(row.shows, ids)
  const asked = { ...rest, ...namedIds(ids) }
  return tags && { key: `${action} ${canonical(asked)}`, row, tags, isFresh: isTrue(no_cache) }
}

function paramsOf(call: Call): Readonly<Record<string, unknown>> | undefined {
  try {
    return exactParams(call)
  } catch {
    return undefined
  }
}

/** Ids are the same as numbers and as text. */
const namedIds = ({ group, user }: { group: string | undefined; user: string | undefined }): object => ({
  ...(group !== undefined && { group_id: group }),
  ...(user !== undefined && { user_id: user }),
})

const isTrue = (value: unknown): boolean => value === true || value === 'true' || value === 1 || value === '1'

/** JSON with the keys in order, so that equal values have equal texts. Faster than a replacer of `JSON.stringify`. */
function canonical(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? ''
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  let text = ''
  for (const key of Object.keys(value).sort())
    text += `${JSON.stringify(key)}:${canonical(Reflect.get(value, key))},`
  return `{${text}}`
}

/** Keys of an entry in `clients:` that have no say in what a read is answered. All others count as rights. */
const NO_RIGHTS: ReadonlySet<string> = new Set([
  ...['name', 'type', 'url', 'apiUrl', 'eventUrl', 'token', 'tokenSha256', 'expiresAt', 'lines'],
  ...['secret', 'ca', 'timeoutMs', 'retries', 'breaker'],
  ...['seq', 'confirm', 'slow', 'since', 'history', 'selfMessages', 'messageFormat', 'clientStatus'],
])

const known = new WeakMap<ClientRights, string>()

const LONGEST_KEY = 200

/** The rights of a client as a text, the same for clients with equal rights; of long lists it is a digest. */
export function rightsKey({ kind, rights }: Pick<Client, 'kind' | 'rights'>): string {
  if (kind !== 'configured') return ''
  const key = known.get(rights) ?? keyOf(rights)
  known.set(rights, key)
  return key
}

function keyOf(rights: ClientRights): string {
  const entries = Object.entries(rights).filter(
    ([name, value]) => !NO_RIGHTS.has(name) && value !== undefined,
  )
  const key = entries.length === 0 ? '' : canonical(Object.fromEntries(entries))
  return key.length <= LONGEST_KEY ? key : createHash('sha256').update(key).digest('base64url')
}
