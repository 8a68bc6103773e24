import type { Clock } from '@rookery/transport'
import type { Asker } from '../conversations/ask.js'
import type { Cancels } from '../conversations/cancellation.js'
import {
  type Asking,
  Conversation,
  ConversationEnded,
  type Questioner,
} from '../conversations/conversation.js'
import type { Conversations } from '../conversations/conversations.js'
import type { Expiries } from '../conversations/expiries.js'
import { BotUsageError } from '../errors.js'
import { conversationKey, type Incoming, type Work } from '../events/incoming.js'
import type { Owner } from '../plugins/owner.js'
import type { Texts } from '../texts/texts.js'

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
  /** One that may not ask. */
  readonly silent?: boolean
  /** One that may not ask where another conversation is open: it was let past that. */
  readonly yields?: boolean
  /** Aborted when the handler is let go, because it took too long. */
  readonly signal?: () => AbortSignal
  /** Told when it begins to wait for an answer, and when it has one. */
  readonly onWaiting?: (isWaiting: boolean) => void
  /** Whose work it is, where that is not the handler; when it is taken back, so are its questions. */
  readonly owner?: object
  /** The plugin whose work it is. */
  readonly plugin?: Owner | undefined
  /** A command at work: who wrote it is told when it fails, in these texts. */
  readonly command?: { readonly name: string; readonly texts: Texts }
}

/** Where a run becomes a conversation. */
export interface RunHost {
  readonly sessionTimeoutMs: number
  readonly texts: Texts
  readonly cancels: Cancels
  readonly clock: Clock
  readonly expiries: Expiries
  readonly conversations: Conversations
  /** A conversation was opened, whose messages wait now. */
  opened(conversation: Conversation, until: Promise<void>): void
  /** Keeps the messages of a place waiting. */
  hold(key: string, until: Promise<void>, at: Incoming): void
}

/** The run of a plugin's handler is the plugin's. */
export const ownedBy = (plugin: Owner | undefined): RunSettings | undefined => plugin && { plugin }

/** One handler at work on one event. It becomes a conversation when it asks. */
export class Run implements Asking, Asker, Work {
  readonly incoming: Incoming
  readonly settings: RunSettings
  readonly before: Work | undefined
  readonly #host: RunHost
  #conversation: Conversation | undefined
  #state: Record<string, unknown> | undefined
  #release: () => void = NOTHING
  #isOver = false

  constructor(incoming: Incoming, host: RunHost, settings: RunSettings = {}) {
    this.incoming = incoming
    this.settings = settings
    this.#host = host
    this.before = incoming.latest
    incoming.latest = this
  }

  get name(): string {
    const { command, plugin } = this.settings
    if (command) return `command ${command.name}`
    return `a handler of ${this.incoming.names[0]}${plugin ? ` of plugin ${plugin.name}` : ''}`
  }

  get isOver(): boolean {
    return this.#isOver
  }

  /** Whether it has asked anything. */
  get hasAsked(): boolean {
    return this.#conversation !== undefined
  }

  /** Whatever the handler wants to keep for as long as it is at work. */
  get state(): Record<string, unknown> {
    this.#state ??= {}
    return this.#state
  }

  /** Settles when the handler is done, or asks for the first time. */
  turn(): Promise<void> {
    return new Promise((resolve) => {
      this.#release = resolve
    })
  }

  get opener(): string {
    return conversationKey(this.incoming)
  }

  get owner(): unknown {
    return this.settings.owner
  }

  goesOn(until: Promise<void>): void {
    if (this.#conversation) this.#host.hold(this.#conversation.key, until, this.incoming)
  }

  /**
   * The conversation, which begins now if it has not.
   *
   * @throws BotUsageError for a handler that may not ask. @throws ConversationEnded where nobody may any more
   */
  conversation(): Conversation {
    if (this.settings.silent) throw mayNotAsk('that is privileged', 'the answer would go elsewhere')
    // A handler that was let go, or did not wait for its own work, has nobody left to ask.
    if (this.#isOver) throw new ConversationEnded('closed')
    this.#conversation ??= this.#open()
    return this.#conversation
  }

  /** What its user is told is in these texts. */
  get texts(): Texts {
    return this.settings.command?.texts ?? this.#host.texts
  }

  get cancels(): Cancels {
    return this.#host.cancels
  }

  get now(): number {
    return this.#host.clock.now()
  }

  next(questioner: Questioner, timeoutMs = this.#host.sessionTimeoutMs): void {
    this.conversation().next(questioner, this.#host.expiries, timeoutMs)
  }

  /** Ends another's conversation in the same place; whether there was one. */
  killOthers(): boolean {
    return this.#host.conversations.kill(this.incoming, this.#conversation)
  }

  /** Told when it begins to wait for an answer, and when it has one. */
  waiting(isWaiting: boolean): void {
    this.settings.onWaiting?.(isWaiting)
  }

  /** The handler is done, whatever came of it. */
  done(): void {
    this.#isOver = true
    if (this.#conversation) this.#host.conversations.close(this.#conversation)
    this.#let()
  }

  #open(): Conversation {
    const key = conversationKey(this.incoming, this.settings.of)
    if (this.settings.yields && this.#host.conversations.has(key))
      throw mayNotAsk('that passes a question', 'it would end that')
    const conversation = new Conversation(key, this)
    this.#host.conversations.open(conversation)
    // What is said while the question is on its way is the answer to it.
    const turn = conversation.turn()
    this.#host.opened(conversation, turn)
    void turn.then(() => this.#let())
    return conversation
  }

  /** Lets the next message have its turn. */
  #let(): void {
    this.#release()
    this.#release = NOTHING
  }
}

const NOTHING = (): void => {}

const mayNotAsk = (which: string, why: string): BotUsageError =>
  new BotUsageError('may_not_ask', `a command ${which} cannot ask: ${why}`)
