const LONGEST_NAME = 64

export const NAME_RULE = `a string of 1 to ${LONGEST_NAME} characters in well-formed Unicode, none of them a control character`

/** Lone surrogates, and U+FFFD, which stands for bytes that were no UTF-8: written as UTF-8, different names were one. */
const ILL_FORMED = /[\p{Cs}\ufffd]/u

export function isClientName(name: unknown): name is string {
  if (typeof name !== 'string' || name.length > LONGEST_NAME || ILL_FORMED.test(name)) return false
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
  return /^[^\u0000-\u001f\u007f]+$/.test(name)
}
