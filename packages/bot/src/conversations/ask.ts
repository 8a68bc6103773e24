import { plainText } from '@rookery/protocol'
import type { IncomingChat } from '../events/incoming.js'
import { imageUrls } from '../message/images.js'
import type { Outgoing, SendOptions } from '../message/outgoing.js'
import { render } from '../texts/render.js'
import { short } from '../texts/short.js'
import type { Said, Texts } from '../texts/texts.js'
import { typeNames } from '../texts/type-names.js'
import type { AnswerMessage, QuestionOptions } from './ask-options.js'
import { type Cancels, cancelsBy } from './cancellation.js'
import { ConversationEnded, type Questioner } from './conversation.js'
import type { Reading } from './read-value.js'

/** Three wrong answers end it, as in NoneBot. */
const RETRIES = 2

/** What asking needs of the handler at work. */
export interface Asker {
  readonly texts: Texts
  readonly cancels: Cancels
  /** Milliseconds since 1970. */
  readonly now: number
  /** From now on takes messages of its place as answers. @throws BotUsageError, ConversationEnded where it may not ask */
  conversation(): unknown
  /** Waits for the next message. @throws BotUsageError, ConversationEnded */
  next(questioner: Questioner, timeoutMs: number | undefined): void
}

/** What says the questions: a session. */
interface Sender {
  say(message: Outgoing, options?: SendOptions): Promise<unknown>
}

/** Reads an answer, or says what is wrong with it. */
export type ReadAnswer = (answer: AnswerMessage, now: number) => Reading | Promise<Reading>

/** How to ask, for whoever wrote the question. */
export interface QuestionKind extends QuestionOptions {
  /** Whether any text would be an answer, so that words which cancel must be looked for first. */
  readonly isFreeText: boolean
  /** What is asked for, as texts name it. */
  readonly name?: string
}

/**
 * Asks until the answer is one. Of these a hundred thousand may wait at once, so it is the one thing between the promise that a
 * handler waits for and its conversation: no function of ours waits beside it.
 */
export class Question implements Questioner {
  readonly #asker: Asker
  readonly #sender: Sender
  readonly #read: ReadAnswer
  readonly #kind: QuestionKind
  /** Settles the promise of `ask`; by a rejected one where there is no answer. */
  #settle: (outcome: unknown) => void = () => {}
  #failures = 0

  constructor(asker: Asker, sender: Sender, read: ReadAnswer, kind: QuestionKind) {
    this.#asker = asker
    this.#sender = sender
    this.#read = read
    this.#kind = kind
  }

  /** Asks, and gives the answer that is one. @throws ConversationEnded, CallError */
  ask(prompt: Outgoing | undefined): Promise<unknown> {
    return new Promise((settle) => {
      this.#settle = settle
      this.#try(this.#ask(prompt))
    })
  }

  answered(incoming: IncomingChat): void {
    this.#try(this.#take(answerMessage(incoming)))
  }

  ended(error: ConversationEnded): void {
    this.#settle(Promise.reject(error))
  }

  #try(step: Promise<void>): void {
    step.catch((error) => this.#settle(Promise.reject(error)))
  }

  async #ask(prompt: Outgoing | undefined): Promise<void> {
    // A question that may not be asked is not sent either.
    this.#asker.conversation()
    if (prompt !== undefined && prompt !== '') await this.#sender.say(prompt, this.#kind)
    this.#asker.next(this, this.#kind.timeoutMs)
  }

  async #take(answer: AnswerMessage): Promise<void> {
    const { retries = RETRIES, cancel, isFreeText } = this.#kind
    const isCancelled = cancelsBy(cancel, this.#asker.cancels)(answer.text)
    if (isCancelled && isFreeText) throw new ConversationEnded('cancelled')
    const reading = await this.#read(answer, this.#asker.now)
    if (reading.is === 'value') return this.#settle(reading.value)
    // What could be an answer is one: "no" to a question for yes or no cancels nothing.
    if (isCancelled) throw new ConversationEnded('cancelled')
    this.#failures += 1
    if (this.#failures > retries) throw new ConversationEnded('failed')
    await this.#ask(whatIsWrong(reading, answer, this.#kind, this.#asker.texts))
  }
}

/** A message as an answer. */
export function answerMessage({ event, heard }: IncomingChat): AnswerMessage {
  return { ...heard, event, user_id: event.user_id, images: imageUrls(heard.message) }
}

function whatIsWrong(
  reading: Exclude<Reading, { readonly is: 'value' }>,
  { message }: AnswerMessage,
  { onInvalid, name = '' }: QuestionKind,
  texts: Texts,
): Said {
  const text = plainText(message)
  const found = short(text === '' ? message.map(({ type }) => `[${type}]`).join('') : text)
  const reason = reading.is === 'refused' ? reading.reason : ''
  if (onInvalid !== undefined) return render(onInvalid, { found, reason })
  if (reading.is === 'wrong') {
    return texts.say('wrongAnswer', { name, type: typeNames[texts.language][reading.type], found })
  }
  return reason === '' ? texts.say('invalidAnswer', { found }) : texts.say('refusedAnswer', { found, reason })
}
