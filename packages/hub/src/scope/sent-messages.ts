import { readString, readText, scanObject } from '@rookery/protocol'

/** Messages of an account that are remembered. */
const MOST = 1_000

/** Remembers the newest messages that accounts sent, so that a reply to one of them can be told from other replies. */
export class SentMessages {
  readonly #ids = new Map<string, Set<string>>()
  #isWanted = false

  /** Whether somebody asks for them: otherwise none need be noted. */
  get isWanted(): boolean {
    return this.#isWanted
  }

  want(): void {
    this.#isWanted = true
  }

  has(account: string, messageId: string): boolean {
    return this.#ids.get(account)?.has(messageId) ?? false
  }

  /** Notes the message whose id is the member `message_id` of an object: an event, or the result of a call. */
  note(account: string, bytes: Uint8Array): void {
    const id = idIn(bytes)
    if (id === undefined) return
    const ids = this.#ids.get(account) ?? new Set()
    this.#ids.set(account, ids)
    ids.add(id)
    if (ids.size <= MOST) return
    for (const oldest of ids) {
      ids.delete(oldest)
      return
    }
  }

  forget(account: string): void {
    this.#ids.delete(account)
  }
}

function idIn(bytes: Uint8Array): string | undefined {
  const found = scanObject(bytes, { message_id: {} }).members.at(-1)
  if (!found) return undefined
  return readString(bytes, found.valueStart, found.end) ?? readText(bytes, found.valueStart, found.end)
}
