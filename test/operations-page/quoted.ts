import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A line of the log as the page quotes it; `…` stands for what differs each time. */
export interface QuotedLine {
  readonly level: string
  readonly text: string
}

/** The lines that a page quotes: a level in capitals with a code span behind it. */
export const quotedLines = (page: string): readonly QuotedLine[] =>
  [...page.matchAll(/\b(INFO|WARN|ERROR) `([^`]+)`/g)].map(([, level = '', text = '']) => ({
    level: level.toLowerCase(),
    text,
  }))

/** Sections at the end of a page that explain reasons: of what is refused at the hub's door, and of what the hub fails at. */
const REASONS = { refused: -2, failed: -1 }

/** The reasons that a section of a page quotes: the code spans that begin a row of its tables. */
export const quotedReasons = (page: string, section: keyof typeof REASONS): readonly string[] =>
  (page.split('\n## ').at(REASONS[section]) ?? '')
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .flatMap((line) =>
      [...(line.split(' | ')[0] ?? '').matchAll(/`([^`]+)`/g)].map(([, reason = '']) => reason),
    )

/** Whether a text is one that a pattern with `…` stands for. */
export function fits(text: string, pattern: string): boolean {
  const parts = pattern.split('…').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(`^${parts.join('.*')}$`, 's').test(text)
}

/** A place in the sources that writes to the log. */
export interface Written {
  readonly where: string
  /** Its texts, with `…` for what is filled in; none where the text is no literal. */
  readonly texts: readonly string[]
}

/** Everything below a folder that warns: `….warn(fields, text)` and `….error(fields, text)`. */
export function warningsIn(folder: string): readonly Written[] {
  return sourcesIn(folder).flatMap((file) => {
    const source = readFileSync(file, 'utf8')
    return [...source.matchAll(/\blog\.(?:warn|error)\(/g)].map(({ 0: call, index }) => {
      const end = closing(source, index + call.length)
      const line = source.slice(0, index).split('\n').length
      return {
        where: `${file}:${line}`,
        texts: textsIn(lastArgument(source.slice(index + call.length, end), source)),
      }
    })
  })
}

/** Refusals that are spelt out below a folder, but for the faults of our own: `{ status: 404, reason: '…' }`. */
export const refusalsIn = (folder: string): readonly string[] =>
  sourcesIn(folder).flatMap((file) => {
    const source = readFileSync(file, 'utf8')
    return [...source.matchAll(/\bstatus: (?!500)\d{3},\s*reason: (?=['`])/g)].map(({ 0: head, index }) => {
      const from = index + head.length
      return withHoles(source.slice(from + 1, stringEnd(source, from)))
    })
  })

const sourcesIn = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(({ name }) => /\.ts$/.test(name) && !/\.(?:test|fixture|conformance)\.ts$/.test(name))
    .map((each) => join(each.parentPath, each.name))

/** Index of the bracket that closes what was opened before `from`; strings are passed over. */
function closing(source: string, from: number): number {
  for (let at = from; at < source.length; at++) {
    const sign = source[at] ?? ''
    if (')]}'.includes(sign)) return at
    if ('([{'.includes(sign)) at = closing(source, at + 1)
    else if ('\'"`'.includes(sign)) at = stringEnd(source, at)
  }
  return source.length
}

/** Index of the quote that ends a string, whatever is filled into it. */
function stringEnd(source: string, from: number): number {
  for (let at = from + 1; at < source.length; at++) {
    if (source[at] === '\\') at++
    else if (source[from] === '`' && source.startsWith('${', at)) at = closing(source, at + 2)
    else if (source[at] === source[from]) return at
  }
  return source.length
}

/** Gives the argument behind the last comma; of a name that is a constant of the file, its value. */
function lastArgument(args: string, source: string): string {
  let start = 0
  for (let at = 0; at < args.length; at++) {
    const sign = args[at] ?? ''
    if ('([{'.includes(sign)) at = closing(args, at + 1)
    else if ('\'"`'.includes(sign)) at = stringEnd(args, at)
    else if (sign === ',' && args.slice(at + 1).trim() !== '') start = at + 1
  }
  const last = args.slice(start).trim().replace(/,$/, '')
  if (!/^\w+$/.test(last)) return last
  return new RegExp(`const ${last} =([^\\n]*(?:\\n\\s+[?:][^\\n]*)*)`).exec(source)?.[1] ?? ''
}

/** The strings of an expression. */
function textsIn(expression: string): readonly string[] {
  const texts: string[] = []
  for (let at = 0; at < expression.length; at++) {
    if (!'\'"`'.includes(expression[at] ?? '')) continue
    const end = stringEnd(expression, at)
    // What a condition compares with is no text of the log.
    if (!/[=!]==\s*$/.test(expression.slice(0, at))) texts.push(withHoles(expression.slice(at + 1, end)))
    at = end
  }
  return texts
}

function withHoles(template: string): string {
  const hole = template.indexOf('${')
  if (hole < 0) return template
  return `${template.slice(0, hole)}…${withHoles(template.slice(closing(template, hole + 2) + 1))}`
}
