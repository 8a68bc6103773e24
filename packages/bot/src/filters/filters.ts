import { type Message, plainText } from '@rookery/protocol'
import { narrow } from '../arguments/numbers.js'
import type { AnswerVerdict } from '../conversations/ask-options.js'
import { toBoolean } from '../conversations/yes-or-no.js'
import { imageUrls } from '../message/images.js'

/** Says whether a value is right, and why not: for `validate`. */
export type Check<T> = (value: T) => AnswerVerdict

/** Runs all checks in turn; the first that fails stops them. */
const all =
  <T>(...checks: readonly Check<T>[]): Check<T> =>
  (value) => {
    for (const check of checks) {
      const verdict = check(value) ?? true
      if (verdict !== true) return verdict
    }
    return true
  }

/** Requires content: no empty text, list or message, and not blanks alone. */
const notEmpty =
  (reason?: string): Check<string | readonly unknown[]> =>
  (value) =>
    (typeof value === 'string' ? value.trim() : value).length > 0 || (reason ?? false)

/** Requires a length in letters or items, both limits included. An emoji is one letter. */
const fitSize =
  (min = 0, max = Number.POSITIVE_INFINITY, reason?: string): Check<string | readonly unknown[]> =>
  (value) => {
    const size = typeof value === 'string' ? [...value].length : value.length
    return (size >= min && size <= max) || (reason ?? false)
  }

/** Requires a match of the pattern anywhere in the text; for the whole text write `^…$`. */
const matchRegex =
  (pattern: RegExp, reason?: string): Check<string> =>
  (text) =>
    text.search(pattern) >= 0 || (reason ?? false)

type Ordered = number | string | Date
/** Widens a literal type: from `3` to `number`. */
type Wide<T extends Ordered> = T extends number ? number : T extends string ? string : Date

/** Requires a value between two limits, both included; undefined is no limit. */
const between =
  <T extends Ordered>(from?: T, until?: T, reason?: string): Check<Wide<T>> =>
  (value: Ordered) =>
    ((from === undefined || value >= from) && (until === undefined || value <= until)) || (reason ?? false)

/** Requires that the function returns exactly `true`. */
const ensureTrue =
  <T>(test: (value: T) => unknown, reason?: string): Check<T> =>
  (value) =>
    test(value) === true || (reason ?? false)

const textOf = (from: string | Message): string => (typeof from === 'string' ? from : plainText(from))

/**
 * Numbers in a text, with their signs: `1 2.5 -3` gives 1, 2.5 and -3. Full-width digits count. A hyphen between two
 * digits is no sign: `3-5` gives 3 and 5. Text inside segments does not count.
 */
const extractNumbers = (from: string | Message): number[] =>
  [
    ...narrow(textOf(from)).matchAll(/(?:(?<![\d.])[+-])?(?:\d+(?:\.\d+)?|\.\d+)(?:e[+-]?\d{1,3}(?!\d))?/gi),
  ].map(([digits]) => Number(digits))

/** Addresses of the pictures in a message, including market faces that have one. */
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
