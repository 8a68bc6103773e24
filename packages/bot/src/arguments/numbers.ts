const DIGITS: Readonly<Record<string, number>> = {
  零: 0,
  〇: 0,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
}
const TENS: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000 }

/** Digits as they are typed with a Chinese keyboard become ordinary ones: `１２` is `12`. */
export const narrow = (text: string): string => text.normalize('NFKC').trim()

/** A number in digits: `3`, `-1.5`, `+2`, `1e3`. */
export function readNumber(text: string): number | undefined {
  const plain = narrow(text)
  if (!/^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,3})?$/i.test(plain)) return undefined
  const number = Number(plain)
  return Number.isFinite(number) ? number : undefined
}

/** A number in digits or in Chinese words up to 9999: `10`, `十`, `二十五`, `半`. */
export function readAmount(text: string): number | undefined {
  if (text === '半') return 0.5
  return readNumber(text) ?? readChinese(text)
}

function readChinese(text: string): number | undefined {
  if (!/^[零〇一二两三四五六七八九十百千]{1,9}$/.test(text)) return undefined
  let sum = 0
  let digit: number | undefined
  for (const letter of text) {
    const tens = TENS[letter]
    if (tens === undefined) digit = DIGITS[letter]
    // 十二 is twelve: without a digit in front there is one.
    else sum += (digit || 1) * tens
    if (tens !== undefined) digit = undefined
  }
  return sum + (digit ?? 0)
}
