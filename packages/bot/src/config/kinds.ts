/** What a key of the config may hold: `T` once it is read, `G` as it is given. */
export interface Kind<T, G = T> {
  /** That, in words: behind "must be". */
  readonly allowed: string
  /** The value as the bot wants it; undefined for one that is not allowed. */
  readonly read: (value: unknown) => T | undefined
  /** What a variable of the environment means, which is always a text. */
  readonly parse: (text: string) => unknown
  /** For types only. */
  readonly given?: G
  /** Not to be shown. */
  readonly isSecret?: boolean
}

const asItIs = (text: string): unknown => text
const asNumber = (text: string): unknown => (/^\d+$/.test(text.trim()) ? Number(text) : text)
const asJson = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return text
  }
}

export const text = (allowed: string, isMeant: (value: string) => boolean = () => true): Kind<string> => ({
  allowed,
  read: (value) => (typeof value === 'string' && isMeant(value) ? value : undefined),
  parse: asItIs,
})

export const secret: Kind<string> = { ...text('a text'), isSecret: true }

type ListKind<T> = Kind<readonly T[], T | readonly T[]>

/** A list, or a single one; in the environment with commas between. */
const listOf = <T>(allowed: string, one: (value: unknown) => T | undefined): ListKind<T> => ({
  allowed,
  read(value) {
    const items = (Array.isArray(value) ? value : [value]).map(one)
    return items.includes(undefined) ? undefined : (items as T[])
  },
  parse: (list) => list.split(',').map((item) => item.trim()),
})

export const texts = (allowed: string): ListKind<string> =>
  listOf(allowed, (value) => (typeof value === 'string' ? value : undefined))

export const names = (allowed: string): ListKind<string> =>
  listOf(allowed, (value) => (typeof value === 'string' && value !== '' ? value : undefined))

export const ids = (allowed: string): ListKind<number | string> =>
  listOf(allowed, (value) => {
    if (typeof value === 'number') return Number.isSafeInteger(value) && value > 0 ? value : undefined
    return typeof value === 'string' && /^[1-9]\d*$/.test(value) ? value : undefined
  })

export const wholeNumber = (allowed: string, min: number, max = Number.MAX_SAFE_INTEGER): Kind<number> => ({
  allowed,
  read: (value) =>
    typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max ? value : undefined,
  parse: asNumber,
})

export const oneOf = <const T>(...values: readonly T[]): Kind<T> => ({
  allowed: values.map((value) => JSON.stringify(value)).join(' or '),
  read: (value) => values.find((each) => each === value),
  parse: (text) => (values.includes(text as T) ? text : asJson(text)),
})

/** Texts by name, of which one is chosen by chance. */
export const expression: Kind<string | readonly string[]> = {
  allowed: 'a text, or a list of texts',
  read: (value) =>
    typeof value === 'string' || (Array.isArray(value) && value.every((each) => typeof each === 'string'))
      ? (value as string | readonly string[])
      : undefined,
  parse: asItIs,
}

export const object: Kind<Readonly<Record<string, unknown>>> = {
  allowed: 'an object',
  read: (value) => (isObject(value) ? value : undefined),
  parse: asJson,
}

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
