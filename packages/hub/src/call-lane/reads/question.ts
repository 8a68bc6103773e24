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
  const { self_id, no_cache, ...rest } = params
  const ids = { group: idOf(rest.group_id), user: idOf(rest.user_id) }
  const row = cachedRead(action)
  const tags = row && tagsOf(row.shows, ids)
  const isCached = row !== undefined && tags !== undefined
  const asked = isCached ? { ...rest, ...namedIds(ids) } : params
  const view = rightsKey(caller.client)
  return {
    key: `${action} ${canonical(isCached ? asked : { ...asked, self_id: undefined })} ${view}`,
    row: isCached ? row : undefined,
    tags: tags ?? [],
    isFresh: isCached && isTrue(no_cache),
  }
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

/** JSON with the keys in order, so that equal values have equal texts. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  )

/** Keys of an entry in `clients:` that have no say in what a read is answered. All others count as rights. */
const NO_RIGHTS: ReadonlySet<string> = new Set([
  ...['name', 'type', 'url', 'apiUrl', 'eventUrl', 'token', 'secret', 'ca', 'timeoutMs', 'retries'],
  ...['seq', 'confirm', 'slow', 'since', 'history', 'selfMessages', 'messageFormat', 'clientStatus'],
])

const known = new WeakMap<ClientRights, string>()

/** The rights of a client as a text, the same for clients with equal rights. */
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
  return entries.length === 0 ? '' : canonical(Object.fromEntries(entries))
}
