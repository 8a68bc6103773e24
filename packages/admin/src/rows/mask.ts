/** Text in the place of one that is not shown. */
export const MASK = '•••'

/** Members whose texts are words of the protocol, and say nothing of what people write. */
const PLAIN: ReadonlySet<string> = new Set([
  'post_type',
  'message_type',
  'sub_type',
  'notice_type',
  'request_type',
  'meta_event_type',
  'detail_type',
  'type',
  'role',
  'sex',
  'honor_type',
  'message_format',
])

const NUMBER = /^-?\d{1,20}$/
/** Members whose texts are numbers that the protocol gives; elsewhere one may be a code that somebody wrote. */
const NUMBERED = /(?:^|_)(?:id|qq|uin|seq|time|count|size|duration|interval|busid)$/
const DEEPEST = 20

/**
 * Masks every text of an event or of params, but for words and numbers of the protocol. What is not known to be harmless
 * is masked: implementations add members of their own.
 */
export function masked(value: unknown, key = '', depth = 0): unknown {
  if (typeof value === 'string') return isHarmless(value, key) ? value : MASK
  if (typeof value !== 'object' || value === null) return value
  if (depth > DEEPEST) return MASK
  if (Array.isArray(value)) return value.map((each) => masked(each, key === 'message' ? '' : key, depth + 1))
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [nameOf(name), masked(each, name, depth + 1)]),
  )
}

const isHarmless = (text: string, key: string): boolean =>
  text === '' || PLAIN.has(key) || (NUMBER.test(text) && NUMBERED.test(key))

/** Names of members are the implementation's; one that is no name may be a text of somebody. */
const nameOf = (name: string): string => (/^[\w.-]{1,64}$/.test(name) ? name : MASK)
