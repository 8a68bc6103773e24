import type { IdInput, Sendable } from '@rookery/protocol'
import { isTooDeep } from '../too-deep.js'

/** A type of values from outside, with the words that tell a caller what is allowed. */
export interface Kind<T> {
  readonly allowed: string
  is(value: unknown): value is T
}

/** A field that may be left out. */
export interface Optional<T> extends Kind<T> {
  readonly isOptional: true
}

export const optional = <T>(kind: Kind<T>): Optional<T> => ({
  allowed: kind.allowed,
  is: (value): value is T => kind.is(value),
  isOptional: true,
})

const kind = <T>(allowed: string, is: (value: unknown) => boolean): Kind<T> => ({
  allowed,
  is: (value): value is T => is(value),
})

const isWhole = (value: unknown, from: number): boolean =>
  Number.isSafeInteger(value) && Number(value) >= from

/** The number of somebody or something new. */
export const number = kind<number>('a whole number from 1 on', (value) => isWhole(value, 1))

/** The number of somebody or something that exists, as calls write it. */
export const id = kind<IdInput>('a whole number, or its digits as a text', (value) => {
  if (typeof value === 'string') return /^-?\d{1,20}$/.test(value)
  return typeof value === 'bigint' || Number.isSafeInteger(value)
})

export const emoji = kind<IdInput>('the number of an emoji, or a text', (value) => {
  if (typeof value === 'string') return value !== '' && value.length <= 100
  return typeof value === 'bigint' || isWhole(value, 0)
})

export const count = kind<number>('a whole number from 0 on', (value) => isWhole(value, 0))

export const amount = kind<number>('a number', Number.isFinite)

export const text = kind<string>('a text', (value) => typeof value === 'string')

export const name = kind<string>(
  'a text that is not empty',
  (value) => typeof value === 'string' && /\S/.test(value),
)

export const flag = kind<boolean>('true or false', (value) => typeof value === 'boolean')

export const oneOf = <const T extends string>(...allowed: readonly T[]): Kind<T> =>
  kind(`one of ${allowed.join(', ')}`, (value) => (allowed as readonly unknown[]).includes(value))

/** An object of any type; its reader checks the fields. */
export const anObject: Kind<never> = kind('an object', (value) => typeof value === 'object' && value !== null)

export const list = <T>(item: Kind<T>): Kind<readonly T[]> =>
  kind(
    `a list, each ${item.allowed}`,
    (value) => Array.isArray(value) && value.every((each) => item.is(each)),
  )

/** A message, of which only the form is checked here: the data of a segment is checked when the message is sent. */
export const message = kind<Sendable>(
  'a text, a segment like {"type": "text", "data": {…}}, or a list of them',
  (value) => {
    if (typeof value === 'string') return true
    return (Array.isArray(value) ? value : [value]).every(isSegment) && !isTooDeep(value)
  },
)

const isSegment = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'
