import { nearest } from '@rookery/protocol'

/** Whoever writes a whole letter behind a slash means no command. */
const MAX_LENGTH = 24

/** The word that was probably meant; only those of about the same length are compared. */
export function nearWord(word: string, words: readonly string[]): string | undefined {
  if (word.length > MAX_LENGTH) return undefined
  const alike = words.filter(({ length }) => Math.abs(length - word.length) <= Math.max(1, length / 3))
  const near = nearest(word, alike)
  // Of a single letter any other would be near.
  return near !== undefined && near.length > 1 ? near : undefined
}
