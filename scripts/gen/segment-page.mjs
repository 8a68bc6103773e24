// The page of the message segments.
import { fieldTable, namesOf } from './field-rows.mjs'
import { anchors, code, page, plain, table } from './markdown.mjs'
import { rowNotes } from './notes.mjs'

export function segmentPage({ segments }, context) {
  const { language, words, top } = context
  const all = Object.entries(segments).map(([name, row]) => ({ name, row, title: titleOf(row) }))
  const anchorOf = anchors(all.map(({ title }) => title))
  const contents = table(
    [words.segment, words.meaning, words.onlyIn],
    all.map(({ row, title }) => [
      `[${code(title)}](#${anchorOf.get(title)})`,
      plain(row.summary[language]),
      row.source.includes('onebot11') ? '' : namesOf(row.source, words),
    ]),
  )
  return page([...top('segments.md', words.segments), contents, ...all.map((each) => section(each, context))])
}

const titleOf = ({ type, variant }) => (variant ? `${type} (${variant})` : type)

function section({ name, row, title }, context) {
  const { language, words } = context
  // Where the whole segment goes one way only, so do its keys.
  const isBothWays = row.send && row.receive
  const data = isBothWays ? row.data : row.data.map((key) => ({ ...key, send: true, receive: true }))
  const keys = fieldTable(data, context)
  return [
    `## ${plain(title)}`,
    '',
    plain(row.summary[language]),
    '',
    `${code(name)}${words.colon}${namesOf(row.source, words)}`,
    '',
    directions(row, words),
    '',
    ...rowNotes(row).flatMap((note) => [plain(note[language]), '']),
    ...(keys.length > 0 ? keys : [words.noKeys, '']),
    ...shapes(row, words),
  ]
}

function directions({ send, receive, ext_send, ext_receive }, words) {
  const own = send && receive ? words.sendReceive : send ? words.sendOnly : words.receiveOnly
  return [
    ...(send || receive ? [own] : []),
    ...(ext_send ? [words.extSend(namesOf(ext_send, words))] : []),
    ...(ext_receive ? [words.extReceive(namesOf(ext_receive, words))] : []),
  ].join(' ')
}

const shapes = ({ shapes: all = [] }, words) =>
  table(
    [words.shapeOf, '`data`'],
    all.map(({ by, shape }) => [namesOf(by, words), code(JSON.stringify(shape.data))]),
  )
