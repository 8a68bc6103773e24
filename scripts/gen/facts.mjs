// The tables without their words: what runs with every bot, so it is one module and quick to load.
import { indent, literal } from './text.mjs'

const WORDS = ['summary', 'note', 'conflict', 'string_form']

/** The lines of `facts.gen.ts`. */
export function factTables({ actions, events, segments, eventFields }) {
  const expanded = Object.fromEntries(
    Object.entries(events).map(([name, row]) => [name, { ...row, fields: eventFields(row) }]),
  )
  return [
    "import type { ActionFacts, EventFacts, SegmentFacts } from './facts.js'",
    '',
    ...table('actionFacts', 'Every known action by its name, without words.', 'ActionFacts', actions),
    '',
    ...table(
      'eventFacts',
      'Every known event, with the fields that all of them share.',
      'EventFacts',
      expanded,
    ),
    '',
    ...table('segmentFacts', 'Every known message segment.', 'SegmentFacts', segments),
  ]
}

function table(constant, what, type, rows) {
  const names = Object.keys(rows).map(literal)
  const name = `${type.replace('Facts', '')}Key`
  return [
    `type ${name} =`,
    ...names.map((each) => `  | ${each}`),
    '',
    `/** ${what} */`,
    `export const ${constant}: Readonly<Record<${name}, ${type}>> = /* @__PURE__ */ JSON.parse(\`{`,
    ...indent(Object.entries(rows).map(rowText)),
    '}`)',
  ]
}

/** A row in JSON, which loads in a fraction of the time that the same takes as code. */
const rowText = ([name, row], index, all) =>
  escaped(`${JSON.stringify(name)}: ${JSON.stringify(factsOf(row))}${index < all.length - 1 ? ',' : ''}`)

const escaped = (text) => text.replace(/[\\`]|\$\{/g, '\\$&')

function factsOf(value) {
  if (Array.isArray(value)) return value.map(factsOf)
  if (typeof value !== 'object' || value === null) return value
  // Words that are all we know, as of a stream.
  if ('zh' in value) return true
  const entries = Object.entries(value).filter(([name]) => !WORDS.includes(name))
  return Object.fromEntries(entries.map(([name, content]) => [name, factsIn(name, content)]))
}

/** A `summary` among the keys of a shape is the name of a key and no words of ours. */
const factsIn = (name, content) => (name === 'shapes' ? content : factsOf(content))
