import { conversationKey, type Incoming } from '../events/incoming.js'
import { type Job, Mailboxes } from '../mailboxes.js'
import { Conversations } from './conversations.js'

/** Who waits for whom: a mailbox for each user in each chat, and one for a group while a conversation is open for all of it. */
export class Places {
  readonly conversations = new Conversations()
  readonly #mailboxes = new Mailboxes()

  /** Handles an event when it has its turn. */
  post(incoming: Incoming, handle: Job): void {
    this.#post(this.#mailboxOf(incoming), incoming, handle)
  }

  /** Handles an event behind what the same user wrote, whatever else is open. */
  postOwn(incoming: Incoming, handle: Job): void {
    this.#mailboxes.post(conversationKey(incoming), handle)
  }

  /** Whether an event would have to wait. */
  isBusy(incoming: Incoming): boolean {
    return this.#mailboxes.isBusy(this.#mailboxOf(incoming))
  }

  /** Keeps the events of a place waiting. */
  hold(key: string, until: Promise<void>): void {
    this.#mailboxes.post(key, () => until)
  }

  /** Behind what the same user wrote; else with the group. */
  #mailboxOf(incoming: Incoming): string {
    const own = conversationKey(incoming)
    if (this.#mailboxes.size === 0 && this.conversations.size === 0) return own
    if (this.#mailboxes.isBusy(own) || this.conversations.has(own)) return own
    const group = conversationKey(incoming, 'group')
    return this.conversations.has(group) || this.#mailboxes.isBusy(group) ? group : own
  }

  /** What became another's business while it waited for its turn goes to the end of that one's mailbox. */
  #post(key: string, incoming: Incoming, handle: Job): void {
    this.#mailboxes.post(key, () => {
      const place = this.conversations.at(incoming)?.key ?? conversationKey(incoming)
      if (place === key) return handle()
      this.#post(place, incoming, handle)
      return undefined
    })
  }
}
