import { plainText } from '@rookery/protocol'
import type { Outgoing } from '../message/outgoing.js'
import { render } from '../texts/render.js'
import { short, type Texts } from '../texts/texts.js'
import { typeNames } from '../texts/type-names.js'
import type { AnswerMessage, QuestionKind } from './ask-options.js'
import type { AnswerReading } from './read-value.js'

/** Reply to a wrong answer: in the author's words if there are any, else in the bot's. */
export function wrongAnswerText(
  reading: Exclude<AnswerReading, { readonly is: 'value' }>,
  { message }: AnswerMessage,
  { onInvalid, name = '' }: QuestionKind,
  texts: Texts,
): Outgoing {
  const text = plainText(message)
  const found = short(text === '' ? message.map(({ type }) => `[${type}]`).join('') : text)
  const reason = reading.is === 'refused' ? reading.reason : ''
  if (onInvalid !== undefined) return render(onInvalid, { found, reason })
  if (reading.is === 'wrong') {
    return texts.say('wrongAnswer', { name, type: typeNames[texts.language][reading.type], found })
  }
  return reason === '' ? texts.say('invalidAnswer', { found }) : texts.say('refusedAnswer', { found, reason })
}
