import type { Account } from '../accounts/account.js'
import { conversationKey, type Incoming } from '../events/incoming.js'
import type { Conversation, PendingQuestion } from './conversation.js'
import { ConversationEnded, type Ended } from './ended.js'

/** Open conversations, by key. */
export class Conversations {
  readonly #byKey = new Map<string, Conversation>()
  /** Owners removed while they were at work. */
  readonly #retired = new WeakSet<object>()
  #closedWhy: Ended | undefined

  get size(): number {
    return this.#byKey.size
  }

  /** Whether one is open under a key. */
  has(key: string): boolean {
    return this.#byKey.has(key)
  }

  get(key: string): Conversation | undefined {
    return this.#byKey.get(key)
  }

  /** The conversation that a message belongs to, the user's own before the group's. */
  at(incoming: Incoming): Conversation | undefined {
    if (this.#byKey.size === 0) return undefined
    return this.#byKey.get(conversationKey(incoming)) ?? this.#byKey.get(conversationKey(incoming, 'group'))
  }

  /** The question that a message would answer. */
  questionFor(incoming: Incoming): PendingQuestion | undefined {
    return this.at(incoming)?.pending
  }

  /**
   * Opens a conversation under its key; ends the one already there. @throws ConversationEnded if asking is no longer
   * allowed
   */
  open(conversation: Conversation): void {
    const { owner, key } = conversation
    if (this.#closedWhy) throw new ConversationEnded(this.#closedWhy)
    if (isObject(owner) && this.#retired.has(owner)) throw new ConversationEnded('unloaded')
    this.#byKey.get(key)?.end('killed')
    this.#byKey.set(key, conversation)
  }

  close(conversation: Conversation): void {
    const { key } = conversation
    if (this.#byKey.get(key) === conversation) this.#byKey.delete(key)
  }

  /**
   * Ends the conversation that a message belongs to, the user's own before the group's; `except` is left alone. Returns
   * whether there was one.
   */
  kill(incoming: Incoming, except?: Conversation): boolean {
    const own = this.#byKey.get(conversationKey(incoming))
    const groups = this.#byKey.get(conversationKey(incoming, 'group'))
    return [own, groups].some((each) => each !== except && each?.end('killed'))
  }

  /** Ends the conversations of an account. */
  endOf({ self_id }: Account, why: Ended): void {
    const ofAccount = `${self_id}/`
    this.#endWhere(({ key }) => key.startsWith(ofAccount), why)
  }

  /** Ends the conversations of an owner; it may not ask again. */
  retire(owner: object): void {
    this.#retired.add(owner)
    this.#endWhere((each) => each.owner === owner, 'unloaded')
  }

  /** Ends all conversations, and refuses new ones. */
  closeAll(why: Ended): void {
    this.#closedWhy = why
    this.#endWhere(() => true, why)
  }

  #endWhere(isMeant: (conversation: Conversation) => boolean, why: Ended): void {
    for (const each of [...this.#byKey.values()]) if (isMeant(each)) each.end(why)
  }
}

const isObject = (value: unknown): value is object =>
  (typeof value === 'object' && value !== null) || typeof value === 'function'
