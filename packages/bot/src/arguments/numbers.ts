import { visible } from '../message/blanks.js'
import { readChinese } from './chinese-numbers.js'

/** Normalizes digits from a Chinese keyboard: `１２` becomes `12`. Invisible characters are removed. */
export const narrow = (text: string): string => visible(text).normalize('NFKC').trim()

/** Reads a number in digits: `3`, `-1.5`, `+2`, `1e3`, also with a typographic minus sign. */
function readDigits(plain: string): number | undefined {
  const ascii = plain.replace(/^\u2212/, '-')
  if (!/^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,3})?$/i.test(ascii)) return undefined
  const number = Number(ascii)
  return Number.isFinite(number) ? number : undefined
}

/** Reads a number in digits or in Chinese: `10`, `１０`, `十`, `两`, `二十五`, `负三点五`. */
export function readNumber(text: string): number | undefined {
  const plain = narrow(text)
  return readDigits(plain) ?? readChinese(plain)
}

/** Reads the same, and 半 as a half: `半小时`. */
export const readAmount = (text: string): number | undefined => (text === '半' ? 0.5 : readNumber(text))
