import { either, handler, listOf, type OptionKind, text } from '../checks/option-kind.js'
import { isSendable } from './outgoing.js'

/** Something that can be sent. */
export const messageKind: OptionKind = { allowed: 'a text, or segments of msg', isRight: isSendable }

/** A text of the bot as an author may define it. */
export const expressionKind: OptionKind = {
  ...either(text, handler, listOf('a list of texts', text)),
  allowed: 'a text, a list of texts, or a function that makes one',
}
