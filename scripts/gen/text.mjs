// Lines of TypeScript and their doc comments.

const WIDTH = 110

export const indent = (lines) =>
  lines.flatMap((line) => line.split('\n')).map((line) => (line === '' ? '' : `  ${line}`))

export const literal = (value) =>
  typeof value === 'string' ? `'${value.replace(/[\\']/g, '\\$&')}'` : JSON.stringify(value)

export const key = (name) => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : literal(name))

/** Puts text before the first line and behind the last. */
export function wrap(before, lines, after) {
  const text = `${before}${lines.join('\n')}${after}`
  return text.split('\n')
}

export const member = (name, type, optional = false) =>
  wrap(`readonly ${key(name)}${optional ? '?' : ''}: `, type, '')

export const union = (name, members) => [`export type ${name} =`, ...members.map((member) => `  | ${member}`)]

/** A doc comment: on one line what fits there, else a paragraph for each language, then notes and sources. */
export function doc({ summary }, { sources = [], notes = [], defaultValue } = {}) {
  const isShort = notes.length === 0 && defaultValue === undefined && !/[。.]$/.test(summary.zh)
  const line = `/** ${safe(`${summary.zh} / ${summary.en}`)}${sources.length > 0 ? ` (${sources.join(', ')})` : ''} */`
  if (isShort && columns(line) <= WIDTH - 8) return [line]
  const paragraphs = [summary, ...notes].flatMap(({ zh, en }) => [safe(zh), '', safe(en), ''])
  const last = [
    ...(sources.length > 0 ? [sources.join(', '), ''] : []),
    ...(defaultValue === undefined ? [] : [`@defaultValue ${safe(defaultValue)}`, '']),
  ]
  const body = [...paragraphs, ...last].slice(0, -1)
  return ['/**', ...body.map((text) => (text === '' ? ' *' : ` * ${text}`)), ' */']
}

const safe = (text) => text.replaceAll('*/', '*\\/')

/** How wide a text is: a Chinese character takes two columns. */
const columns = (text) => [...text].reduce((sum, char) => sum + (char > '⺀' ? 2 : 1), 0)
