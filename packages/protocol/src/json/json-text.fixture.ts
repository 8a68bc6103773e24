import { isUtf8 } from 'node:buffer'
import fc from 'fast-check'

/** JSON texts as implementations and applications really send them, and worse: with their parts still known. */
export interface JsonText {
  readonly text: string
  /** The members in the order in which they stand, when the text is an object. */
  readonly members: readonly JsonMember[] | undefined
}

export interface JsonMember {
  /** What `JSON.parse` makes of the key. */
  readonly name: string
  /** Whether the key is spelled without escapes. */
  readonly plain: boolean
  readonly value: JsonText
  /** Key, colon and value with the space between them. */
  readonly text: string
}

const space = fc.constantFrom('', '', '', ' ', '\n', '\t', '\r\n', '  ')

const piece = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom('a', 'echo', '{', '}', '[', ']', ',', ':', '汉', '🐧', '\u2028', '/'),
  },
  { weight: 3, arbitrary: fc.constantFrom('\\"', '\\\\', '\\/', '\\n', '\\u0065', '\\u0022', '\\u005C') },
  { weight: 1, arbitrary: fc.constantFrom('\\ud800', '\\udc00', '\\uD83D\\uDC27') },
  { weight: 1, arbitrary: fc.integer({ min: 0x20, max: 0x10ffff }).map(plainCharacter) },
  // Longer than what is read byte by byte before a native search takes over.
  { weight: 1, arbitrary: fc.integer({ min: 60, max: 70 }).map((length) => 'x'.repeat(length)) },
)

function plainCharacter(code: number): string {
  const isUnfit = code === 0x22 || code === 0x5c || (code >= 0xd800 && code <= 0xdfff)
  return isUnfit ? '_' : String.fromCodePoint(code)
}

export const stringText = fc.array(piece, { maxLength: 6 }).map((pieces) => `"${pieces.join('')}"`)

export const numberText = fc.oneof(
  fc.constantFrom('0', '-0', '-0.0', '9007199254740993', '18446744073709551615', '1e400', '-1E-5', '1.0'),
  fc.integer().map(String),
  fc.integer({ min: 20, max: 300 }).map((digits) => '1234567890'.repeat(30).slice(0, digits)),
)

const scalarText = fc.oneof(stringText, numberText, fc.constantFrom('true', 'false', 'null'))

/** Spelling of a name with some of its characters as `\uXXXX`. */
export function spelling(name: string): fc.Arbitrary<string> {
  return fc
    .array(fc.constantFrom('plain', 'plain', 'plain', 'plain', 'escaped'), {
      minLength: name.length,
      maxLength: name.length,
    })
    .map((how) => `"${[...name].map((char, at) => (how[at] === 'escaped' ? escaped(char) : char)).join('')}"`)
}

