import { segmentFacts } from '../tables/facts.gen.js'
import type { Segment } from '../tables/segments.gen.js'

/** The data of a segment as an author may write it: numbers and bigints for text of digits, booleans for 1 and 0. */
export type Inputs<Data> = {
  readonly [Key in keyof Data]: InputOf<Exclude<Data[Key], undefined>> | IfOptional<Data, Key>
}

/** The optional data of a segment, besides keys that have an argument of their own. */
export type Options<Of extends Segment, Given extends string = never> = Inputs<
  Omit<Partial<Of['data']>, Given>
>

type InputOf<Value> = string extends Value
  ? Value | number | bigint
  : '1' extends Value
    ? Value | boolean
    : number extends Value
      ? Value | bigint
      : Value

type IfOptional<Data, Key extends keyof Data> =
  Record<never, never> extends Pick<Data, Key> ? undefined : never

type Values = Readonly<Record<string, unknown>>

/**
 * A segment with its values as the table defines them on the wire. A key without a value is left out.
 *
 * @throws {TypeError} if a key of `given`, or one that the table requires, has no value.
 */
export function makeSegment<Made extends Segment>(
  name: keyof typeof segmentFacts,
  given: Values,
  options: Values = {},
): Made {
  const { type, data: fields } = segmentFacts[name]
  const data: Record<string, unknown> = {}
  for (const [key, value] of [...Object.entries(given), ...Object.entries(options)]) {
    const field = fields.find((each) => each.name === key)
    if (value !== undefined && value !== null) data[key] = wireValue(value, field?.type ?? 'any', type, key)
  }
  const needed = [
    ...Object.keys(given),
    ...fields.filter(({ required }) => required).map((each) => each.name),
  ]
  const missing = needed.find((key) => !Object.hasOwn(data, key))
  if (missing !== undefined) throw new TypeError(`msg.${type} needs a value for "${missing}"`)
  // The facts are written from the same rows as the types.
  return { type, data } as unknown as Made
}

function wireValue(value: unknown, wireType: string, type: string, key: string): unknown {
  if (typeof value === 'number' && !Number.isFinite(value))
    throw new TypeError(`msg.${type}: "${key}" is ${value}`)
  if (wireType === 'string') return stringValue(value, type, key)
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value)
  return value
}

function stringValue(value: unknown, type: string, key: string): string {
  if (typeof value === 'boolean') return value ? '1' : '0'
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint')
    return String(value)
  throw new TypeError(`msg.${type}: "${key}" must be text, found ${typeof value}`)
}
