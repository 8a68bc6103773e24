/** An item of a queue: who waits, and for which chat. */
export interface Queued {
  /** Identifies the client. */
  readonly client: object
  readonly chat: string
  /** Bytes that it holds while it waits. */
  readonly bytes: number
}

/** Sends of one client in the queue. */
interface Line<T> {
  /** By chat, the one that waits longest for its turn first; each in order of arrival. */
  readonly chats: Map<string, T[]>
  count: number
  bytes: number
}

/**
 * A queue that is fair and in order: clients take turns, and so do the chats of each of them; what one client sends to one chat
 * keeps its order.
 */
export class FairQueue<T extends Queued> {
  /** By client, the one that waits longest for its turn first. */
  readonly #lines = new Map<object, Line<T>>()
  #size = 0
  #bytes = 0

  get size(): number {
    return this.#size
  }

  get bytes(): number {
    return this.#bytes
  }

  add(item: T): void {
    const line = this.#lines.get(item.client) ?? { chats: new Map(), count: 0, bytes: 0 }
    this.#lines.set(item.client, line)
    const items = line.chats.get(item.chat)
    if (items) items.push(item)
    else line.chats.set(item.chat, [item])
    this.#count(line, 1, item.bytes)
  }

  /** Takes the next item, of those whose chat may be sent to. */
  take(mayLeave: (chat: string) => boolean): T | undefined {
    for (const [client, line] of this.#lines) {
      for (const [chat, items] of line.chats) {
        const [item] = items
        if (!item || !mayLeave(chat)) continue
        this.remove(item)
        this.#toTheEnd(client, chat)
        return item
      }
    }
    return undefined
  }

  /** Takes an item out; false if it is not there. */
  remove(item: T): boolean {
    const line = this.#lines.get(item.client)
    const items = line?.chats.get(item.chat)
    const at = items?.indexOf(item) ?? -1
    if (!line || !items || at < 0) return false
    items.splice(at, 1)
    if (items.length === 0) line.chats.delete(item.chat)
    this.#count(line, -1, -item.bytes)
    if (line.count === 0) this.#lines.delete(item.client)
    return true
  }

  /** Takes all items out, in order. */
  clear(): T[] {
    const items = [...this.#lines.values()].flatMap(({ chats }) => [...chats.values()].flat())
    this.#lines.clear()
    this.#size = this.#bytes = 0
    return items
  }

  /** The chats that somebody waits for. */
  *chats(): Iterable<string> {
    for (const { chats } of this.#lines.values()) yield* chats.keys()
  }

  /** What a client has in the queue. */
  of(client: object): { readonly count: number; readonly bytes: number } {
    return this.#lines.get(client) ?? NOTHING
  }

  /** Items that would leave before one that a client adds now: of all, and of those to a chat. */
  ahead(client: object, chat: string): { readonly all: number; readonly inChat: number } {
    const own = this.#lines.get(client)
    const all = own?.count ?? 0
    const inChat = own?.chats.get(chat)?.length ?? 0
    const ahead = { all, inChat }
    for (const [other, { count, chats }] of this.#lines) {
      if (other === client) continue
      ahead.all += Math.min(count, all + 1)
      ahead.inChat += Math.min(chats.get(chat)?.length ?? 0, inChat + 1)
    }
    return ahead
  }

  #count(line: Line<T>, items: number, bytes: number): void {
    line.count += items
    line.bytes += bytes
    this.#size += items
    this.#bytes += bytes
  }

  /** Lets the other clients, and the other chats of this one, have their turns first. */
  #toTheEnd(client: object, chat: string): void {
    const line = this.#lines.get(client)
    if (!line) return
    this.#lines.delete(client)
    this.#lines.set(client, line)
    const items = line.chats.get(chat)
    if (!items) return
    line.chats.delete(chat)
    line.chats.set(chat, items)
  }
}

const NOTHING = { count: 0, bytes: 0 }
