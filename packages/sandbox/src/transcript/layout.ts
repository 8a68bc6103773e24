import { entityOf } from './entities.js'

const INDENT = '  '
/** Two spaces before it make a `#` begin a comment. */
const COMMENT = /(?:^|[ \t]{2,})#(?:[ \t].*)?$/

/** A line of a transcript with its number, without what is only for people. */
export interface TextLine {
  readonly line: number
  readonly indent: number
  readonly text: string
}

/** The lines without comments, indented as they are against the least indented one. */
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

/** Content as it stands behind `Name: `, over as many lines as it has. */
export function writeContentLines(content: string): string {
  const framed = content.replace(/^[ \t\n]+/, entities).replace(/[ \t\n]+$/, entities)
  const [first = '', ...rest] = framed.split('\n').map(keepLine)
  // How far the first one is indented is how far all of them are; so its own spaces must show.
  const base = rest.findIndex((line) => line !== '')
  const below = rest.map((line, index) => (index === base ? line.replace(/^ +/, entities) : line))
  return [first, ...below.map((line) => (line === '' ? '' : INDENT + line))].join('\n')
}

const entities = (signs: string): string => signs.replace(/[\s\S]/g, entityOf)

/** Writes what an editor takes off or what would be a comment so that it stays. */
const keepLine = (line: string): string =>
  line
    .replace(/[ \t]+$/, entities)
    .replace(/^[ \t]*\t[ \t]*/, entities)
    .replace(/(^[ \t]*|[ \t]{2,})#(?=[ \t]|$)/g, (_, before: string) => `${before}${entityOf('#')}`)

/** The content of a first line and the lines indented below it. */
export function joinContentLines(first: string, rest: readonly TextLine[]): string {
  const base = rest.find(({ text }) => text !== '')?.indent ?? 0
  const lines = rest.map(({ indent, text }) =>
    text === '' ? '' : ' '.repeat(Math.max(0, indent - base)) + text,
  )
  return first === '' && lines.length > 0
    ? lines.join('\n').replace(/^\n+/, '')
    : [first, ...lines].join('\n')
}
