import { entityOf } from './entities.js'

const INDENT = '  '
/** A comment: two spaces and a `#`, or a `#` at the start of a line. */
const COMMENT = /(?:^|[ \t]{2,})#(?:[ \t].*)?$/

/** A line of a transcript with its number, without comments. */
export interface TextLine {
  readonly line: number
  readonly indent: number
  readonly text: string
}

/** Splits text into lines without comments, indented relative to the least indented one. */
export function readLines(text: string, firstLine = 1): TextLine[] {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/)
  const all = lines.flatMap((each, index) => readLine(each, firstLine + index))
  const least = Math.min(...all.filter(({ text }) => text !== '').map(({ indent }) => indent))
  return all.map((each) => (each.text === '' ? each : { ...each, indent: each.indent - least }))
}

function readLine(line: string, number: number): TextLine[] {
  if (/^[ \t]*#/.test(line) && !/^[ \t]*#[^ \t]/.test(line)) return []
  const text = line.replace(COMMENT, '').replace(/[ \t]+$/, '')
  const indent = /^[ \t]*/.exec(text)?.[0].length ?? 0
  return [{ line: number, indent, text: text.slice(indent) }]
}

/** Content as it is written after `Name: `, over as many lines as it has. */
export function writeContentLines(content: string): string {
  const framed = content.replace(/^[ \t\n]+/, entities).replace(/[ \t\n]+$/, entities)
  const [first = '', ...rest] = framed.split('\n').map(keepLine)
  // The first line sets the indent of all, so its own spaces must be escaped.
  const base = rest.findIndex((line) => line !== '')
  const below = rest.map((line, index) => (index === base ? line.replace(/^ +/, entities) : line))
  return [first, ...below.map((line) => (line === '' ? '' : INDENT + line))].join('\n')
}

const entities = (signs: string): string => signs.replace(/[\s\S]/g, entityOf)

/** Escapes what an editor would strip, or what would be read as a comment. */
const keepLine = (line: string): string =>
  line
    .replace(/[ \t]+$/, entities)
    .replace(/^[ \t]*\t[ \t]*/, entities)
    .replace(/(^[ \t]*|[ \t]{2,})#(?=[ \t]|$)/g, (_, before: string) => `${before}${entityOf('#')}`)

/** Joins the content of a first line and the lines indented below it. */
export function joinContentLines(first: string, rest: readonly TextLine[]): string {
  const base = rest.find(({ text }) => text !== '')?.indent ?? 0
  const lines = rest.map(({ indent, text }) =>
    text === '' ? '' : ' '.repeat(Math.max(0, indent - base)) + text,
  )
  return first === '' && lines.length > 0
    ? lines.join('\n').replace(/^\n+/, '')
    : [first, ...lines].join('\n')
}
