import { plainText } from '@rookery/protocol'
import type { IncomingChat } from '../events/incoming.js'
import type { Outgoing, SendOptions } from '../session/outgoing.js'
import { render } from '../texts/render.js'
import { short } from '../texts/short.js'
import type { Said, Texts } from '../texts/texts.js'
import { typeNames } from '../texts/type-names.js'
import type { AnswerMessage, QuestionOptions } from './ask-options.js'
import { type Cancels, cancelsBy } from './cancellation.js'
import { ConversationEnded } from './conversation.js'
import type { AnyAskOptions, Reading } from './read-value.js'

/** Three wrong answers end it, as in NoneBot. */
const RETRIES = 2

/** What asking needs of a session. */
export interface Asker {
  readonly texts: Texts
  readonly cancels: Cancels
  /** Says something, if there is anything, and from then on takes messages of its place as answers. */
  say(prompt: Outgoing | undefined, options: SendOptions | undefined): Promise<unknown>
  /** Waits for the next message. @throws ConversationEnded */
  next(timeoutMs: number | undefined): Promise<IncomingChat>
}

/** Reads an answer, or says what is wrong with it. */
export type ReadAnswer = (answer: AnswerMessage) => Reading | Promise<Reading>

/** How to ask, for whoever wrote the question. */
interface Question extends QuestionOptions {
  /** Whether any text would be an answer, so that words which cancel must be looked for first. */
  readonly isFreeText: boolean
  /** What is asked for, as texts name it. */
  readonly name?: string
}

/** Asks until the answer is one. @throws ConversationEnded */
export async function askUntil(
  asker: Asker,
  prompt: Outgoing | undefined,
  read: ReadAnswer,
  options: Question,
): Promise<unknown> {
  const { retries = RETRIES, timeoutMs, isFreeText } = options
  const cancels = cancelsBy(options.cancel, asker.cancels)
  let question = prompt
  for (let failures = 0; failures <= retries; failures++) {
    await asker.say(question, options)
    const answer = answerMessage(await asker.next(timeoutMs))
    const isCancelled = cancels(answer.text)
    if (isCancelled && isFreeText) throw new ConversationEnded('cancelled')
    const reading = await read(answer)
    if (reading.is === 'value') return reading.value
    // What could be an answer is one: "no" to a question for yes or no cancels nothing.
    if (isCancelled) throw new ConversationEnded('cancelled')
    question = whatIsWrong(reading, answer, options, asker.texts)
  }
  throw new ConversationEnded('failed')
}

/** Whether any text would be an answer, so that words which cancel must be looked for first. */
export const isFreeText = ({ as = 'text' }: AnyAskOptions): boolean => as === 'text' || as === 'message'

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
  { onInvalid, name = '' }: Question,
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
