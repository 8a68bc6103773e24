import type { TargetIdKind } from '@rookery/protocol'

/** Ids that are known at most, of new events and of older ones; those that were mentioned first are forgotten. */
const MOST_IDS = 20_000
const LONGEST_ID = 512

/** An id that names something of a chat: a message, a request, a file or a merged forward. */
export interface NamedId {
  readonly kind: TargetIdKind
  readonly id: string
}

/**
 * The ids that clients were sent in events of chats which they may see, or got for what they sent. Numbers of messages are
 * an account's own, so that each id belongs to an account.
 */
export class KnownIds {
  readonly #most: number
  readonly #ids = new Set<string>()
  /** Ids of older events, which must not drive out those of newer ones. */
  readonly #older = new Set<string>()

  constructor(most = MOST_IDS) {
    this.#most = most
  }

  get size(): number {
    return this.#ids.size + this.#older.size
  }

  /** Notes an id. `isOlder`: newer events of the account were noted before. */
  note(account: string, named: NamedId, isOlder = false): void {
    if (named.id === '' || named.id.length > LONGEST_ID) return
    const key = keyOf(account, named)
    if (isOlder && this.#ids.has(key)) return
    const ids = isOlder ? this.#older : this.#ids
    // Its last mention counts.
    this.#older.delete(key)
    ids.delete(key)
    ids.add(key)
    if (ids.size > this.#most) dropFirst(ids)
  }

  /** Forgets an id that something of a forbidden chat has, too. `isOlder`: newer events of the account were noted before. */
  forget(account: string, named: NamedId, isOlder = false): void {
    const key = keyOf(account, named)
    this.#older.delete(key)
    if (!isOlder) this.#ids.delete(key)
  }

  /** Whether an id is known. A merged forward is also named by the message that it is in. */
  has(account: string, { kind, id }: NamedId): boolean {
    if (this.#has(keyOf(account, { kind, id }))) return true
    return kind === 'forward' && this.#has(keyOf(account, { kind: 'message', id }))
  }

  #has(key: string): boolean {
    return this.#ids.has(key) || this.#older.has(key)
  }
}

function dropFirst(ids: Set<string>): void {
  for (const first of ids) {
    ids.delete(first)
    return
  }
}

const keyOf = (account: string, { kind, id }: NamedId): string => `${kind} ${account} ${id}`

/** The text of an id in a call or event; undefined if there is none, or it is neither text nor integer. */
export function idText(value: unknown): string | undefined {
  if (typeof value === 'string') return value === '' ? undefined : value
  return typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : undefined
}
