/** The least number of digits of an integer that a double cannot hold. */
const WIDE_DIGITS = 16
const WIDE_INTEGER = /^-?\d{16,}$/
const QUOTE = 0x22
const BACKSLASH = 0x5c
const MINUS = 0x2d

/**
 * `JSON.parse` that rounds no integer: one beyond 2^53 arrives as its decimal text, as everywhere in Rookery.
 *
 * ```ts
 * parseExact('{"user_id":9007199254740993}') // { user_id: '9007199254740993' }
 * ```
 *
 * @throws {SyntaxError} for whatever is not JSON.
 */
export function parseExact(text: string): unknown {
  const value: unknown = JSON.parse(text)
  if (!hasWideDigits(text)) return value
  const quoted = quoteWideIntegers(text)
  return quoted === text ? value : JSON.parse(quoted)
}

/** Whether a text has a row of sixteen digits: such a row covers one of every sixteen characters, so few are looked at. */
function hasWideDigits(text: string): boolean {
  for (let at = WIDE_DIGITS - 1; at < text.length; at += WIDE_DIGITS) {
    if (!isDigit(text.charCodeAt(at))) continue
    let first = at
    while (isDigit(text.charCodeAt(first - 1))) first--
    let end = at + 1
    while (isDigit(text.charCodeAt(end))) end++
    if (end - first >= WIDE_DIGITS) return true
  }
  return false
}

function quoteWideIntegers(json: string): string {
  let quoted = ''
  let from = 0
  for (let at = 0; at < json.length; at++) {
    const code = json.charCodeAt(at)
    if (code === QUOTE) at = closingQuote(json, at)
    if (code !== MINUS && !isDigit(code)) continue
    const end = endOfNumber(json, at + 1)
    const number = json.slice(at, end)
    if (isWideInteger(number)) {
      quoted += `${json.slice(from, at)}"${number}"`
      from = end
    }
    at = end - 1
  }
  return quoted + json.slice(from)
}

/** Whether a text is an integer that a double cannot hold exactly. */
const isWideInteger = (text: string): boolean =>
  WIDE_INTEGER.test(text) && !Number.isSafeInteger(Number(text))

function closingQuote(json: string, opening: number): number {
  for (let quote = json.indexOf('"', opening + 1); ; quote = json.indexOf('"', quote + 1)) {
    let slash = quote - 1
    while (json.charCodeAt(slash) === BACKSLASH) slash--
    if ((quote - slash) % 2 === 1) return quote
  }
}

function endOfNumber(json: string, start: number): number {
  let at = start
  // No part of a fraction or exponent may be taken for an integer of its own.
  while (isDigit(json.charCodeAt(at)) || '.eE+-'.includes(json.charAt(at) || ' ')) at++
  return at
}

const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39
