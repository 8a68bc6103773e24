import { shown } from '../checks/shown.js'
import { BotUsageError } from '../errors.js'

/** Serializes a value to store under a key. @throws BotUsageError `bad_value` that names what JSON cannot hold */
export function jsonText(key: string, value: unknown): string {
  const text = JSON.stringify(value, function (this: object, name, given) {
    // `given` is already a text for a date, whose `toJSON` ran first.
    const whole: unknown = Reflect.get(this, name)
    const problem = problemWith(whole)
    if (problem === undefined) return given as unknown
    const place = name === '' ? '' : `, at ${JSON.stringify(name)}`
    throw badValue(key, `${problem}${place}`)
  })
  if (text === undefined) throw badValue(key, shown(value))
  return text
}

const badValue = (key: string, what: string): BotUsageError =>
  new BotUsageError('bad_value', `JSON cannot hold the value of ${JSON.stringify(key)}: ${what}`)

function problemWith(value: unknown): string | undefined {
  if (typeof value === 'bigint') return `the bigint ${value}; store its text`
  if (typeof value === 'function' || typeof value === 'symbol') return `a ${typeof value}`
  if (typeof value === 'number' && !Number.isFinite(value)) return `the number ${value}`
  if (value instanceof Date) return 'a Date; store its getTime()'
  if (value instanceof Map || value instanceof Set) {
    return `a ${value.constructor.name}; store its entries in a list`
  }
  return undefined
}
