import fc from 'fast-check'
import { describe, expect, expectTypeOf, test } from 'vitest'
import { array, oneOrArray, tuple } from './array.js'
import type { ScalarNode, ValueNode } from './node.js'
import { object, partial, record } from './object.js'
import { boolean, custom, integer, literal, number, string } from './scalar.js'
import {
  type Describe,
  type Infer,
  type InferInput,
  optional,
  refine,
  type Schema,
  safeParse,
} from './schema.js'
import { discriminatedUnion, summarized, union } from './union.js'
import { fromValue, toValue } from './value-node.js'

const describeNode: Describe = (node, shows) => `a ${node.kind} (${shows})`
const parseNode = <T>(schema: Schema<T, unknown>, node: ValueNode) =>
  safeParse(schema, node, { describe: describeNode })
const parse = <T>(schema: Schema<T, unknown>, value: unknown) => parseNode(schema, fromValue(value, 'top'))

/** The data, or the issues in a line each. */
function outcome<T>(schema: Schema<T, unknown>, value: unknown): unknown {
  const result = parse(schema, value)
  if (result.success) return result.data
  return result.issues.map(({ path, found, allowed, hint }) => [path, found, allowed, hint ?? ''].join('|'))
}

const digit = integer({ max: 9, allowed: 'a digit' })
const text = string({ allowed: 'a text' })
const door = discriminatedUnion('type', [
  object({ type: literal(['in']), port: digit }),
  object({ type: literal(['out']), url: optional(text) }),
  object({ token: optional(string({ allowed: 'a token', isSecret: true })) }),
])

interface Kind {
  readonly schema: Schema<unknown>
  /** Values that the schema has to parse to themselves. */
  readonly good: fc.Arbitrary<unknown>
  /** Whether a value that was parsed is of the type. */
  readonly is: (value: unknown) => boolean
}

const isText = (value: unknown): boolean => typeof value === 'string'
const isDigit = (value: unknown): boolean =>
  Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 9
const isArrayOf = (is: (value: unknown) => boolean) => (value: unknown) =>
  Array.isArray(value) && value.every(is)
const digits = fc.integer({ min: 0, max: 9 })
const doors = fc.oneof(
  fc.record({ type: fc.constant('in'), port: digits }),
  fc.record({ type: fc.constant('out'), url: fc.string() }, { requiredKeys: ['type'] }),
  fc.record({ token: fc.string() }, { requiredKeys: [] }),
)

const kinds: Readonly<Record<string, Kind>> = {
  string: { schema: text, good: fc.string(), is: isText },
  integer: { schema: digit, good: digits, is: isDigit },
  number: {
    schema: number({ allowed: 'a number' }),
    good: fc.oneof(
      fc.integer(),
      fc.double({ noNaN: true, noDefaultInfinity: true }).map((each) => each || 0),
    ),
    is: Number.isFinite,
  },
  boolean: { schema: boolean, good: fc.boolean(), is: (value) => typeof value === 'boolean' },
  literal: {
    schema: literal(['a', 7, true]),
    good: fc.constantFrom<unknown>('a', 7, true),
    is: (value) => value === 'a' || value === 7 || value === true,
  },
  array: { schema: array(digit), good: fc.array(digits), is: isArrayOf(isDigit) },
  'one or array': { schema: oneOrArray(text), good: fc.array(fc.string()), is: isArrayOf(isText) },
  tuple: {
    schema: tuple<readonly [number, string?]>([digit, optional(text)], 'a digit, perhaps a text'),
    good: fc.oneof(fc.tuple(digits), fc.tuple(digits, fc.string())),
    is: (value) => Array.isArray(value) && isDigit(value[0]) && value.length <= 2,
  },
  object: {
    schema: object({ n: digit, t: optional(text) }),
    good: fc.record({ n: digits, t: fc.string() }, { requiredKeys: ['n'] }),
    is: (value) => isDigit(Object(value).n),
  },
  record: {
    schema: record('an object'),
    good: fc.dictionary(fc.string(), fc.anything()),
    is: (value) => typeof value === 'object' && value !== null,
  },
  union: { schema: union([digit, array(text)], 'a digit, or texts'), good: digits, is: () => true },
  'discriminated union': { schema: door, good: doors, is: (value) => typeof value === 'object' },
  custom: {
    schema: custom<bigint>('a bigint', (value) => typeof value === 'bigint'),
    good: fc.bigInt(),
    is: (value) => typeof value === 'bigint',
  },
}

/** Anything, and often something that is nearly right. */
const anything = fc.oneof(
  fc.anything({
    withBigInt: true,
    withDate: true,
    withMap: true,
    withNullPrototype: true,
    withSparseArray: true,
  }),
  fc.constantFrom<unknown>(
    undefined,
    null,
    Number.NaN,
    -0,
    Symbol('s'),
    () => 1,
    /x/,
    '__proto__',
    'constructor',
  ),
  fc.record({
    type: fc.constantFrom<unknown>('in', 'out', 'inn', '', ['in']),
    port: fc.anything(),
    prot: digits,
  }),
  fc.array(fc.oneof(digits, fc.string()), { maxLength: 3 }),
)

