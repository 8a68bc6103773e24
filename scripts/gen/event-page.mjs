// The page of the events, by their post_type.
import { fieldTable, namesOf } from './field-rows.mjs'
import { anchors, code, page, plain, table } from './markdown.mjs'
import { rowNotes } from './notes.mjs'

export function eventPage({ events, eventFields }, context) {
  const { words, top } = context
  const all = Object.entries(events).map(([name, row]) => ({ name, row, title: titleOf(row, events) }))
  const anchorOf = eventAnchors(events)
  const postTypes = [...new Set(all.map(({ row }) => row.post_type))]
  const shared = eventFields(all[0].row).filter(({ name }) => ['time', 'self_id'].includes(name))
  return page([
    ...top('events.md', words.events),
    [`## ${words.shared}`, '', ...fieldTable(shared, context), words.sharedNote, ''],
    ...postTypes.flatMap((postType) => {
      const own = all.filter(({ row }) => row.post_type === postType)
      return [
        [
          `## ${plain(postType)}`,
          '',
          words.toldApart(code(own[0].row.detail_field)),
          '',
          ...contents(own, anchorOf, context),
        ],
        ...own.map((each) => section(each, context)),
      ]
    }),
  ])
}

/** Where the page has each event, by its title. */
export const eventAnchors = (events) => anchors(Object.values(events).map((row) => titleOf(row, events)))

/** Its dotted name, down to the `sub_type` where several rows share the rest. */
function titleOf({ post_type, detail_type, sub_types, variant }, events) {
  const others = Object.values(events).filter(
    (row) => row.post_type === post_type && row.detail_type === detail_type,
  )
  const parts = [
    post_type,
    detail_type,
    ...(others.length > 1 ? sub_types.slice(0, 1).map(({ value }) => value) : []),
  ]
  return `${parts.join('.')}${variant ? ` (${variant})` : ''}`
}

const contents = (rows, anchorOf, { language, words }) =>
  table(
    [words.event, words.meaning],
    rows.map(({ title, row }) => [`[${code(title)}](#${anchorOf.get(title)})`, plain(row.summary[language])]),
  )

function section({ name, row, title }, context) {
  const { language, words } = context
  const operations = fieldTable(row.quick_operations, context)
  return [
    `### ${plain(title)}`,
    '',
    plain(row.summary[language]),
    '',
    `${code(name)}${words.colon}${namesOf(row.source, words)}`,
    '',
    ...rowNotes(row).flatMap((note) => [plain(note[language]), '']),
    ...table(
      ['`sub_type`', words.meaning, words.onlyIn],
      row.sub_types.map(({ value, summary, source = [] }) => [
        code(value),
        plain(summary[language]),
        namesOf(source, words),
      ]),
    ),
    ...fieldTable(row.fields, context),
    ...(operations.length > 0 ? [`**${words.operations}**`, '', ...operations] : []),
  ]
}
