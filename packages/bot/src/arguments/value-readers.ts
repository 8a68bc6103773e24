import type { Id } from '@rookery/protocol'
import { imageOf } from '../message/images.js'
import { readDate } from './date.js'
import { readDuration } from './duration.js'
import type { Word } from './line.js'
import { narrow, readAmount, readNumber } from './numbers.js'
import type { ValueType, ValueTypes } from './value-types.js'

/** Types whose values are converted from one word; the others are taken as they are. */
export type WordType = Exclude<ValueType, 'text' | 'message' | 'reply'>

/** Reads a value from a word; undefined if it is not of that type. */
type WordReader<T> = (word: Word, now: number) => T | undefined

const text =
  <T>(read: (text: string, now: number) => T | undefined): WordReader<T> =>
  (word, now) =>
    word.is === 'text' ? read(word.text, now) : undefined

const readers: { readonly [T in WordType]: WordReader<ValueTypes[T]> } = {
  number: text(readAmount),
  int: text(readInt),
  user: (word) => (word.is === 'text' ? readId(word.text) : readAt(word)),
  group: text(readId),
  duration: text(readDuration),
  date: text(readDate),
  image: (word) => (word.is === 'segment' ? imageOf(word.segment) : undefined),
  boolean: text(readBoolean),
}

/** Every type that an argument may have. */
export const valueTypes: readonly ValueType[] = [
  'text',
  ...(Object.keys(readers) as WordType[]),
  'message',
  'reply',
]

/** Reads a word as a value of a type; undefined if it is not one. */
export const readWord = (type: WordType, word: Word, now: number): unknown => readers[type](word, now)

function readInt(word: string): number | undefined {
  const number = readNumber(word)
  return Number.isSafeInteger(number) ? number : undefined
}

/** Reads an id; one beyond 2^53 stays text, as it is in events. */
function readId(word: string): Id | undefined {
  const digits = /^@?(\d{1,20})$/.exec(narrow(word))?.[1]
  if (digits === undefined) return undefined
  const id = Number(digits)
  return Number.isSafeInteger(id) ? id : (digits as string & Id)
}

const readAt = (word: Word & { readonly is: 'segment' }): Id | undefined =>
  word.segment.type === 'at' ? readId(String(word.segment.data?.qq)) : undefined

const BOOLEANS: readonly (readonly [boolean, RegExp])[] = [
  [true, /^(?:true|yes|y|on|1|是|是的|对|开|开启|打开|好|好的|要)$/i],
  [false, /^(?:false|no|n|off|0|否|不|不是|不对|关|关闭|不好|不要)$/i],
]

function readBoolean(word: string): boolean | undefined {
  return BOOLEANS.find(([, pattern]) => pattern.test(narrow(word)))?.[0]
}
