/** Chance that comes out the same for the same seed. */
export class Chance {
  #state: number

  constructor(seed: number) {
    this.#state = seed >>> 0
  }

  /** From 0 up to 1 (mulberry32). */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0
    let t = this.#state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }

  /** A whole number from 0 up to `end`, without it. */
  below(end: number): number {
    return Math.floor(this.next() * end)
  }

  is(probability: number): boolean {
    return this.next() < probability
  }

  of<T>(items: readonly [T, ...T[]]): T {
    return items[this.below(items.length)] ?? items[0]
  }
}

const TOKENS: readonly [string, ...string[]] = [
  ...([
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '"',
    '\\',
    '\n',
    '\t',
    ' ',
    '\u0000',
    '\ufeff',
    '汉',
    '🐧',
    '\u2028',
  ] as const),
  ...[
    '\\u0065',
    '\\ud800',
    '\\"',
    '\\x',
    '\\u00',
    '"\\u0065cho":1,',
    '"echo":',
    '"action":',
    '"params":null,',
  ],
  ...[
    '"self_id":',
    '"post_type":',
    '"time":',
    '"data":',
    '"retcode":',
    '{"toString":1}',
    '{"valueOf":{}}',
    '"__proto__":',
  ],
  ...[
    'null',
    'true',
    '1e999',
    '-0.0',
    '9007199254740993',
    '-',
    '.5',
    '01',
    'NaN',
    '[[[[[[[[',
    '}}}}',
    '{"a":{"a":{"a":',
  ],
]

/** Bytes that are not UTF-8. */
const BAD_BYTES: readonly [number[], ...number[][]] = [
  [0xff],
  [0xc3],
  [0xed, 0xa0, 0x80],
  [0xc0, 0x80],
  [0x80],
]

/** Some bytes, spoilt in up to four places. */
export function mutate(chance: Chance, bytes: Buffer): Buffer {
  let result = bytes
  for (let left = 1 + chance.below(4); left > 0; left--) result = spoil(chance, result)
  return result
}

function spoil(chance: Chance, bytes: Buffer): Buffer {
  const at = chance.below(bytes.length + 1)
  const to = Math.min(bytes.length, at + 1 + chance.below(chance.is(0.8) ? 4 : 40))
  const splice = (end: number, ...between: readonly Uint8Array[]): Buffer =>
    Buffer.concat([bytes.subarray(0, at), ...between, bytes.subarray(end)])
  switch (chance.below(8)) {
    case 0:
      return bytes.subarray(0, at)
    case 1:
      return splice(to)
    case 2:
      return splice(at, bytes.subarray(at, to))
    case 3:
      return splice(to, Buffer.from([chance.below(256)]))
    case 4:
      return splice(at, Buffer.from(chance.of(BAD_BYTES)))
    case 5:
      return splice(to, Buffer.from([(bytes[at] ?? 0) ^ (1 << chance.below(8))]))
    case 6:
      return splice(at, Buffer.from(chance.of(TOKENS).repeat(chance.is(0.95) ? 1 : 2000)))
    default:
      return splice(at, Buffer.from(chance.of(TOKENS)))
  }
}

/** Bytes that have nothing to do with what is expected, or only its tokens. */
export function randomBytes(chance: Chance): Buffer {
  if (chance.is(0.5)) return Buffer.from(Array.from({ length: chance.below(200) }, () => chance.below(256)))
  return Buffer.from(Array.from({ length: chance.below(40) }, () => chance.of(TOKENS)).join(''))
}

/** The value of a text in UTF-8, or undefined when it is not JSON. */
export function parsed(bytes: Buffer): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)) }
  } catch {
    return undefined
  }
}

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
