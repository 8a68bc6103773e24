import { didYouMean } from '@rookery/protocol'
import type { Declaration, Flag, Parameter } from './declaration.js'
import { declarationError, type Span } from './declaration-error.js'
import { valueTypes } from './value-readers.js'
import type { ValueType } from './value-types.js'

/** One bracket of a declaration, with the offset of its content. */
interface Piece {
  readonly open: '<' | '['
  readonly inside: string
  readonly at: number
}

/**
 * Reads a declaration: a name, `<required>`, `[optional]`, `[--flag]`, `[--option <value>]`; an argument is
 * `name[:type][...]`.
 *
 * @throws BotUsageError with a caret under what cannot be read
 */
export function parseDeclaration(declaration: string): Declaration {
  const [, before = '', name = ''] = /^(\s*)([^\s<[]*)/.exec(declaration) ?? []
  const fail = (span: Span, sentence: string): never => {
    throw declarationError(declaration, span, sentence)
  }
  checkName(name, before.length, fail)
  const pieces = piecesOf(declaration, before.length + name.length, fail)
  const parameters = pieces.filter((piece) => !isFlag(piece)).map((piece) => parameterOf(piece, fail))
  const flags = pieces.filter(isFlag).map((piece) => flagOf(piece, fail))
  checkOrder(pieces, parameters, fail)
  checkNames(pieces, fail)
  const tail = declaration.slice(before.length + name.length).trim()
  return { name: name.split('.'), parameters, flags, tail }
}

type Fail = (span: Span, sentence: string) => never

function checkName(name: string, at: number, fail: Fail): void {
  if (name === '')
    fail({ start: at, end: at + 1 }, "a declaration begins with the command's name, as in 'weather [city]'")
  if (name.split('.').includes('')) {
    fail(
      { start: at, end: at + name.length },
      `"${name}" has an empty part; sub-commands are written as note.add`,
    )
  }
}

function piecesOf(declaration: string, from: number, fail: Fail): Piece[] {
  const pieces: Piece[] = []
  for (let at = from; at < declaration.length; ) {
    const space = /^\s+/.exec(declaration.slice(at))?.[0].length ?? 0
    if (space > 0) {
      at += space
      continue
    }
    const found = /^(?:<([^<>[\]]*)>|\[(--[^[\]]*|[^<>[\]]*)\])/.exec(declaration.slice(at))
    if (!found) {
      const end = at + (/^\S+/.exec(declaration.slice(at))?.[0].length ?? 1)
      return fail({ start: at, end }, 'cannot read this: expected <required>, [optional] or [--flag]')
    }
    const [whole, required, optional = ''] = found
    pieces.push({ open: required === undefined ? '[' : '<', inside: required ?? optional, at: at + 1 })
    at += whole.length
  }
  return pieces
}

const isFlag = ({ open, inside }: Piece): boolean => open === '[' && inside.startsWith('--')

const NAME = /^[\p{L}_][\p{L}\p{N}_-]*$/u

function parameterOf({ open, inside, at }: Piece, fail: Fail): Parameter {
  const [, name = '', colon, type = 'text', dots] = /^([^:.]*)(:([^.]*))?(\.\.\.)?$/.exec(inside) ?? []
  if (!NAME.test(name)) {
    return fail(
      { start: at, end: at + inside.length },
      `"${inside}" is no argument: expected name, name:type or name..., with a name of letters, digits, _ or -`,
    )
  }
  if (!isValueType(type)) {
    const start = at + name.length + (colon ? 1 : 0)
    const near = didYouMean(type, valueTypes)
    return fail(
      { start, end: start + type.length },
      `"${type}" is no type of an argument${near ? `, ${near}` : ''}; allowed: ${valueTypes.join(', ')}`,
    )
  }
  return { name, type, required: open === '<', rest: dots !== undefined || type === 'message' }
}

const isValueType = (type: string): type is ValueType => (valueTypes as readonly string[]).includes(type)

function flagOf({ inside, at }: Piece, fail: Fail): Flag {
  const [, name = '', space = '', value] = /^--([^\s<>]+)(?:(\s+)<([^<>]*)>)?$/.exec(inside) ?? []
  if (!NAME.test(name)) {
    return fail({ start: at, end: at + inside.length }, 'expected [--flag] or [--option <value>]')
  }
  if (value === undefined) return { name }
  const parameter = parameterOf(
    { open: '<', inside: value, at: at + 2 + name.length + space.length + 1 },
    fail,
  )
  if (parameter.rest) {
    return fail({ start: at, end: at + inside.length }, `--${name} takes one value; it cannot take the rest`)
  }
  return { name, value: parameter }
}

/** Checks that optional arguments come last, and that nothing follows the rest of the line. */
function checkOrder(pieces: readonly Piece[], parameters: readonly Parameter[], fail: Fail): void {
  const places = pieces.filter((piece) => !isFlag(piece))
  parameters.forEach((parameter, index) => {
    const before = parameters.slice(0, index)
    const { at = 0, inside = '' } = places[index] ?? {}
    const span = { start: at - 1, end: at + inside.length + 1 }
    if (before.some(({ rest }) => rest)) {
      fail(span, `"${parameter.name}" stands behind the rest of the line, which takes all there is`)
    }
    if (parameter.required && before.some(({ required }) => !required)) {
      fail(
        span,
        `"${parameter.name}" is required and stands behind an optional one, which could not be told apart`,
      )
    }
  })
}

function checkNames(pieces: readonly Piece[], fail: Fail): void {
  const seen = new Set<string>()
  for (const { inside, at } of pieces) {
    const name = /^(?:--)?([^:.\s]+)/.exec(inside)?.[1] ?? ''
    if (seen.has(name)) fail({ start: at, end: at + inside.length }, `there are two arguments "${name}"`)
    seen.add(name)
  }
}
