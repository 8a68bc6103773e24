import { type Chat, chatKey } from './chat.js'
import type { MessageKey } from './message-members.js'
import type { Sighting } from './sighting.js'

/**
 * Last known event of a chat before messages were missed: its last message from before the account was lost, or another
 * event if it had none, or, of a chat that is new since then, its first message.
 */
export interface ChatBase {
  /** Unix seconds of the event. */
  readonly time: number
  /** Its sequence, if messages have one. */
  readonly seq?: number
  /** Ids of the known messages of that second: others of it may have been missed. */
  readonly ids: ReadonlySet<string>
  /** True for the first event of the chat: others of its second may be older. */
  readonly isFirst?: boolean
}

/** Messages of one chat by their identity: the sequence, or where one lacks it, the id. */
export class MessageKeys {
  readonly #seqs = new Set<number>()
  readonly #ids = new Set<string>()
  readonly #idsWithoutSeq = new Set<string>()

  add({ seq, id }: MessageKey): void {
    if (seq !== undefined) this.#seqs.add(seq)
    else if (id !== undefined) this.#idsWithoutSeq.add(id)
    if (id !== undefined) this.#ids.add(id)
  }

  has({ seq, id }: MessageKey): boolean {
    if (seq === undefined) return id !== undefined && this.#ids.has(id)
    return this.#seqs.has(seq) || (id !== undefined && this.#idsWithoutSeq.has(id))
  }
}

interface Known {
  readonly chat: Chat
  /** The last message from before, and the last other event: its time may be that of another clock. */
  message: ChatBase | undefined
  notice: ChatBase | undefined
  /** The first message since. */
  first: ChatBase | undefined
  readonly since: MessageKeys
}

/** A chat, and from where on it is asked for. */
export interface AskedChat {
  readonly chat: Chat
  readonly base: ChatBase
}

/** Chats of an account, with what is known of each from before and after the account was lost. */
export class KnownChats {
  readonly #chats = new Map<string, Known>()
  #isListed = false

  /** Notes an event from before the account was lost; in any order. */
  before({ chat, time, key }: Sighting): void {
    const known = this.#of(chat)
    const base = key ? known.message : known.notice
    const isNewest = base === undefined || time > base.time
    const ids = new Set(isNewest ? [] : base.ids)
    if (key?.id !== undefined && (isNewest || time === base?.time)) ids.add(key.id)
    const seq = Math.max(base?.seq ?? 0, key?.seq ?? 0)
    known[key ? 'message' : 'notice'] = { time: isNewest ? time : base.time, ids, ...(seq > 0 && { seq }) }
  }

  /** Notes a message that came since; in any order. */
  since({ chat, time, key }: Sighting): void {
    if (!key || (this.#isListed && !this.#chats.has(chatKey(chat)))) return
    const known = this.#of(chat)
    known.since.add(key)
    const { first } = known
    const isOlder = !first || time < first.time || (time === first.time && (key.seq ?? 0) < (first.seq ?? 0))
    if (!isOlder) return
    const ids = new Set(key.id === undefined ? [] : [key.id])
    known.first = { time, ids, isFirst: true, ...(key.seq !== undefined && { seq: key.seq }) }
  }

  /** Tells whether a message came since the account was lost. */
  has(chat: Chat, key: MessageKey): boolean {
    return this.#chats.get(chatKey(chat))?.since.has(key) ?? false
  }

  /**
   * Lists the chats that were known before, and if wanted those that are new since, those with the latest event first. Other
   * chats are of no interest from then on.
   */
  list(withNew: boolean): readonly AskedChat[] {
    this.#isListed = true
    const listed: AskedChat[] = []
    for (const [key, { chat, message, notice, first }] of this.#chats) {
      const base = message ?? notice ?? (withNew ? first : undefined)
      if (base) listed.push({ chat, base })
      else this.#chats.delete(key)
    }
    return listed.sort((a, b) => b.base.time - a.base.time)
  }

  /** Forgets a chat that was asked for. */
  done(chat: Chat): void {
    this.#chats.delete(chatKey(chat))
  }

  #of(chat: Chat): Known {
    const key = chatKey(chat)
    const known = this.#chats.get(key) ?? {
      chat,
      message: undefined,
      notice: undefined,
      first: undefined,
      since: new MessageKeys(),
    }
    this.#chats.set(key, known)
    return known
  }
}