const escaped = (char: string): string => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`

/**
 * `JSON.parse` of Node 24 takes a key of one character that is spelled as an escape for the one it read before, so that
 * nothing can be held against what it makes of it.
 */
const isReadAlike = (key: string): boolean => !key.includes('\\') || String(JSON.parse(key)).length > 1

const otherKey = fc
  .oneof(
    stringText,
    fc.constantFrom(
      '"Echo"',
      '"echo "',
      '"ech"',
      '""',
      '"__proto__"',
      '"constructor"',
      '"toString"',
      '"\\\\"',
    ),
  )
  .filter(isReadAlike)

/** Objects in which the given names stand often: repeated, escaped, and again inside of other values. */
export function objectText(
  names: readonly string[],
  values: Readonly<Record<string, fc.Arbitrary<JsonText>>> = {},
): fc.Arbitrary<JsonText> {
  const inner = anyText(names)
  const member = fc
    .oneof(
      { weight: 3, arbitrary: fc.constantFrom(...names) },
      { weight: 2, arbitrary: fc.constant(undefined) },
    )
    .chain((name) =>
      fc.tuple(
        name === undefined ? otherKey : spelling(name),
        space,
        space,
        fc.oneof({ weight: 3, arbitrary: values[name ?? ''] ?? inner }, { weight: 1, arbitrary: inner }),
      ),
    )
    .map(([key, before, behind, value]): JsonMember => {
      const name = String(JSON.parse(key))
      return { name, plain: !key.includes('\\'), value, text: `${key}${before}:${behind}${value.text}` }
    })
  return objectOf(fc.array(member, { maxLength: 7 }))
}

function objectOf(members: fc.Arbitrary<readonly JsonMember[]>): fc.Arbitrary<JsonText> {
  return members.chain((each) =>
    fc
      .array(fc.tuple(space, space), { minLength: each.length + 1, maxLength: each.length + 1 })
      .map((spaces) => {
        const body = each
          .map(({ text }, at) => (spaces[at]?.[0] ?? '') + text + (spaces[at]?.[1] ?? ''))
          .join(',')
        return { text: `{${body || spaces[0]?.[0]}}`, members: each }
      }),
  )
}

/** Any JSON text; objects and arrays in it have the given names too. */
export function anyText(names: readonly string[]): fc.Arbitrary<JsonText> {
  const { value } = fc.letrec<{ value: JsonText; array: JsonText; object: JsonText }>((tie) => ({
    value: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      scalarText.map(leaf),
      tie('array'),
      tie('object'),
    ),
    array: fc
      .tuple(fc.array(tie('value'), { maxLength: 3 }), space)
      .map(([items, gap]) => leaf(`[${gap}${items.map(({ text }) => text).join(`${gap},`)}${gap}]`)),
    object: objectOf(
      fc.array(
        fc
          .tuple(fc.oneof(fc.constantFrom(...names).chain(spelling), otherKey), space, tie('value'))
          .map(([key, gap, value]) => ({
            name: String(JSON.parse(key)),
            plain: !key.includes('\\'),
            value,
            text: `${key}${gap}:${gap}${value.text}`,
          })),
        { maxLength: 3 },
      ),
    ),
  }))
  return value
}

export const leaf = (text: string): JsonText => ({ text, members: undefined })

export const lastOf = (json: JsonText, name: string): JsonMember | undefined =>
  json.members?.findLast((each) => each.name === name)

/** JSON as a program writes it: on one line or with indentation; `wrap` puts each value into another one. */
export const writtenJson = (wrap = (value: unknown): unknown => value): fc.Arbitrary<string> =>
  fc
    .tuple(fc.json({ stringUnit: 'binary' }), fc.constantFrom(undefined, undefined, 1, ' ', '\t'))
    .map(([json, indent]) => JSON.stringify(wrap(JSON.parse(json)), undefined, indent))

/** Bytes that mean something in JSON, and some that do not. */
export const anyPiece = fc.oneof(
  fc.constantFrom(...'{}[],:"\\/0123456789.eE+-tfnul \n\r\t\b\u0000\u001f\u007f\u00a0\ufeff'),
  fc.constantFrom('true', 'false', 'null', '\\u00e9', '\\ud83d', '\\u12g4', '\\x'),
  fc.constantFrom('1e5', '-0', '01', '1.', '"', '"a":', '{"a":'),
)

export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)

export const textOf = (bytes: Uint8Array | readonly Uint8Array[]): string => {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
  if (bytes instanceof Uint8Array) return decoder.decode(bytes)
  return decoder.decode(Uint8Array.from(bytes.flatMap((part) => [...part])))
}

/**
 * The members of an object's text, found by splitting it into tokens: slow, and by other means than the
 * scanner under test.
 */
export function membersOf(text: string): { readonly key: string; readonly value: string }[] {
  const tokens = [...text.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/gs)]
  const members: { key: string; value: string }[] = []
  let depth = 0
  let key = ''
  let from = -1
  const finish = (end: number): void => {
    if (from >= 0) members.push({ key, value: text.slice(from, end).trim() })
    from = -1
  }
  tokens.forEach((token, at) => {
    if (depth === 1 && token[0] === ':') {
      key = tokens[at - 1]?.[0] ?? ''
      from = token.index + 1
    }
    if (depth === 1 && (token[0] === ',' || token[0] === '}')) finish(token.index)
    if (token[0] === '{' || token[0] === '[') depth++
    if (token[0] === '}' || token[0] === ']') depth--
  })
  return members
}

/** Members by key, without those whose key is one of `names` however spelled, as texts to compare. */
export const otherMembers = (text: string, names: readonly string[]): string[] =>
  membersOf(text)
    .filter(({ key }) => !names.includes(JSON.parse(key)))
    .map(({ key, value }) => `${key}:${value}`)

const change = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  removed: fc.nat({ max: 2 }),
  added: fc.string({ unit: anyPiece, maxLength: 2 }),
})

/** Texts in which at some place bytes are missing, or others come on top; many are JSON no more, some not even UTF-8. */
export const damaged = (texts: fc.Arbitrary<string>): fc.Arbitrary<Buffer> =>
  fc.tuple(texts, change).map(([text, { at, removed, added }]) => {
    const whole = Buffer.from(text)
    const from = Math.floor(at * whole.length)
    return Buffer.concat([whole.subarray(0, from), Buffer.from(added), whole.subarray(from + removed)])
  })

/** The same for texts whose parts are known; all of them are UTF-8. */
export const damagedFrames = (texts: fc.Arbitrary<JsonText>): fc.Arbitrary<Buffer> =>
  damaged(texts.map(({ text }) => text)).filter((bytes) => isUtf8(bytes))

/** Whether bytes, UTF-8 or not, are JSON by their grammar. */
export function isJsonText(bytes: Uint8Array): boolean {
  try {
    JSON.parse(Buffer.from(bytes).toString('latin1'))
    return true
  } catch {
    return false
  }
}
