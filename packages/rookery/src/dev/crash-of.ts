import { readFileSync } from 'node:fs'
import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { inspect } from 'node:util'
import type { Crash } from './bot-report.js'
import { complaintOfUnparsed } from './unparsed-file.js'

/** A place in a file. */
interface Place {
  readonly file: string
  readonly line: number
  readonly column: number
}

/** Number of stack frames in a report. */
const MOST_FRAMES = 8

/** Frames of Node, the loader and the compiler, which are not the author's. */
const LOADER = /\bnode:|node_modules[\\/](?:tsx|esbuild|get-tsconfig)[\\/]/

/** The error that ended a bot, for its author: paths relative to `cwd`, without loader frames. */
export function crashOf(error: unknown, cwd: string, entry: string): Crash {
  if (!(error instanceof Error)) return { text: `threw ${inspect(error)}`, frames: [] }
  const compiled = compileError(error)
  const frames = framesOf(error)
  const place = compiled?.place ?? headPlace(error.stack) ?? ownPlace(frames) ?? unparsedPlace(error, entry)
  const source = place && sourceAt(place)
  return {
    text: shortened(compiled?.text ?? wordsOf(error), cwd),
    ...(place && { at: `${seenFrom(cwd, place.file)}:${place.line}:${place.column}` }),
    ...(source !== undefined && { source }),
    frames: compiled ? [] : frames.slice(0, MOST_FRAMES).map((frame) => shortened(frame, cwd)),
  }
}

/** The error and its causes, one per line. */
function wordsOf(error: Error): string {
  const { cause } = error
  const own = `${error.name}: ${error.message}`
  if (cause === undefined) return own
  return `${own}\n  caused by ${cause instanceof Error ? wordsOf(cause) : inspect(cause)}`
}

/** The TypeScript compiler reports all errors in one message: `/bot.ts:2:6: ERROR: Expected …`. */
function compileError({ message }: Error): { readonly text: string; readonly place: Place } | undefined {
  const found = [...message.matchAll(/^(.+?):(\d+):(\d+): ERROR: (.+)$/gm)]
  const [first] = found
  if (!first) return undefined
  const [, file = '', line, column] = first
  const texts = found.map(([, , at, , text], index) => (index === 0 ? text : `line ${at}: ${text}`))
  // The compiler counts columns from 0.
  return {
    text: `SyntaxError: ${texts.join('\n')}`,
    place: { file, line: Number(line), column: Number(column) + 1 },
  }
}

/** Node prints the place of a syntax error, and an arrow below the code, above the error. */
function headPlace(stack = ''): Place | undefined {
  const [, file, line] = /^(file:\/\/\S+|\/\S+|[A-Z]:\\\S+):(\d+)\n/.exec(stack) ?? []
  if (file === undefined) return undefined
  const [, , arrow = ''] = stack.split('\n')
  return { file: pathOf(file), line: Number(line), column: arrow.indexOf('^') + 1 }
}

/** Finds the place of a syntax error in a module, which Node only reveals when it prints the error. */
const unparsedPlace = (error: Error, entry: string): Place | undefined =>
  error instanceof SyntaxError ? headPlace(complaintOfUnparsed(entry)) : undefined

const framesOf = ({ stack = '' }: Error): readonly string[] =>
  stack
    .split('\n')
    .filter((line) => /^ {4}at /.test(line) && !LOADER.test(line))
    .map((line) => line.trim())

/** The innermost place in the author's files, else in any file. */
function ownPlace(frames: readonly string[]): Place | undefined {
  const frame = frames.find((each) => !each.includes('node_modules')) ?? frames[0]
  const [, file, line, column] = /\(?((?:file:\/\/)?[^\s()]+):(\d+):(\d+)\)?$/.exec(frame ?? '') ?? []
  return file === undefined ? undefined : { file: pathOf(file), line: Number(line), column: Number(column) }
}

const pathOf = (file: string): string => (file.startsWith('file:') ? fileURLToPath(file) : file)

/** The path relative to a folder; unchanged if it lies elsewhere. */
function seenFrom(cwd: string, file: string): string {
  const path = relative(cwd, file)
  return path === '' || path.startsWith('..') ? file : path
}

const shortened = (text: string, cwd: string): string =>
  text.replaceAll(`file://${cwd}/`, '').replaceAll(`${cwd}/`, '')

function sourceAt({ file, line }: Place): string | undefined {
  try {
    return readFileSync(file, 'utf8').split(/\r?\n/)[line - 1]?.slice(0, 200)
  } catch {
    return undefined
  }
}
