// What a row knows beside its summary, in words for its doc comment.
import { literal } from './text.mjs'

const list = (values) => ({ zh: values.join('、'), en: values.join(', ') })

const pairs = (record) =>
  Object.entries(record)
    .map(([name, value]) => `${name}: ${typeof value === 'object' ? pairs(value) : literal(value)}`)
    .join(', ')

/** `HTTP only (long poll)` says itself that it is the only one. */
const place = (transport) => transport.replace(' only', '')

/** Of an action, event or segment. */
export function rowNotes(row) {
  const { note, conflict, string_form, one_of_required, default_deviations, transport } = row
  return [
    note,
    conflict,
    string_form,
    one_of_required && {
      zh: `至少填写其一：${list(one_of_required).zh}`,
      en: `at least one of: ${list(one_of_required).en}`,
    },
    default_deviations && {
      zh: `默认值不同的协议端：${pairs(default_deviations)}`,
      en: `with other defaults: ${pairs(default_deviations)}`,
    },
    transport && { zh: `仅限 ${place(transport)}`, en: `only over ${place(transport)}` },
  ].filter((text) => text !== undefined)
}

/** Of a field. */
export function fieldNotes({ note, aliases, required_when, required_by }) {
  return [
    note,
    aliases && { zh: `也可写作 ${list(aliases).zh}`, en: `also: ${list(aliases).en}` },
    required_when && { zh: `必填的条件：${required_when}`, en: `required when ${required_when}` },
    required_by && { zh: `必填于 ${list(required_by).zh}`, en: `required by ${list(required_by).en}` },
  ].filter((text) => text !== undefined)
}

/** The default, or the defaults of those who differ. */
export function defaultOf(row) {
  if (row.defaults !== undefined) return pairs(row.defaults)
  return row.default === undefined ? undefined : literal(row.default)
}
