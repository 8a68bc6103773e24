/** Characters without a width, which phones, input methods and copied text leave between letters. */
const INVISIBLE = /[\u200b-\u200d\u2060\ufeff]/g
const INVISIBLE_AT_END = /[\u200b-\u200d\u2060\ufeff]+$/

/** White space and characters without a width, as the inside of a class of a pattern. */
export const BLANK = '\\s\\u200b-\\u200d\\u2060'

const BLANKS_IN_FRONT = new RegExp(`^[${BLANK}]+`)
const BLANKS_ONLY = new RegExp(`^[${BLANK}]*$`)

/** A text without the blanks in front, those that nobody sees among them. */
export const trimFront = (text: string): string => text.replace(BLANKS_IN_FRONT, '')

/** Whether nothing of a text can be seen. */
export const isBlankText = (text: string): boolean => BLANKS_ONLY.test(text)

/** A word without what cannot be seen at its end. */
export const trimEndOfWord = (word: string): string => word.replace(INVISIBLE_AT_END, '')

/** A text without what cannot be seen. An emoji that is put together falls apart, so texts of users stay as they are. */
export const visible = (text: string): string => text.replace(INVISIBLE, '')
