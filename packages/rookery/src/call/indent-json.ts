/**
 * Indents JSON like `JSON.stringify(value, null, 2)`, without parsing values: numbers and strings stay unchanged. The
 * text must be valid JSON.
 */
export function indentJson(text: string): string {
  const tokens = [...tokensOf(text)]
  let indent = '\n'
  const pieces = tokens.map((token, index) => {
    if (token === '{' || token === '[') {
      indent += '  '
      return isClosing(tokens[index + 1]) ? token : token + indent
    }
    if (isClosing(token)) {
      indent = indent.slice(0, -2)
      return isOpening(tokens[index - 1]) ? token : indent + token
    }
    if (token === ',') return token + indent
    return token === ':' ? ': ' : token
  })
  return pieces.join('')
}

function isOpening(token: string | undefined): boolean {
  return token === '{' || token === '['
}

function isClosing(token: string | undefined): boolean {
  return token === '}' || token === ']'
}

function* tokensOf(text: string): Generator<string> {
  for (let start = 0; start < text.length; ) {
    const end = tokenEnd(text, start)
    const token = text.slice(start, end).trim()
    if (token !== '') yield token
    start = end
  }
}

function tokenEnd(text: string, start: number): number {
  if (text[start] === '"') return stringEnd(text, start)
  let end = start + 1
  if (!isMark(text[start])) while (end < text.length && !isMark(text[end]) && text[end] !== '"') end++
  return end
}

function isMark(char: string | undefined): boolean {
  return char !== undefined && '{}[],:'.includes(char)
}

// A loop instead of a pattern: a picture in base64 is a string of megabytes.
function stringEnd(text: string, start: number): number {
  let end = start + 1
  while (end < text.length && text[end] !== '"') end += text[end] === '\\' ? 2 : 1
  return end + 1
}
