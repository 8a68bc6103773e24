/** Digits in order; other ways to write them are mapped to these first. */
const DIGITS = '零一二三四五六七八九'
const PLAIN: Readonly<Record<string, string>> = {
  〇: '零',
  '○': '零',
  两: '二',
  兩: '二',
  壹: '一',
  贰: '二',
  貳: '二',
  叁: '三',
  參: '三',
  肆: '四',
  伍: '五',
  陆: '六',
  陸: '六',
  柒: '七',
  捌: '八',
  玖: '九',
  拾: '十',
  佰: '百',
  仟: '千',
  萬: '万',
  億: '亿',
  點: '点',
  負: '负',
}

/** Below ten thousand: 二千零五, 三百二十, 十二, and 二百五, in which the last digit is of the next lower unit. */
const SECTION =
  /^零?(?:([一二三四五六七八九])千)?(?:零?([一二三四五六七八九])百)?(?:零?([一二三四五六七八九]?)十)?(?:(零?)([一二三四五六七八九]))?$/
const MAX_LENGTH = 40

/** Reads a number in Chinese: 五, 十二, 二百五, 一万零三, 二〇二六, 负三点五. */
export function readChinese(text: string): number | undefined {
  if (text.length > MAX_LENGTH) return undefined
  const plain = Array.from(text, (letter) => PLAIN[letter] ?? letter).join('')
  const found = /^(负?)([^点]+)(?:点([零一二三四五六七八九]+))?$/.exec(plain)
  if (!found) return undefined
  const [, sign, whole = '', fraction] = found
  const amount = readWhole(whole)
  if (amount === undefined) return undefined
  const size = fraction === undefined ? amount : Number(`${amount}.${digitsOf(fraction)}`)
  return sign ? -size : size
}

const digitsOf = (text: string): string => Array.from(text, (letter) => DIGITS.indexOf(letter)).join('')

/** Reads a whole number; digits without units are written one by one, as in 二〇二六. */
const readWhole = (text: string): number | undefined =>
  /^[零一二三四五六七八九]+$/.test(text)
    ? Number(digitsOf(text))
    : inUnits(text, '亿', 100_000_000, (part) => inUnits(part, '万', 10_000, readSection))

/**
 * Reads a multiple of a unit, plus the rest below it; a single digit after it counts in the next lower unit, as in 一万二.
 */
function inUnits(
  text: string,
  unit: string,
  size: number,
  read: (part: string) => number | undefined,
): number | undefined {
  const at = text.lastIndexOf(unit)
  if (at < 0) return read(text)
  const [above, below] = [text.slice(0, at), text.slice(at + 1)]
  const count = above === '' ? undefined : read(above)
  const digit = below.length === 1 ? DIGITS.indexOf(below) : -1
  const rest = digit > 0 ? (digit * size) / 10 : below === '' ? 0 : read(below)
  return count === undefined || rest === undefined ? undefined : count * size + rest
}

function readSection(text: string): number | undefined {
  const found = SECTION.exec(text)
  if (!found || text === '' || text === '零') return undefined
  const [, thousands, hundreds, tens, zero, ones] = found
  const sum = value(thousands) * 1000 + value(hundreds) * 100 + (tens === '' ? 1 : value(tens)) * 10
  return sum + value(ones) * (zero ? 1 : shorthand(thousands, hundreds, tens))
}

/** Unit of a trailing digit: 二百五 is 250 and 一千二 is 1200, but 二百零五 is 205. */
function shorthand(thousands?: string, hundreds?: string, tens?: string): number {
  if (tens !== undefined) return 1
  if (hundreds !== undefined) return 10
  return thousands === undefined ? 1 : 100
}

const value = (digit: string | undefined): number => (digit ? DIGITS.indexOf(digit) : 0)
