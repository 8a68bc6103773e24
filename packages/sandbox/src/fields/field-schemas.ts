import type { IdInput, Sendable } from '@rookery/protocol'
import { custom, integer, literal, number, string } from '@rookery/schema'
import { isTooDeep } from '../too-deep.js'

/** The number of somebody or something new to the world. */
export const newIdField = integer({ min: 1, allowed: 'a whole number from 1 on' })

/** The number of something that is already there, as calls have it. */
export const idField = custom<IdInput>('a whole number, or its digits as a text', (value) => {
  if (typeof value === 'string') return /^-?\d{1,20}$/.test(value)
  return typeof value === 'bigint' || Number.isSafeInteger(value)
})

export const emojiField = custom<IdInput>('the number of an emoji, or a text', (value) => {
  if (typeof value === 'string') return value !== '' && value.length <= 100
  return typeof value === 'bigint' || (Number.isSafeInteger(value) && Number(value) >= 0)
})

export const countField = integer({ allowed: 'a whole number from 0 on' })

export const numberField = number({ allowed: 'a number' })

export const textField = string({ allowed: 'a text' })

export const nameField = string({ pattern: /\S/, allowed: 'a text that is not empty' })

export const booleanField = literal<boolean>([true, false], 'true or false')

export const literalField = <const T extends string>(...values: readonly T[]) =>
  literal(values, `one of ${values.join(', ')}`)

/** An object of any type; its reader checks what it holds. */
export const objectField = custom<never>('an object', (value) => typeof value === 'object' && value !== null)

/** A message. Checks the type of each segment; its data is checked where the message is sent. */
export const messageField = custom<Sendable>(
  'a text, a segment like {"type": "text", "data": {…}}, or a list of them',
  (value) => {
    if (typeof value === 'string') return true
    return (Array.isArray(value) ? value : [value]).every(isSegment) && !isTooDeep(value)
  },
)

const isSegment = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'
