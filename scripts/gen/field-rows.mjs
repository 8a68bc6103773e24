// The tables of fields that all pages share.
import { code, codes, plain, table } from './markdown.mjs'
import { fieldNotes } from './notes.mjs'
import { sourceNames } from './page-words.mjs'

/** Who defines, accepts or emits a thing, as readers call them. */
export const namesOf = (sources, words) =>
  sources
    .map((name) => (name === 'onebot11-hidden' ? words.hidden : (sourceNames[name] ?? name)))
    .join(words.list)

/** A table of fields; which columns there are depends on what their rows know. */
export function fieldTable(fields, { language, words }) {
  const columns = {
    name: ({ name }) => code(name),
    type: ({ type, nullable }) => code(nullable ? `${type}|null` : type),
    required: (field) => requiredCell(field, words),
    optional: ({ optional }) => (optional ? words.yes : ''),
    direction: ({ send, receive }) => (send === receive ? '' : send ? words.sent : words.received),
    default: (field) => defaultCell(field, words),
    meaning: (field) => meaningCell(field, language),
    values: ({ values = [], ext_values = [], alt_values = [] }) =>
      codes([...values, ...ext_values, ...alt_values]),
    aliases: ({ aliases = [] }) => codes(aliases),
    onlyIn: ({ source = [] }) => namesOf(source, words),
  }
  const names = Object.keys(columns)
  return table(
    names.map((name) => words[name]),
    fields.map((field) => names.map((name) => columns[name](field))),
  )
}

function requiredCell({ required, required_when, required_by, omitted_by }, words) {
  if (required === undefined) return ''
  if (required_when) return words.when(condition(required_when, words))
  if (required_by) return words.by(namesOf(required_by, words))
  if (omitted_by) return words.exceptFrom(namesOf(omitted_by, words))
  return required ? words.yes : words.no
}

/** `message_type is private`; what is no such sentence stays as it is. */
function condition(text, words) {
  const [, name, value] = /^(\w+) is (\w+)$/.exec(text) ?? []
  return name ? `${code(name)} ${words.is} ${code(value)}` : plain(text)
}

/** The default, then the defaults of those who differ. */
function defaultCell({ default: value, default_expr, defaults = {}, otherDefaults = [] }, words) {
  const own = value === undefined ? [] : [code(JSON.stringify(value))]
  const sum = default_expr ? [`(${code(default_expr)})`] : []
  const others = [...Object.entries(defaults), ...otherDefaults].map(
    ([name, each]) => `${namesOf([name], words)}${words.colon}${code(JSON.stringify(each))}`,
  )
  return [[...own, ...sum].join(' '), ...others].filter((text) => text !== '').join('<br>')
}

function meaningCell(field, language) {
  const { summary, note, ext_type } = field
  const notes = fieldNotes({ note }).map((each) => each[language])
  const texts = [summary[language], ...notes].map(plain)
  return [...texts, ...(ext_type ? [code(ext_type)] : [])].join('<br>')
}
