import { didYouMean } from '@rookery/protocol'
import { BotUsageError } from '../errors.js'
import { isPlainObject, type OptionKeys, type OptionKind } from './option-kind.js'
import { shown } from './shown.js'

/**
 * Refuses options that do not exist, or have an invalid value: what the compiler reports to an author in TypeScript.
 * For valid options it costs one look at each key.
 *
 * @param where names the call, as in `command ban`
 * @throws BotUsageError `bad_option` that names each key that is wrong
 */
export function checkOptions(where: string, found: unknown, kind: OptionKeys): void {
  if (found === undefined || kind.isRight(found)) return
  throw new BotUsageError('bad_option', `${where}: ${problemsIn(found, kind, []).join('; ')}`)
}

/** Refuses a handler that is not a function. @throws BotUsageError `bad_handler` */
export function checkHandler(where: string, found: unknown): void {
  if (typeof found === 'function') return
  throw new BotUsageError('bad_handler', `${where}: expected a handler, found ${shown(found)}`)
}

/** Refuses one invalid value. @throws BotUsageError `bad_option` */
export function checkValue(where: string, found: unknown, kind: OptionKind): void {
  if (!kind.isRight(found)) throw new BotUsageError('bad_option', wrongValue(where, found, kind))
}

/** Sentence about a value that its kind does not allow. */
export const wrongValue = (
  name: string,
  found: unknown,
  { allowed, isSecret }: Pick<OptionKind, 'allowed' | 'isSecret'>,
): string =>
  `${name} must be ${allowed}, found ${isSecret ? `${typeof found}, which is not shown` : shown(found)}`

/** Sentence about a key that does not exist. */
export function unknownKey(key: string, what: string, known: readonly string[]): string {
  const near = didYouMean(key.slice(key.lastIndexOf('.') + 1), known)
  return `"${key}" is no ${what}; ${near ?? `there are ${known.join(', ')}`}`
}

function problemsIn(
  found: unknown,
  { keys, needs = [], ...kind }: OptionKeys,
  path: readonly string[],
): readonly string[] {
  if (!isPlainObject(found)) {
    return [wrongValue(path.length === 0 ? 'the options' : quoted(path), found, kind)]
  }
  const wrong = Object.keys(found).flatMap((key) => problemsOf(found[key], keys, [...path, key]))
  const missing = needs.filter((key) => found[key] === undefined)
  return [...wrong, ...missing.map((key) => `${quoted([...path, key])} is missing`)]
}

function problemsOf(value: unknown, keys: OptionKeys['keys'], path: readonly string[]): readonly string[] {
  const key = path.at(-1) ?? ''
  const kind = Object.hasOwn(keys, key) ? keys[key] : undefined
  if (value === undefined || kind?.isRight(value)) return []
  if (!kind) return [unknownKey(path.join('.'), 'option', Object.keys(keys))]
  return kind.keys && isPlainObject(value)
    ? problemsIn(value, { ...kind, keys: kind.keys }, path)
    : [wrongValue(quoted(path), value, kind)]
}

const quoted = (path: readonly string[]): string => `"${path.join('.')}"`
