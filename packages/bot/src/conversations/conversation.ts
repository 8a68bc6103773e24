import type { Clock } from '@rookery/transport'
import { BotUsageError } from '../errors.js'
import { conversationKey, type Incoming, type IncomingChat, type Work } from '../events/incoming.js'
import { imageUrls } from '../message/images.js'
import type { Outgoing } from '../message/outgoing.js'
import type { Texts } from '../texts/texts.js'
import type { AnswerMessage, QuestionKind } from './ask-options.js'
import { type Cancels, cancelsBy } from './cancellation.js'
import { ConversationEnded, type Ended } from './ended.js'
import { Question, type QuestionSender } from './question.js'
import type { ReadAnswer } from './read-value.js'
import type { RunSettings } from './run-settings.js'
import type { Expirable, Timeouts } from './timeouts.js'
import { wrongAnswerText } from './wrong-answer.js'

/** Parts of the bot that a conversation uses. */
export interface ConversationHost {
  readonly sessionTimeoutMs: number
  readonly texts: Texts
  readonly cancels: Cancels
  readonly clock: Clock
  readonly timeouts: Timeouts
  /** The conversations that are open. */
  readonly conversations: {
    has(key: string): boolean
    /** @throws ConversationEnded if asking is no longer allowed */
    open(conversation: Conversation): void
    close(conversation: Conversation): void
    kill(incoming: Incoming, except: Conversation): boolean
  }
  /** Mailboxes, where the messages of its key wait until its turn is over. */
  readonly mailboxes: {
    open(conversation: Conversation, turn: Promise<void>): void
    hold(key: string, turn: Promise<void>, at: Incoming): void
  }
}

/** Default retries: the third wrong answer ends the question, as in NoneBot. */
const RETRIES = 2

/**
 * State of a conversation. `working`: its handler runs, other messages of its key wait. `asking`: the next message is
 * the answer. `ended`: its handler still runs, but may not ask again. `done`: its handler has settled.
 */
type State =
  | { readonly is: 'working' }
  | Question
  | { readonly is: 'ended'; readonly why: Ended }
  | { readonly is: 'done' }

const WORKING: State = { is: 'working' }
const DONE: State = { is: 'done' }

/** A question that waited for its answer when a message arrived; the same one may have ended since. */
export interface PendingQuestion {
  readonly conversation: Conversation
  readonly isPending: () => boolean
}

/**
 * One handler at work on one event, which may ask. It is registered under its key with its first question. Its pending
 * question has no async frame of its own: 100 000 may wait at once.
 */
export class Conversation implements Expirable, Work {
  readonly incoming: Incoming
  readonly settings: RunSettings
  readonly before: Work | undefined
  readonly #host: ConversationHost
  #state: State = WORKING
  #isOpen = false
  #notes: Record<string, unknown> | undefined
  /** Question that was asked last. */
  #asked: Question | undefined
  /** Ends the turn: the next message of the key is handled. */
  #release: (() => void) | undefined

  constructor(incoming: Incoming, host: ConversationHost, settings: RunSettings = {}) {
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
    return this.#state.is === 'done'
  }

  /** Whether it has asked anything yet. */
  get hasAsked(): boolean {
    return this.#isOpen
  }

  /** Whether a question waits for its answer, or is being sent. */
  get isAsking(): boolean {
    return this.#state.is === 'asking' || (this.#state.is === 'working' && this.#asked?.stage === 'sending')
  }

