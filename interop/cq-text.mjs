/** As much of CQ codes as plain text needs: what a string message says, and a text as a string message. */

const escapes = { '&': '&amp;', '[': '&#91;', ']': '&#93;' }
const characters = Object.fromEntries(Object.entries(escapes).map(([character, code]) => [code, character]))

export function escapeText(text) {
  return text.replace(/[&[\]]/g, (character) => escapes[character])
}

/** A message in either format as text; what is not text is shown by its type. */
export function textOf(message, { isLiteral = false } = {}) {
  if (typeof message === 'string') return isLiteral ? message : textOfString(message)
  return message.map(({ type, data }) => (type === 'text' ? data.text : `[${type}]`)).join('')
}

function textOfString(message) {
  const parts = message.split(/\[CQ:([\w.-]+)[^\]]*\]/)
  return parts.map((part, index) => (index % 2 === 0 ? unescapeText(part) : `[${part}]`)).join('')
}

function unescapeText(text) {
  return text.replace(/&amp;|&#91;|&#93;/g, (code) => characters[code])
}
