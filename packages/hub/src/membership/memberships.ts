import { makeCall, parseExact, type Reply } from '@rookery/protocol'
import { type Clock, steadyOf } from '@rookery/transport'
import { type Account, callLink } from '../accounts/accounts.js'
import { membersOf } from '../event-members/event-members.js'
import type { JournalEvent } from '../journal/journal.js'

/** Kind of chat that an account is in, by its list: a group, or a friend. */
export type Chats = 'groups' | 'friends'

/** An implementation has so long to give a list. */
const ANSWER_MS = 3_000
/** A list in which a chat is missing is asked for again after so long, and one that could not be had, too. */
const ASK_AGAIN_MS = 60_000
/** Chats of one list that are kept. */
const MOST_CHATS = 20_000

const LISTS = {
  groups: { action: 'get_group_list', id: 'group_id' },
  friends: { action: 'get_friend_list', id: 'user_id' },
} as const

interface List {
  /** Undefined while the implementation has not given it. */
  chats: Set<string> | undefined
  askedAt: number
  asking: Promise<void> | undefined
}

/**
 * Groups and friends of the accounts. A list is asked for when somebody needs it, and kept current by events and calls from
 * then on, until the account is interrupted.
 */
export class Memberships {
  readonly #lists = new Map<Account, Map<Chats, List>>()
  readonly #now: () => number

  constructor(clock: Clock) {
    this.#now = steadyOf(clock)
  }

  /** Whether any list is kept. */
  get isUsed(): boolean {
    return this.#lists.size > 0
  }

  /** Tells whether an account is in a chat; undefined while its list is not known. */
  has(account: Account, chats: Chats, id: string): boolean | undefined {
    return this.#lists.get(account)?.get(chats)?.chats?.has(id)
  }

  /**
   * Asks for the lists of accounts that are not known, or were asked for long ago, one call for all who ask at a time. Settles
   * when each was given, refused or not given in time.
   */
  async ask(accounts: readonly Account[], chats: Chats): Promise<void> {
    await Promise.all(accounts.map((account) => this.#askOne(account, chats)))
  }

  /** Keeps the lists of an account current by one of its events. */
  saw(account: Account, event: JournalEvent): void {
    const lists = event.isMessage ? undefined : this.#lists.get(account)
    if (!lists) return
    const { noticeType, subType, group, user } = membersOf(event)
    const groups = lists.get('groups')?.chats
    const isOwn = user === account.selfId || subType === 'kick_me' || subType === 'disband'
    if (group !== undefined && isOwn && noticeType === 'group_increase') groups?.add(group)
    if (group !== undefined && isOwn && noticeType === 'group_decrease') groups?.delete(group)
    if (noticeType === 'friend_add' && user !== undefined) lists.get('friends')?.chats?.add(user)
  }

  /** Keeps the lists of an account current by a call that took it out of a chat. */
  left(account: Account, action: string, target: string | undefined): void {
    const lists = this.#lists.get(account)
    if (!lists || target === undefined) return
    if (action === 'set_group_leave') lists.get('groups')?.chats?.delete(target)
    if (action === 'delete_friend') lists.get('friends')?.chats?.delete(target)
  }

  /** Forgets the lists of an account: events may have been missed. */
  forget(account: Account): void {
    this.#lists.delete(account)
  }

  async #askOne(account: Account, chats: Chats): Promise<void> {
    const list = this.#listOf(account, chats)
    const isDue = this.#now() - list.askedAt >= ASK_AGAIN_MS
    if (isDue && !list.asking) {
      list.askedAt = this.#now()
      list.asking = this.#read(account, chats, list).finally(() => {
        list.asking = undefined
      })
    }
    await list.asking
  }

  #listOf(account: Account, chats: Chats): List {
    const lists = this.#lists.get(account) ?? new Map<Chats, List>()
    this.#lists.set(account, lists)
    const list = lists.get(chats) ?? {
      chats: undefined,
      askedAt: Number.NEGATIVE_INFINITY,
      asking: undefined,
    }
    lists.set(chats, list)
    return list
  }

  async #read(account: Account, chats: Chats, list: List): Promise<void> {
    const { action, id } = LISTS[chats]
    const upstream = callLink(account)?.upstream
    if (!upstream) return
    const reply = await upstream.call(makeCall(action), { timeoutMs: ANSWER_MS })
    const ids = idsIn(reply, id)
    if (ids) list.chats = ids
  }
}

/** The ids in the list of a reply; undefined if it has none. */
function idsIn({ bytes }: Reply, name: string): Set<string> | undefined {
  const body = parsed(bytes)
  if (body?.status !== 'ok' || !Array.isArray(body.data)) return undefined
  const ids = new Set<string>()
  for (const each of body.data as unknown[]) {
    const id = (Object(each) as Readonly<Record<string, unknown>>)[name]
    if (typeof id === 'number' || typeof id === 'string') ids.add(String(id))
    if (ids.size >= MOST_CHATS) break
  }
  return ids
}

function parsed(bytes: Uint8Array): { readonly status?: unknown; readonly data?: unknown } | undefined {
  try {
    return Object(parseExact(Buffer.from(bytes).toString()))
  } catch {
    return undefined
  }
}
