import { validateHeaderName, validateHeaderValue } from 'node:http'

/** Kind of value that an option may have. */
export interface OptionKind {
  /** Completes "must be …" in error messages. */
  readonly allowed: string
  readonly isRight: (value: unknown) => boolean
  /** Whether the value must never be shown. */
  readonly isSecret?: boolean
  /** Keys of an object. Errors name the invalid ones. */
  readonly keys?: Readonly<Record<string, OptionKind>>
  /** Required keys. */
  readonly needs?: readonly string[]
}

/** An object of options. */
export type OptionKeys = OptionKind & { readonly keys: Readonly<Record<string, OptionKind>> }

/** One kind per key of an interface: a forgotten key does not compile. */
export type KindsOf<T> = { readonly [K in keyof Required<T>]: OptionKind }

const kind = (allowed: string, isRight: (value: unknown) => boolean): OptionKind => ({ allowed, isRight })

export const isPlainObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const flag = kind('true or false', (value) => typeof value === 'boolean')
export const text = kind('a text', (value) => typeof value === 'string')
export const secretText: OptionKind = { ...text, isSecret: true }
export const handler = kind('a function', (value) => typeof value === 'function')
export const amount = kind('a number, 0 or above', (value) => typeof value === 'number' && value >= 0)
export const milliseconds = kind('milliseconds, 0 or above', amount.isRight)
export const id = kind(
  'a QQ number',
  (value) =>
    typeof value === 'bigint' || (/^\d+$/.test(String(value)) && ['number', 'string'].includes(typeof value)),
)
export const object = kind('an object', isPlainObject)
export const signal = kind('an AbortSignal', (value) => value instanceof AbortSignal)
export const schema = kind(
  'a schema that speaks Standard Schema, as those of zod do',
  (value) => value !== null && value !== undefined && '~standard' in Object(value),
)
export const pattern = kind('a pattern such as /…/', (value) => value instanceof RegExp)

export const wholeNumber = (allowed: string, min: number, max: number): OptionKind =>
  kind(allowed, (value) => Number.isInteger(value) && Number(value) >= min && Number(value) <= max)

export const oneOf = (...values: readonly unknown[]): OptionKind =>
  kind(values.map((value) => JSON.stringify(value)).join(' or '), (value) => values.includes(value))

export const listOf = (allowed: string, item: OptionKind): OptionKind =>
  kind(allowed, (value) => Array.isArray(value) && value.every(item.isRight))

export const either = (...kinds: readonly OptionKind[]): OptionKind =>
  kind(kinds.map(({ allowed }) => allowed).join(', or '), (value) =>
    kinds.some(({ isRight }) => isRight(value)),
  )

/** An object with certain methods, and any other members. */
export const withMethods = (...names: readonly string[]): OptionKind =>
  kind(`an object with the methods ${names.join(', ')}`, (value) =>
    names.every((name) => typeof Object(value)[name] === 'function'),
  )

/** An object with any keys, whose values are of one kind. */
export const recordOf = (allowed: string, each: OptionKind): OptionKind =>
  kind(allowed, (value) => isPlainObject(value) && Object.values(value).every(each.isRight))

/** Header values by name, as Node sends them: in latin1, and without control characters. */
export const httpHeaders: OptionKind = {
  ...kind(
    'an object of texts that HTTP headers can hold',
    (value) => isPlainObject(value) && Object.entries(value).every(isHeader),
  ),
  isSecret: true,
}

function isHeader([name, value]: readonly [string, unknown]): boolean {
  if (typeof value !== 'string') return false
  try {
    validateHeaderName(name)
    validateHeaderValue(name, value)
    return true
  } catch {
    return false
  }
}

/** An object of options; those in `needs` are required. */
export function options<T>(keys: KindsOf<T>, ...needs: readonly (keyof T & string)[]): OptionKeys {
  const isRight = (value: unknown): boolean =>
    isPlainObject(value) && isEachRight(value, keys) && needs.every((key) => value[key] !== undefined)
  const sketch = needs.map((key) => `${key}: …`).join(', ')
  return { allowed: sketch === '' ? 'an object' : `an object, as in { ${sketch} }`, isRight, keys, needs }
}

function isEachRight(
  value: Readonly<Record<string, unknown>>,
  keys: Readonly<Record<string, OptionKind>>,
): boolean {
  for (const key of Object.keys(value)) {
    if (value[key] === undefined) continue
    if (!Object.hasOwn(keys, key) || !keys[key]?.isRight(value[key])) return false
  }
  return true
}