  /** The question that waits for its answer; undefined if there is none. */
  get pending(): PendingQuestion | undefined {
    const question = this.#state
    if (question.is !== 'asking') return undefined
    return { conversation: this, isPending: () => this.#state === question }
  }

  /** Key of the conversation. */
  get key(): string {
    return conversationKey(this.incoming, this.settings.of)
  }

  /** Key of the user who started it. Differs from `key` when the conversation belongs to a whole group. */
  get opener(): string {
    return conversationKey(this.incoming)
  }

  /** The command or function that was registered; removing it ends the conversation. */
  get registered(): object | undefined {
    return this.settings.registered
  }

  /** Values that the handler keeps while it is at work. */
  get notes(): Record<string, unknown> {
    this.#notes ??= {}
    return this.#notes
  }

  /** Starts a turn. Settles when the handler next asks or is done; call it before anything that may end the turn. */
  turn(): Promise<void> {
    return new Promise((resolve) => {
      const release = this.#release
      this.#release = release ? both(release, resolve) : resolve
    })
  }

  /**
   * Asks until the answer is valid.
   *
   * @throws ConversationEnded if no answer comes. @throws BotUsageError for a handler that may not ask. @throws CallError
   */
  ask(
    prompt: Outgoing | undefined,
    read: ReadAnswer,
    kind: QuestionKind,
    sender: QuestionSender,
  ): Promise<unknown> {
    if (this.#asked && this.#asked.stage !== 'settled') return Promise.reject(asksAlready())
    return new Promise((settle) => {
      const question = new Question(read, kind, sender, settle)
      this.#asked = question
      this.#put(question, prompt).catch((error) => question.fail(error))
    })
  }

  /** Takes the pending answer. Settles when the handler asks again or is done. */
  answer(incoming: IncomingChat): Promise<void> {
    const turn = this.turn()
    const question = this.#stopAsking()
    if (question) this.#take(question, answerMessage(incoming)).catch((error) => question.fail(error))
    return turn
  }

  /** Ends the question because its time is up; the handler may still ask another. */
  expire(): void {
    this.#fail(this.#stopAsking(), 'expired')
  }

  /**
   * Ends it for good. The handler fails at once if it waits for an answer, else when it asks again. Returns false if it
   * was over already.
   */
  end(why: Ended): boolean {
    if (this.#state.is === 'ended' || this.#state.is === 'done') return false
    const question = this.#stopAsking()
    this.#state = { is: 'ended', why }
    this.#fail(question, why)
    return true
  }

  /** Ends another handler's conversation with the same user or group. Returns whether there was one. */
  killOthers(): boolean {
    return this.#host.conversations.kill(this.incoming, this)
  }

  /** Marks the handler as done, whatever its result. */
  done(): void {
    // A question that the handler did not await has nobody left to answer.
    const question = this.#stopAsking()
    this.#state = DONE
    if (this.#isOpen) this.#host.conversations.close(this)
    this.#letNext()
    question?.fail(new ConversationEnded('closed'))
  }

  async #put(question: Question, prompt: Outgoing | undefined): Promise<void> {
    // A question that may not be asked is not sent either.
    this.#assertMayAsk()
    question.stage = 'sending'
    if (prompt !== undefined && prompt !== '') await question.sender.say(prompt, question.kind)
    // The conversation may have ended while the question was being sent.
    this.#assertMayAsk()
    const { timeoutMs = this.#host.sessionTimeoutMs } = question.kind
    this.#state = question
    question.stage = 'waiting'
    question.bucket = this.#host.timeouts.add(this, timeoutMs)
    this.settings.onWaiting?.(true)
    this.#letNext()
  }

  async #take(question: Question, answer: AnswerMessage): Promise<void> {
    const { retries = RETRIES, cancel, isFreeText } = question.kind
    const { texts, cancels, clock } = this.#host
    const isCancelled = cancelsBy(cancel, cancels)(answer.text)
    if (isCancelled && isFreeText) throw new ConversationEnded('cancelled')
    const reading = await question.read(answer, clock.now())
    if (reading.is === 'value') return question.settle(reading.value)
    // A possible answer is an answer: "no" to a yes-or-no question cancels nothing.
    if (isCancelled) throw new ConversationEnded('cancelled')
    question.failures += 1
    if (question.failures > retries) throw new ConversationEnded('failed')
    const words = this.settings.command?.texts ?? texts
    await this.#put(question, wrongAnswerText(reading, answer, question.kind, words))
  }

  /**
   * Checks that the handler may ask, and opens the conversation with its first question.
   *
   * @throws BotUsageError, ConversationEnded if it may not ask
   */
  #assertMayAsk(): void {
    const { silent, yields } = this.settings
    const { conversations, mailboxes } = this.#host
    if (silent) throw mayNotAsk('that is privileged', 'the answer would go elsewhere')
    // A handler that was abandoned, or did not await its own work, may not ask any more.
    if (this.#state.is === 'done') throw new ConversationEnded('closed')
    if (this.#state.is === 'ended') throw new ConversationEnded(this.#state.why)
    if (this.#isOpen) return
    if (yields && conversations.has(this.key)) throw mayNotAsk('that passes a question', 'it would end that')
    conversations.open(this)
    this.#isOpen = true
    // A message that arrives while the question is being sent is its answer.
    mailboxes.open(this, this.turn())
  }

  #stopAsking(): Question | undefined {
    if (this.#state.is !== 'asking') return undefined
    const question = this.#state
    this.#state = WORKING
    question.stage = 'reading'
    question.bucket?.remove(this)
    this.settings.onWaiting?.(false)
    return question
  }

  /** Resumes the handler without an answer; messages that arrive meanwhile wait. */
  #fail(question: Question | undefined, why: Ended): void {
    if (!question) return
    this.#host.mailboxes.hold(this.key, this.turn(), this.incoming)
    question.fail(new ConversationEnded(why))
  }

  #letNext(): void {
    const release = this.#release
    this.#release = undefined
    release?.()
  }
}

const both = (first: () => void, second: () => void) => (): void => {
  first()
  second()
}

const asksAlready = (): BotUsageError =>
  new BotUsageError(
    'may_not_ask',
    'a handler has one question at a time: await its answer before you ask the next one',
  )

const mayNotAsk = (which: string, why: string): BotUsageError =>
  new BotUsageError('may_not_ask', `a command ${which} cannot ask: ${why}`)

/** A message as an answer. */
const answerMessage = ({ event, heard }: IncomingChat): AnswerMessage => ({
  ...heard,
  event,
  user_id: event.user_id,
  images: imageUrls(heard.message),
})
