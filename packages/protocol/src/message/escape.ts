/** Entities for the characters that mean something in text and in values of CQ codes, and the way back. */

/** Escapes literal text for a message string: `[` becomes `&#91;`, so that none of it is read as a code. */
export const escapeText = (text: string): string =>
  IN_TEXT.test(text) ? withEntities(text, AMPERSAND) : text

/** Escapes a value inside of a CQ code, where a comma would end it, too. */
export const escapeValue = (value: string): string =>
  IN_VALUE.test(value) ? withEntities(value, COMMA) : value

const IN_TEXT = /[&[\]]/
const IN_VALUE = /[&[\],]/
const AMPERSAND = 0x26
const COMMA = 0x2c
const OPEN = 0x5b
const CLOSE = 0x5d

/** `separator` is the additional special character. A loop takes half the time of a `replace`. */
function withEntities(text: string, separator: number): string {
  let escaped = ''
  let from = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code > CLOSE || (code !== AMPERSAND && code !== OPEN && code !== CLOSE && code !== separator))
      continue
    escaped += text.slice(from, at) + entityOf(code)
    from = at + 1
  }
  return escaped + text.slice(from)
}

function entityOf(code: number): string {
  if (code === AMPERSAND) return '&amp;'
  return code === COMMA ? '&#44;' : code === OPEN ? '&#91;' : '&#93;'
}

/**
 * Decodes the entities `&amp;`, `&#91;`, `&#93;` and `&#44;`, in text and values alike: no correct encoder leaves
 * `&#44;` bare in text, so there it can only be a comma that was escaped without need. Other entities and a lone `&`
 * stay, and nothing is decoded twice.
 */
export function unescapeText(text: string): string {
  let ampersand = text.indexOf('&')
  if (ampersand < 0) return text
  let plain = ''
  let from = 0
  while (ampersand >= 0) {
    const character = characterAt(text, ampersand + 1)
    if (character === '') {
      ampersand = text.indexOf('&', ampersand + 1)
      continue
    }
    plain += text.slice(from, ampersand) + character
    from = ampersand + 5
    ampersand = text.indexOf('&', from)
  }
  return plain + text.slice(from)
}

/** The character of the entity after an ampersand, if it is one. All four are equally long. */
function characterAt(text: string, at: number): string {
  if (text.startsWith('amp;', at)) return '&'
  if (text.startsWith('#91;', at)) return '['
  if (text.startsWith('#93;', at)) return ']'
  return text.startsWith('#44;', at) ? ',' : ''
}
