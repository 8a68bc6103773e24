/** White space, as the inside of a class of a pattern: as `\s`, without the byte order mark, which has no width. */
export const SPACE = '\\t-\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000'
/** Characters without a width, which phones, input methods and copied text leave between letters. */
const INVISIBLE = '\\u200b-\\u200d\\u2060\\ufeff'
/** White space and characters without a width, as the inside of a class of a pattern. */
export const BLANK = SPACE + INVISIBLE

const INVISIBLES = new RegExp(`[${INVISIBLE}]`, 'g')
const INVISIBLE_AT_END = new RegExp(`[${INVISIBLE}]+$`)
const BLANKS_IN_FRONT = new RegExp(`^[${BLANK}]+`)
const BLANKS_ONLY = new RegExp(`^[${BLANK}]*$`)
const SPACE_AT_END = new RegExp(`[${SPACE}]$`)

/** Removes leading blanks, invisible ones included. */
export const trimFront = (text: string): string =>
  isLetter(text.charCodeAt(0)) ? text : text.replace(BLANKS_IN_FRONT, '')

/** Whether a text has no visible character. */
export const isBlankText = (text: string): boolean => !isLetter(text.charCodeAt(0)) && BLANKS_ONLY.test(text)

/** A printable character of ASCII or a common Chinese one, with which nearly every text begins. */
const isLetter = (code: number): boolean => (code > 0x20 && code < 0x7f) || (code >= 0x4e00 && code <= 0x9fff)

/** Removes invisible characters at the end of a word. */
export const trimEndOfWord = (word: string): string =>
  isInvisible(word.charCodeAt(word.length - 1)) ? word.replace(INVISIBLE_AT_END, '') : word

/** The same characters as above; hardly any word ends with one, and a comparison is cheaper than a pattern. */
const isInvisible = (code: number): boolean =>
  code >= 0x200b && (code <= 0x200d || code === 0x2060 || code === 0xfeff)

/** Whether a text ends with white space that can be seen. */
export const endsWithSpace = (text: string): boolean => SPACE_AT_END.test(text)

/** Removes invisible characters. A composed emoji falls apart, so texts of users stay as they are. */
export const visible = (text: string): string => text.replace(INVISIBLES, '')
