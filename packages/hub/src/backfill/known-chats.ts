import { type Chat, chatKey } from './chat.js'
import type { MessageKey } from './message-members.js'
import type { Sighting } from './sighting.js'

/** The last that is known of a chat from before the account was lost. */
export interface ChatBase {
  /** Unix seconds of its last event. */
  readonly time: number
  /** Greatest sequence, if messages have one. */
  readonly seq?: number
  /** Ids of the messages of its last second: others of that second may have been missed. */
  readonly ids: ReadonlySet<string>
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
  base: ChatBase | undefined
  readonly since: MessageKeys
}

/** Chats of an account, with what is known of each from before and after the account was lost. */
export class KnownChats {
  readonly #chats = new Map<string, Known>()

  /** Notes an event from before the account was lost; in any order. */
  before({ chat, time, key }: Sighting): void {
    const known = this.#of(chat)
    const { base } = known
    const isNewest = base === undefined || time > base.time
    const ids = new Set(isNewest ? [] : base.ids)
    if (key?.id !== undefined && (isNewest || time === base?.time)) ids.add(key.id)
    const seq = Math.max(base?.seq ?? 0, key?.seq ?? 0)
    known.base = { time: isNewest ? time : base.time, ids, ...(seq > 0 && { seq }) }
  }

  /** Notes an event that came since. */
  since({ chat, key }: Sighting): void {
    if (key) this.#of(chat).since.add(key)
  }

  /** Whether a message came since the account was lost. */
  has(chat: Chat, key: MessageKey): boolean {
    return this.#chats.get(chatKey(chat))?.since.has(key) ?? false
  }

  /** Chats that were known before, those with the latest event first. */
  latestFirst(): readonly { readonly chat: Chat; readonly base: ChatBase }[] {
    return [...this.#chats.values()]
      .flatMap(({ chat, base }) => (base ? [{ chat, base }] : []))
      .sort((a, b) => b.base.time - a.base.time)
  }

  #of(chat: Chat): Known {
    const key = chatKey(chat)
    const known = this.#chats.get(key) ?? { chat, base: undefined, since: new MessageKeys() }
    this.#chats.set(key, known)
    return known
  }
}
