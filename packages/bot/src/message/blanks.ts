/** White space, as the inside of a class of a pattern: as `\s`, without the byte order mark, which has no width. */
export const SPACE = '\\t-\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000'
/** Characters without a width, which phones, input methods and copied text leave between letters. */
const INVISIBLE = '\\u200b-\\u200d\\u2060\\ufeff'
/** Both. */
export const BLANK = SPACE + INVISIBLE

const INVISIBLES = new RegExp(`[${INVISIBLE}]`, 'g')
const INVISIBLE_AT_END = new RegExp(`[${INVISIBLE}]+$`)
const BLANKS_IN_FRONT = new RegExp(`^[${BLANK}]+`)
const BLANKS_ONLY = new RegExp(`^[${BLANK}]*$`)
const SPACE_AT_END = new RegExp(`[${SPACE}]$`)

/** A text without the blanks in front, those that nobody sees among them. */
export const trimFront = (text: string): string => text.replace(BLANKS_IN_FRONT, '')

/** Whether nothing of a text can be seen. */
export const isBlankText = (text: string): boolean => BLANKS_ONLY.test(text)

/** A word without what cannot be seen at its end. */
export const trimEndOfWord = (word: string): string => word.replace(INVISIBLE_AT_END, '')

/** Whether a text ends with white space that can be seen. */
export const endsWithSpace = (text: string): boolean => SPACE_AT_END.test(text)

/** A text without what cannot be seen. An emoji that is put together falls apart, so texts of users stay as they are. */
export const visible = (text: string): string => text.replace(INVISIBLES, '')
