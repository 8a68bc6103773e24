import { string } from '@rookery/schema'

/** Not empty, in well-formed Unicode, without control characters and outer spaces. */
export const trimmedPattern = /^(?!\s)[^\p{Cc}\p{Cs}]*[^\p{Cc}\p{Cs}\s]$/u

const tokenPattern = /^(?! )[\x20-\x7e]*[\x21-\x7e]$/

/** Whether an HTTP header can carry it. */
export function isToken(value: string): boolean {
  return tokenPattern.test(value)
}

/** An access token. Never printed. */
export const token = string({
  pattern: tokenPattern,
  allowed: 'a text of ASCII letters, digits and signs, not empty',
  isSecret: true,
})

/** The key of a signature, which is never sent. Never printed. */
export const secret = string({
  pattern: trimmedPattern,
  allowed: 'a text without control characters or outer spaces, not empty',
  isSecret: true,
})
