// The pages of the actions: one that lists them all, and one for each topic.
import { fieldTable, namesOf } from './field-rows.mjs'
import { anchors, code, link, page, plain, table } from './markdown.mjs'
import { rowNotes } from './notes.mjs'
import { sourceNames, topicTitles } from './page-words.mjs'

const PROVIDERS = ['onebot11', 'go-cqhttp', 'napcat', 'lagrange', 'llbot', 'rookery']

/** All actions by topic, with a mark for whoever has them. */
export function actionList(topics, context) {
  const { language, words, top } = context
  const heads = [words.action, words.meaning, ...PROVIDERS.map((name) => sourceNames[name] ?? name)]
  const sections = topics.map(({ name, rows }) => {
    const anchorOf = anchors(Object.keys(rows))
    const cells = Object.entries(rows).map(([action, row]) => [
      `[${code(action)}](actions/${name}.md#${anchorOf.get(action)})`,
      plain(row.summary[language]),
      ...PROVIDERS.map((provider) => (row.source.some((each) => each.startsWith(provider)) ? '✓' : '')),
    ])
    return [`## ${link(topicTitles[name][language], `actions/${name}.md`)}`, '', ...table(heads, cells)]
  })
  return page([...top('actions.md', words.actions), [words.actionsNote, ''], ...sections])
}

/** Everything about the actions of one topic. */
export function topicPage({ name, rows }, context) {
  const { language, top } = context
  return page([
    ...top(`actions/${name}.md`, topicTitles[name][language]),
    ...Object.entries(rows).map(([action, row]) => section(action, row, context)),
  ])
}

function section(action, row, context) {
  const { language, words } = context
  return [
    `## ${plain(action)}`,
    '',
    plain(row.summary[language]),
    '',
    namesOf(row.source, words),
    '',
    ...rowNotes({ ...row, default_deviations: undefined }).flatMap((note) => [plain(note[language]), '']),
    ...(row.response_status ? [words.async, ''] : []),
    ...params(row, context),
    `**${words.result}**`,
    '',
    ...shape(row.data, row.ext_data, context),
    ...Object.entries(row.data_variants ?? {}).flatMap(([name, data]) => [
      `**${words.resultOf(namesOf([name], words))}**`,
      '',
      ...shape(data, [], context),
    ]),
  ]
}

function params({ params: own, ext_params = [], default_deviations = {} }, context) {
  const { words } = context
  const deviations = Object.entries(default_deviations)
  const withDeviations = (field) => {
    const others = deviations.filter(([, values]) => field.name in values)
    return { ...field, otherDefaults: others.map(([name, values]) => [name, values[field.name]]) }
  }
  const lines = fieldTable([...own, ...ext_params].map(withDeviations), context)
  return lines.length > 0 ? [`**${words.params}**`, '', ...lines] : [words.noParams, '']
}

function shape(data, more = [], context) {
  const { language, words } = context
  if (data === 'null') return [words.noResult, '']
  if (data === 'unknown') return [words.unknownResult, '']
  if (data.stream) return [`${words.streamResult}${words.colon}${plain(data.stream[language])}`, '']
  if (data.value) return [words.valueResult(code(data.value)), '']
  if (Array.isArray(data)) return data.length + more.length > 0 ? rows(data, more, context) : ['`{}`', '']
  if (typeof data.array === 'string') return [words.listResult(code(data.array)), '']
  return [words.listOf, '', ...rows(data.array, more, context)]
}

const rows = (own, more, context) => fieldTable([...own, ...more], context)
