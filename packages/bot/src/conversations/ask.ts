import { plainText } from '@rookery/protocol'
import type { IncomingChat } from '../events/incoming.js'
import type { Outgoing, SendOptions } from '../session/outgoing.js'
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

/** What asking needs of a session. */
export interface Asker {
  readonly texts: Texts
  readonly cancels: Cancels
  /** Milliseconds since 1970. */
  readonly now: number
  /** Says something, if there is anything, and from then on takes messages of its place as answers. */
  say(prompt: Outgoing | undefined, options: SendOptions | undefined): Promise<unknown>
  /** Waits for the next message. @throws ConversationEnded */
  next(questioner: Questioner, timeoutMs: number | undefined): void
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

/** Asks until the answer is one. @throws ConversationEnded */
export function askUntil(
  asker: Asker,
  prompt: Outgoing | undefined,
  read: ReadAnswer,
  kind: QuestionKind,
): Promise<unknown> {
  return new Promise((resolve, reject) => {
    new Question(asker, read, kind, { resolve, reject }).ask(prompt)
  })
}

/** How a question ends. */
interface Settling {
  readonly resolve: (value: unknown) => void
  readonly reject: (error: unknown) => void
}

/**
 * A question that waits for its answer. Of these there may be a hundred thousand, so it is the one thing between the promise that the
 * handler waits for and the conversation: no function of ours waits beside it.
 */
class Question implements Questioner {
  readonly #asker: Asker
  readonly #read: ReadAnswer
  readonly #kind: QuestionKind
  readonly #settling: Settling
  #failures = 0

  constructor(asker: Asker, read: ReadAnswer, kind: QuestionKind, settling: Settling) {
    this.#asker = asker
    this.#read = read
    this.#kind = kind
    this.#settling = settling
  }

  ask(prompt: Outgoing | undefined): void {
    this.#ask(prompt).catch(this.#settling.reject)
  }

  answered(incoming: IncomingChat): void {
    this.#take(answerMessage(incoming)).catch(this.#settling.reject)
  }

  ended(error: ConversationEnded): void {
    this.#settling.reject(error)
  }

  async #ask(prompt: Outgoing | undefined): Promise<void> {
    await this.#asker.say(prompt, this.#kind)
    this.#asker.next(this, this.#kind.timeoutMs)
  }

  async #take(answer: AnswerMessage): Promise<void> {
    const { retries = RETRIES, cancel, isFreeText } = this.#kind
    const isCancelled = cancelsBy(cancel, this.#asker.cancels)(answer.text)
    if (isCancelled && isFreeText) throw new ConversationEnded('cancelled')
    const reading = await this.#read(answer, this.#asker.now)
    if (reading.is === 'value') return this.#settling.resolve(reading.value)
    // What could be an answer is one: "no" to a question for yes or no cancels nothing.
    if (isCancelled) throw new ConversationEnded('cancelled')
    this.#failures += 1
    if (this.#failures > retries) throw new ConversationEnded('failed')
    await this.#ask(whatIsWrong(reading, answer, this.#kind, this.#asker.texts))
  }
}

/** Waits for the next message. @throws ConversationEnded */
export const nextOf = (asker: Asker, timeoutMs: number | undefined): Promise<IncomingChat> =>
  new Promise((answered, ended) => asker.next({ answered, ended }, timeoutMs))

/** A message as an answer. */
export function answerMessage({ event, heard }: IncomingChat): AnswerMessage {
  return { ...heard, event, user_id: event.user_id, images: imagesOf(heard) }
}

/** The addresses of the images in a message. */
export const imagesOf = ({ message }: Pick<AnswerMessage, 'message'>): readonly string[] =>
  message.flatMap((segment) =>
    segment.type === 'image' && typeof segment.data?.url === 'string' ? [segment.data.url] : [],
  )

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
