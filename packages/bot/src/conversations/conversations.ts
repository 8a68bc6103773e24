import { conversationKey, type Incoming, type IncomingChat } from '../events/incoming.js'
import type { Conversation, Ended } from './conversation.js'

/** Those that wait for an answer or run, by their place. */
export class Conversations {
  readonly #byKey = new Map<string, Conversation>()

  get size(): number {
    return this.#byKey.size
  }

  /** The key of the mailbox that an event goes to: its own conversation's, or that of its group where one is open. */
  keyOf(incoming: Incoming): string {
    const group = conversationKey(incoming, 'group')
    return this.#byKey.has(group) ? group : conversationKey(incoming)
  }

  /** The one that a message is the answer to. */
  waitingFor(incoming: IncomingChat): Conversation | undefined {
    const found =
      this.#byKey.get(conversationKey(incoming)) ?? this.#byKey.get(conversationKey(incoming, 'group'))
    return found?.isWaiting && !found.passes(incoming) ? found : undefined
  }

  /** Opens one in a place; one that was there is killed. */
  open(conversation: Conversation): void {
    this.#byKey.get(conversation.key)?.end('killed')
    this.#byKey.set(conversation.key, conversation)
  }

  close(conversation: Conversation): void {
    if (this.#byKey.get(conversation.key) === conversation) this.#byKey.delete(conversation.key)
    conversation.finish()
  }

  /** Ends the one in a place; whether there was one. */
  kill(incoming: Incoming): boolean {
    const found =
      this.#byKey.get(conversationKey(incoming)) ?? this.#byKey.get(conversationKey(incoming, 'group'))
    found?.end('killed')
    return found !== undefined
  }

  /** Ends all that wait. */
  endAll(why: Ended): void {
    for (const each of [...this.#byKey.values()]) each.end(why)
  }
}
