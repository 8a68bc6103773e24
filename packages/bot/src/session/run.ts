import { Conversation, ConversationEnded } from '../conversations/conversation.js'
import type { Conversations } from '../conversations/conversations.js'
import { BotUsageError } from '../errors.js'
import { conversationKey, type Incoming, type IncomingChat } from '../events/incoming.js'

/** Ends a handler early, on purpose. */
export class Finished {
  /** Reprocess the event with another message in the place of its own. */
  readonly switchTo: string | undefined

  constructor(switchTo?: string) {
    this.switchTo = switchTo
  }
}

export interface RunSettings {
  /** Whose answers count: of the user who began, or of everybody in the group. */
  readonly of?: 'user' | 'group'
  /** What is let through while it waits. */
  readonly passes?: (incoming: IncomingChat) => boolean
  /** One that may not ask. */
  readonly silent?: boolean
  /** Told when it begins to wait for an answer, and when it has one. */
  readonly onWaiting?: (isWaiting: boolean) => void
}

/** One handler at work on one event. It becomes a conversation when it asks. */
export class Run {
  readonly incoming: Incoming
  readonly #settings: RunSettings
  readonly #conversations: Conversations
  #conversation: Conversation | undefined
  #release: () => void = () => {}
  #isOver = false

  constructor(incoming: Incoming, conversations: Conversations, settings: RunSettings = {}) {
    this.incoming = incoming
    this.#conversations = conversations
    this.#settings = settings
  }

  /** Runs the handler; settles when it is done, or asks for the first time. It never rejects. */
  start(handler: () => Promise<void>): Promise<void> {
    return new Promise((resolve) => {
      this.#release = resolve
      handler().then(
        () => this.#done(),
        () => this.#done(),
      )
    })
  }

  /** The conversation, which begins now if it has not. @throws BotUsageError for a handler that may not ask */
  conversation(): Conversation {
    if (this.#settings.silent) {
      throw new BotUsageError('may_not_ask', 'a privileged command cannot ask: the answer would go elsewhere')
    }
    // A handler that was let go, or did not wait for its own work, has nobody left to ask.
    if (this.#isOver) throw new ConversationEnded('closed')
    if (this.#conversation) return this.#conversation
    const { of = 'user', passes } = this.#settings
    const conversation = new Conversation(conversationKey(this.incoming, of), passes)
    this.#conversations.open(conversation)
    this.#conversation = conversation
    void conversation.turn().then(() => this.#release())
    return conversation
  }

  /** Told when it begins to wait for an answer, and when it has one. */
  waiting(isWaiting: boolean): void {
    this.#settings.onWaiting?.(isWaiting)
  }

  #done(): void {
    this.#isOver = true
    if (this.#conversation) this.#conversations.close(this.#conversation)
    this.#release()
  }
}
