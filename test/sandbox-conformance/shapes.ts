import { type ActionRow, type EventRow, eventRows, type Field, type Shape } from './protocol.js'

export type Facts = Readonly<Record<string, unknown>>

const isObject = (value: unknown): value is Facts =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isWithin = (value: unknown, bits: number): boolean =>
  Number.isSafeInteger(value) && Math.abs(value as number) < 2 ** Math.min(bits, 53)

const isSegment = (value: unknown): boolean =>
  isObject(value) && typeof value.type === 'string' && isObject(value.data)

const isList = (value: unknown, of: (item: unknown) => boolean): boolean =>
  Array.isArray(value) && value.every(of)

const is: Readonly<Record<string, (value: unknown) => boolean>> = {
  any: () => true,
  null: (value) => value === null,
  string: (value) => typeof value === 'string',
  boolean: (value) => typeof value === 'boolean',
  number: (value) => Number.isFinite(value),
  'number (int16)': (value) => isWithin(value, 15),
  'number (int32)': (value) => isWithin(value, 31),
  'number (int64)': (value) => isWithin(value, 63),
  object: isObject,
  array: Array.isArray,
  message: (value) => typeof value === 'string' || isList(value, isSegment),
  'array<any>': Array.isArray,
  'array<string>': (value) => isList(value, (item) => typeof item === 'string'),
  'array<object>': (value) => isList(value, isObject),
  'array<segment>': (value) => isList(value, isSegment),
}

function isOfType(value: unknown, type: string): boolean {
  return type.split('|').some((each) => {
    const test = is[each]
    if (!test) throw new TypeError(`nobody knows how to look at a ${each}`)
    return test(value)
  })
}

const show = (value: unknown): string => JSON.stringify(value)?.slice(0, 80) ?? 'nothing'

/** What is at a path, with every place that it names; a place whose parent is not there is none. */
function placesOf(value: unknown, path: string): readonly { readonly at: string; readonly value: unknown }[] {
  let places = [{ at: '', value }]
  for (const step of path.split('.')) {
    const [key = '', list] = step.split('[]')
    places = places.flatMap(({ at, value: parent }) =>
      isObject(parent)
        ? keysOf(parent, key).map((name) => ({ at: `${at}.${name}`, value: parent[name] }))
        : [],
    )
    if (list === undefined) continue
    places = places.flatMap(({ at, value: items }) =>
      Array.isArray(items) ? items.map((item, index) => ({ at: `${at}[${index}]`, value: item })) : [],
    )
  }
  return places
}

const keysOf = (parent: Facts, key: string): readonly string[] =>
  key.startsWith('*') ? Object.keys(parent).filter((name) => name.endsWith(key.slice(1))) : [key]

const isOptional = ({ optional, summary }: Field): boolean =>
  optional === true || /\boptional\b/.test(summary)

function fieldFaults(value: unknown, field: Field, optional: boolean): readonly string[] {
  const { name, type, nullable, values } = field
  return placesOf(value, name).flatMap(({ at, value: found }) => {
    if (found === undefined) return optional ? [] : [`${at} is missing`]
    if (!(nullable && found === null) && !isOfType(found, type))
      return [`${at} is no ${type}: ${show(found)}`]
    const allowed = values && [...values, ...(field.ext_values ?? [])]
    const isWord = typeof found === 'string' && !allowed?.some((each) => String(each).startsWith('<'))
    return allowed && isWord && !allowed.includes(found) ? [`${at} is not one of ${allowed}: ${found}`] : []
  })
}

function shapeFaults(value: unknown, shape: Shape): readonly string[] {
  if (shape === 'unknown') return []
  if (typeof shape === 'string') return isOfType(value, shape) ? [] : [`it is no ${shape}: ${show(value)}`]
  if ('value' in shape) return shapeFaults(value, shape.value)
  if ('array' in shape) {
    if (!Array.isArray(value)) return [`it is no array: ${show(value)}`]
    return value.flatMap((item) => shapeFaults(item, shape.array))
  }
  if (!isObject(value)) return [`it is no object: ${show(value)}`]
  return shape.flatMap((field) => fieldFaults(value, field, isOptional(field)))
}

/** What is wrong with the data of a reply: they must be those of the standard, or of an implementation that differs. */
export function dataFaults(
  data: unknown,
  { data: own, ext_data = [], data_variants = {} }: ActionRow,
): unknown {
  const all = [own, ...Object.values(data_variants)].map((shape) => shapeFaults(data, shape))
  const items = Array.isArray(data) ? data : [data]
  const more = items.flatMap((item) => ext_data.flatMap((field) => fieldFaults(item, field, true)))
  return all.some((faults) => faults.length === 0) && more.length === 0 ? undefined : [...all, more]
}

/** `notice.notify.poke`, `message.group.normal`, `notice.group_card`. */
export function eventName(event: Facts): string {
  const detail = eventRows.find(({ post_type }) => post_type === event.post_type)?.detail_field ?? ''
  const parts = [event.post_type, event[detail], event.sub_type]
  return parts.filter((part) => part !== undefined).join('.')
}

/** What is wrong with an event of an account: it must be as one row of its name says. */
export function eventFaults(event: Facts, self_id: number): unknown {
  if (event.self_id !== self_id) return `self_id is ${event.self_id}`
  const age = Math.floor(Date.now() / 1000) - Number(event.time)
  if (!(age >= 0 && age < 60)) return `time is ${event.time}`
  const rows = eventRows.filter((row) => isOfRow(event, row))
  const all = rows.map(({ fields }) =>
    fields.flatMap((each) => fieldFaults(event, each, !each.required || isLeftOut(each))),
  )
  return all.some((faults) => faults.length === 0) ? undefined : { event, all }
}

/** A field of the standard that NapCat and LLBot leave out. */
const isLeftOut = ({ name }: Field): boolean => name === 'anonymous'

function isOfRow(
  event: Facts,
  { post_type, detail_field, detail_type, sub_types, ext_sub_types = [] }: EventRow,
) {
  const allowed = [...sub_types, ...ext_sub_types.map(({ value }) => value)]
  const hasSubType = allowed.length === 0 || allowed.includes(String(event.sub_type))
  return event.post_type === post_type && event[detail_field] === detail_type && hasSubType
}
