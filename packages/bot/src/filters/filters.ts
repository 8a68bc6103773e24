import { type Message, plainText } from '@rookery/protocol'
import { narrow } from '../arguments/numbers.js'
import type { Verdict } from '../conversations/ask-options.js'
import { toBoolean } from '../conversations/yes-or-no.js'
import { imageUrls } from '../message/images.js'

/** Says whether a value is right, and why not: for `validate`. */
export type Check<T> = (value: T) => Verdict

/** All checks in turn; the first that is not content ends it. */
const all =
  <T>(...checks: readonly Check<T>[]): Check<T> =>
  (value) => {
    for (const check of checks) {
      const verdict = check(value) ?? true
      if (verdict !== true) return verdict
    }
    return true
  }

/** Something is there: no empty text, list or message, and no blanks alone. */
const notEmpty =
  (reason?: string): Check<string | readonly unknown[]> =>
  (value) =>
    (typeof value === 'string' ? value.trim() : value).length > 0 || (reason ?? false)

/** From so many to so many letters or items, both included. An emoji is one letter. */
const fitSize =
  (min = 0, max = Number.POSITIVE_INFINITY, reason?: string): Check<string | readonly unknown[]> =>
  (value) => {
    const size = typeof value === 'string' ? [...value].length : value.length
    return (size >= min && size <= max) || (reason ?? false)
  }

/** The pattern is found in the text; for the whole of it write `^…$`. */
const matchRegex =
  (pattern: RegExp, reason?: string): Check<string> =>
  (text) =>
    text.search(pattern) >= 0 || (reason ?? false)

type Ordered = number | string | Date
/** Of the number 3, any number. */
type Wide<T extends Ordered> = T extends number ? number : T extends string ? string : Date

/** Neither below the one nor above the other; what is undefined is no limit. */
const between =
  <T extends Ordered>(from?: T, until?: T, reason?: string): Check<Wide<T>> =>
  (value: Ordered) =>
    ((from === undefined || value >= from) && (until === undefined || value <= until)) || (reason ?? false)

/** The function says exactly `true`. */
const ensureTrue =
  <T>(test: (value: T) => unknown, reason?: string): Check<T> =>
  (value) =>
    test(value) === true || (reason ?? false)

const textOf = (from: string | Message): string => (typeof from === 'string' ? from : plainText(from))

/**
 * Every number in a text, with its sign: `1 2.5 -3` gives 1, 2.5 and -3. Full-width digits count. A hyphen between two
 * digits is none: `3-5` gives 3 and 5. What is inside segments is no text.
 */
const extractNumbers = (from: string | Message): number[] =>
  [
    ...narrow(textOf(from)).matchAll(/(?:(?<![\d.])[+-])?(?:\d+(?:\.\d+)?|\.\d+)(?:e[+-]?\d{1,3}(?!\d))?/gi),
  ].map(([digits]) => Number(digits))

/** The addresses of the pictures in a message; a market face is one where it has an address. */
const extractImageUrls = (message: Message): string[] => imageUrls(message)

/** The plain text of a message. */
const extractText = (message: Message): string => plainText(message)

/** The lines of a text that are not blank, without the blanks around them. */
const splitLines = (from: string | Message): string[] =>
  textOf(from)
    .split(/\r\n|\r|\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')

/**
 * Checks for `validate`, and ways to read an answer for `parse`.
 *
 * ```ts
 * await session.ask('几岁？', { as: 'int', validate: filters.between(0, 150, '年龄应在 0 到 150 之间') })
 * await session.ask('一行一个', { parse: filters.splitLines, validate: filters.notEmpty() })
 * ```
 */
export const filters = {
  all,
  notEmpty,
  fitSize,
  matchRegex,
  between,
  ensureTrue,
  extractNumbers,
  extractImageUrls,
  extractText,
  splitLines,
  toBoolean,
} as const
