import { type Message, plainText } from '@rookery/protocol'
import { endsWithSpace } from '../message/blanks.js'
import { restFrom, type Word, wordsOf } from './words.js'

/** What stands behind a command's name, with a place up to which it is read. */
export class Line {
  readonly message: Message
  /** The id of the message that is quoted. */
  readonly reply_id: string | undefined
  readonly #words: readonly Word[]
  #at = 0

  constructor(message: Message, reply_id?: string) {
    this.message = message
    this.reply_id = reply_id
    this.#words = wordsOf(message)
  }

  /** The next word; it stays. */
  get next(): Word | undefined {
    return this.#words[this.#at]
  }

  /** Takes the next word. */
  take(): Word | undefined {
    const word = this.#words[this.#at]
    if (word) this.#at += 1
    return word
  }

  /** Whether the next word is no text and follows another one without a blank. */
  isGluedSegment({ from }: Word): boolean {
    const text = this.message[from.segment]
    const isApart = text?.type !== 'text' || endsWithSpace(String(text.data?.text ?? ''))
    return !isApart && this.next?.is === 'segment' && this.next.from.segment === from.segment + 1
  }

  /** Takes everything from the next word on, as it was written. */
  takeRest(): Message {
    const { next } = this
    this.#at = this.#words.length
    return next ? restFrom(this.message, next.from) : []
  }
}

/** A word as a user would recognise it. */
export const shown = (word: Word): string => (word.is === 'text' ? word.text : `[${word.segment.type}]`)

/** Whether a message says anything in plain words. */
export const hasText = (message: Message): boolean => plainText(message).trim() !== ''