describe.each(Object.entries(kinds))('%s', (_, { schema, good, is }) => {
  test('parses what is right to itself', () => {
    fc.assert(
      fc.property(good, (value) => {
        expect(parse(schema, value)).toEqual({ success: true, data: value })
      }),
    )
  })

  test('gives a value of the type or issues with a path, and never throws', () => {
    fc.assert(
      fc.property(anything, (value) => {
        const result = parse(schema, value)
        if (result.success) {
          expect(is(result.data)).toBe(true)
          return
        }
        expect(result.issues.length).toBeGreaterThan(0)
        for (const { path, found, allowed } of result.issues) {
          expect(path).toMatch(/^top/)
          expect(found).not.toBe('')
          expect(allowed).not.toBe('')
        }
      }),
      { numRuns: 300 },
    )
  })

  test('reads nothing of a circular value but what it asks for', () => {
    const circle: Record<string, unknown> = { type: 'in' }
    circle.port = circle
    expect(() => parse(schema, circle)).not.toThrow()
    expect(() => parse(schema, [circle])).not.toThrow()
  })
})

describe('issues', () => {
  test('are all reported, in the order of the input; missing keys come last', () => {
    const schema = object({ name: text, ports: array(digit), kind: optional(literal(['one', 'two'])) })
    expect(outcome(schema, { nmae: 'x', ports: [1, 'x', 10], kind: 'tow' })).toEqual([
      'top.nmae|the unknown key "nmae"|name, ports, kind|did you mean "name"?',
      'top.ports[1]|a scalar (value)|a digit|',
      'top.ports[2]|a scalar (value)|a digit|',
      'top.kind|a scalar (value)|one, two|did you mean "two"?',
      'top|no key "name"|a map with the key "name"|',
    ])
  })

  test('name a node of another kind, and no secret', () => {
    expect(outcome(array(digit), 'x')).toEqual(['top|a scalar (kind)|a list|'])
    expect(outcome(object({}, { allowed: 'an object' }), [])).toEqual(['top|a array (kind)|an object|'])
    expect(outcome(door, { token: 5 })).toEqual([
      'top.token|a scalar (secret)|a token|put quotes around it to make it a text',
    ])
  })

  test('of a key that belongs to another variant say to which', () => {
    expect(outcome(door, { type: 'out', port: 1 })).toEqual([
      'top.port|the unknown key "port"|type, url|"port" goes with type: in',
    ])
  })

  test('of a union are one, or those of the schema for that kind of node', () => {
    const either = [object({ n: digit }), digit] as const
    expect(outcome(union(either), { n: 'x' })).toEqual(['top.n|a scalar (value)|a digit|'])
    expect(outcome(union(either), 'x')).toEqual(['top|a scalar (value)|a digit|'])
    expect(outcome(union(either, 'either'), { n: 'x' })).toEqual(['top|a object (value)|either|'])
    expect(outcome(summarized(array(digit), 'digits'), ['x', 'y'])).toEqual(['top|a array (value)|digits|'])
  })

  test('of a condition are those that it adds', () => {
    const even = refine(digit, (value, { at }, { addIssue }) => {
      if (value % 2 > 0) addIssue({ ...at, found: `${value}`, allowed: 'an even digit' })
      return value % 2 === 0
    })
    expect(outcome(even, 4)).toBe(4)
    expect(outcome(even, 3)).toEqual(['top|3|an even digit|'])
  })
})

describe('text from the environment', () => {
  const variable = (content: string): ScalarNode => ({
    kind: 'scalar',
    at: { path: 'V' },
    type: 'string',
    text: content,
    written: content,
    isFromEnv: true,
  })

  test('passes for any scalar', () => {
    expect(parseNode(digit, variable(' 7 '))).toEqual({ success: true, data: 7 })
    expect(parseNode(boolean, variable('false'))).toEqual({ success: true, data: false })
    expect(parseNode(literal([1, 'x']), variable('1'))).toEqual({ success: true, data: 1 })
    expect(parseNode(text, variable(' 7 '))).toEqual({ success: true, data: ' 7 ' })
    expect(parseNode(digit, variable('x')).success).toBe(false)
  })

  test('is an array where its source can write one', () => {
    const list = { ...variable('1,2'), items: [variable('1'), variable('2')] }
    expect(parseNode(oneOrArray(digit), list)).toEqual({ success: true, data: [1, 2] })
    expect(parseNode(array(digit), list)).toEqual({ success: true, data: [1, 2] })
    expect(parseNode(array(digit), variable('1')).success).toBe(false)
  })
})

test('a node gives back the value that it was made from', () => {
  fc.assert(
    fc.property(fc.anything(), (value) => {
      expect(toValue(fromValue(value))).toBe(value)
    }),
  )
})

test('types are inferred from the table, for values and for what people write', () => {
  const schema = object({ id: digit, ...partial({ names: oneOrArray(text), door }) })
  type Door = { readonly type: 'in'; readonly port: number }
  expectTypeOf<Infer<typeof schema>['id']>().toEqualTypeOf<number>()
  expectTypeOf<Infer<typeof schema>['names']>().toEqualTypeOf<readonly string[] | undefined>()
  expectTypeOf<InferInput<typeof schema>['names']>().toEqualTypeOf<string | readonly string[] | undefined>()
  expectTypeOf<Extract<Infer<typeof door>, { type: 'in' }>>().toExtend<Door>()
  expectTypeOf<{ id: 1 }>().toExtend<Infer<typeof schema>>()
  expectTypeOf<{ names: [] }>().not.toExtend<Infer<typeof schema>>()
})
