import {
  either,
  flag,
  handler,
  type KindsOf,
  listOf,
  type OptionKind,
  options,
  text,
} from '../checks/option-kind.js'
import { isSendable, type SendOptions } from './outgoing.js'

/** Something that can be sent. */
export const messageKind: OptionKind = { allowed: 'a text, or segments of msg', isRight: isSendable }

/** A text of the bot as an author may define it. */
export const expressionKind: OptionKind = {
  ...either(text, handler, listOf('a list of texts', text)),
  allowed: 'a text, a list of texts, or a function that makes one',
}

/** Kinds of the options of a message that is sent. */
export const sendKinds: KindsOf<SendOptions> = { at: flag, quote: flag, private: flag }

/** Options of a message that is sent. */
export const sendOptions = options<SendOptions>(sendKinds)
