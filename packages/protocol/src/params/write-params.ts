import type { ParamFacts } from '../tables/facts.js'
import { takesIds } from '../tables/table.js'
import { paramRow } from './coerce-text.js'

/**
 * The JSON text of an action's params, in which each id is written as its table's wire type, exact beyond 2^53: from a
 * number, a bigint, or decimal text. Everything else is written as `JSON.stringify` does, other bigints as text.
 *
 * ```ts
 * writeParams('set_group_kick', { group_id: '9007199254740993', user_id: 10001n })
 * // {"group_id":9007199254740993,"user_id":10001}
 * ```
 */
export function writeParams(action: string, params: Readonly<Record<string, unknown>>): string {
  let text = ''
  for (const [name, value] of Object.entries(params)) {
    const row = idRow(action, name, value)
    const json = row ? writeIds(row.type, value) : writeAny(value)
    if (json !== undefined) text += `${text === '' ? '' : ','}${JSON.stringify(name)}:${json}`
  }
  return `{${text}}`
}

/** The row of an id that does not already have the type it is written as. */
function idRow(action: string, name: string, value: unknown): ParamFacts | undefined {
  const row = paramRow(action, name)
  const isSettled = typeof value === 'object' ? !Array.isArray(value) : row?.type.startsWith(typeof value)
  return row && !isSettled && takesIds(row) ? row : undefined
}

function writeIds(type: string, value: unknown): string | undefined {
  const itemType = /^array<(.+)>$/.exec(type)?.[1]
  if (!Array.isArray(value) || itemType === undefined) return writeId(type, value)
  return `[${value.map((item) => writeId(itemType, item) ?? 'null').join(',')}]`
}

function writeId(type: string, value: unknown): string | undefined {
  if (typeof value === 'number' || typeof value === 'bigint') {
    // If both types are allowed, text is the one that nobody rounds.
    const asText =
      !type.includes('number') || (type.includes('string') && !Number.isSafeInteger(Number(value)))
    return asText ? `"${value}"` : String(value)
  }
  const isNumber = typeof value === 'string' && !type.includes('string') && INTEGER.test(value)
  return isNumber ? value : writeAny(value)
}

/** An integer in JSON's form, without leading zeros. */
const INTEGER = /^-?(?:0|[1-9]\d*)$/

function writeAny(value: unknown): string | undefined {
  try {
    return JSON.stringify(value)
  } catch {
    // Contains a bigint somewhere. Searching for one each time would take three times as long.
    return JSON.stringify(value, (_, each: unknown) => (typeof each === 'bigint' ? String(each) : each))
  }
}
