import fc from 'fast-check'

type Fields = Readonly<Record<string, unknown>>

/** Judges an event by a filter as it is written, one rule after the other: what the compiled filter is compared with. */
export function passesNaively(filter: Fields, event: Fields): boolean {
  return holds(filter, event, event)
}

function holds(filter: Fields, value: unknown, event: Fields): boolean {
  return Object.entries(filter).every(([key, operand]) => ruleHolds(key, operand, value, event))
}

function ruleHolds(key: string, operand: unknown, value: unknown, event: Fields): boolean {
  const text = value === null || value === undefined ? undefined : asText(value)
  const any = (test: (each: string) => boolean): boolean =>
    text !== undefined && [operand].flat().some((each) => test(String(each)))
  switch (key.replace(/^\./, '')) {
    case 'and':
      return [operand].flat().every((each) => holds(each as Fields, value, event))
    case 'or':
      return (operand as Fields[]).some((each) => holds(each, value, event))
    case 'not':
      return !fits(operand, value, event)
    case 'eq':
    case 'in':
      return equals(operand, text)
    case 'neq':
      return !equals(operand, text)
    case 'prefix':
      return any((each) => text?.indexOf(each) === 0)
    case 'suffix':
      return any((each) => text?.slice(-each.length) === each)
    case 'contains':
      return any((each) => text?.split(each).length !== 1)
    case 'regex':
      return any((each) => new RegExp(each).test(text ?? ''))
    case 'glob':
      return any((each) => globFits(each, text ?? ''))
    default:
      return fits(operand, at(value, key.split('.')), event)
  }
}

const fits = (operand: unknown, value: unknown, event: Fields): boolean =>
  typeof operand === 'object' && operand !== null && !Array.isArray(operand)
    ? holds(operand as Fields, value, event)
    : equals(operand, value === null || value === undefined ? undefined : asText(value))

const equals = (operand: unknown, text: string | undefined): boolean =>
  [operand].flat().some((each) => (each === null ? text === undefined : String(each) === text))

const asText = (value: unknown): string => (typeof value === 'object' ? JSON.stringify(value) : String(value))

function at(value: unknown, [name, ...rest]: readonly string[]): unknown {
  if (name === undefined) return value
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined
  return at((value as Fields)[name], rest)
}

/** Tries every split at a star. */
function globFits(pattern: string, text: string): boolean {
  if (pattern === '') return text === ''
  const [first = '', ...rest] = [...pattern]
  if (first === '*')
    return [...text, ''].some((_, index) => globFits(rest.join(''), [...text].slice(index).join('')))
  const [letter, ...others] = [...text]
  return (
    letter !== undefined && (first === '?' || first === letter) && globFits(rest.join(''), others.join(''))
  )
}

const word = fc.constantFrom('a', 'ab', 'b', '/a', '1', '12', 'true', '喵', '')
const scalar = fc.oneof(word, fc.constantFrom(1, 12, true, false, null))
const name = fc.constantFrom('raw_message', 'group_id', 'sender', 'message')
const path = fc.constantFrom(
  'raw_message',
  'group_id',
  'sender.card',
  'sender.role',
  'message.0.type',
  'message',
)

/** Arbitrary events, with members that the filters ask for. */
export const events = fc.record(
  {
    raw_message: scalar,
    group_id: scalar,
    sender: fc.oneof(scalar, fc.record({ card: scalar, role: scalar }, { requiredKeys: [] })),
    message: fc.oneof(word, fc.array(fc.record({ type: word }), { maxLength: 2 })),
  },
  { requiredKeys: [] },
)

const words = fc.constantFrom('a', 'ab', '/a', '1', '喵')
const texts = fc.oneof(words, fc.array(words, { minLength: 1, maxLength: 3 }))
const test = fc.oneof(
  fc.record({ eq: scalar }),
  fc.record({ neq: scalar }),
  fc.record({ in: fc.array(scalar, { maxLength: 4 }) }),
  fc.record({ prefix: texts }),
  fc.record({ suffix: texts }),
  fc.record({ contains: texts }),
  fc.record({ regex: fc.constantFrom('^a', 'b$', '[0-9]+', '^$', 'a|喵') }),
  fc.record({ glob: fc.constantFrom('*', 'a*', '*b', '?', 'a?', '*a*', '/*a', '?*') }),
)

const { filter } = fc.letrec<{ filter: Fields; inner: Fields }>((tie) => ({
  filter: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.dictionary(path, fc.oneof(scalar, fc.array(scalar, { maxLength: 3 }), test), { maxKeys: 2 }),
    fc.record({ or: fc.array(tie('filter'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ '.and': fc.array(tie('filter'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ not: tie('filter') }),
    fc.tuple(name, tie('inner')).map(([key, inner]) => ({ [key]: inner })),
  ) as fc.Arbitrary<Fields>,
  inner: fc.oneof(
    { maxDepth: 2 },
    test,
    fc.record({ '.or': fc.array(test, { minLength: 1, maxLength: 3 }) }),
    fc.record({ not: fc.oneof(test, scalar) }),
    fc.record({ card: scalar }),
  ) as fc.Arbitrary<Fields>,
}))

/** Arbitrary filters, without `to_me`. */
export const filters = filter
