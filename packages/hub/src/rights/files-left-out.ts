const QUOTE = 0x22
const BACKSLASH = 0x5c
const BRACKET = 0x5b
const FILE = Buffer.from('base64://')
/** Shorter strings are parsed as quickly as they are found. */
const LONG_BYTES = 256

/**
 * Reads the text of a JSON value, of its files given as base64 only the beginning. They name no chat, and are most of the
 * bytes of a call that sends a picture. A string that holds a bracket stays whole: it may be read as a message with CQ codes.
 */
export function textWithoutFiles(json: Buffer): string {
  let text = ''
  let from = 0
  let opening = json.length > LONG_BYTES ? json.indexOf(QUOTE) : -1
  while (opening >= 0) {
    const closing = closingQuote(json, opening)
    if (isFile(json, opening + 1, closing)) {
      text += json.toString('utf8', from, opening + 1 + FILE.length)
      from = closing
    }
    opening = json.indexOf(QUOTE, closing + 1)
  }
  return text + json.toString('utf8', from)
}

function isFile(json: Buffer, start: number, end: number): boolean {
  if (end - start < LONG_BYTES || json.compare(FILE, 0, FILE.length, start, start + FILE.length) !== 0)
    return false
  const file = json.subarray(start, end)
  return file.indexOf(BRACKET) < 0 && file.indexOf(BACKSLASH) < 0
}

function closingQuote(json: Buffer, opening: number): number {
  for (let quote = json.indexOf(QUOTE, opening + 1); quote >= 0; quote = json.indexOf(QUOTE, quote + 1)) {
    let slash = quote - 1
    while (json[slash] === BACKSLASH) slash--
    if ((quote - slash) % 2 === 1) return quote
  }
  return json.length
}
