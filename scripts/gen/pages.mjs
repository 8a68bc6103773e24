// The reference pages, in both languages.
import { actionList, topicPage } from './action-pages.mjs'
import { eventPage } from './event-page.mjs'
import { code, link, page, plain, table } from './markdown.mjs'
import { pageWords } from './page-words.mjs'
import { sandboxPage } from './sandbox-page.mjs'
import { segmentPage } from './segment-page.mjs'

/** What the pages hold, by their paths below `docs/reference`. */
export function renderPages(tables) {
  const languages = Object.keys(pageWords)
  return new Map(languages.flatMap((language) => pagesIn(language, tables)))
}

function pagesIn(language, tables) {
  const words = pageWords[language]
  const context = { language, words, top: (path, title) => top(path, title, language) }
  return [
    ['README.md', indexPage(tables, context)],
    ['actions.md', actionList(tables.topics, context)],
    ...tables.topics.map((topic) => [`actions/${topic.name}.md`, topicPage(topic, context)]),
    ['events.md', eventPage(tables, context)],
    ['segments.md', segmentPage(tables, context)],
    ['retcodes.md', retcodePage(tables, context)],
    ['sandbox.md', sandboxPage(tables, context)],
  ].map(([path, text]) => [`${language}/${path}`, text])
}

/** A page's title, below the ways to the index and to the same page in the other language. */
function top(path, title, language) {
  const up = '../'.repeat(path.split('/').length - 1)
  const { reference, other } = pageWords[language]
  const toOther = link(other, `${up}../${language === 'zh' ? 'en' : 'zh'}/${path}`)
  const ways = path === 'README.md' ? toOther : `${link(reference, `${up}README.md`)} · ${toOther}`
  return [[`# ${title}`, '', ways, '']]
}

function indexPage({ actions, events, segments, retcodes, sandbox }, { words, top }) {
  const rowOf = (key, rows) => {
    const ofStandard = Object.values(rows).filter(({ source = [] }) => source.some(isStandard)).length
    return [link(words[key], `${key}.md`), Object.keys(rows).length, ofStandard || '']
  }
  const simulated = Object.fromEntries([...sandbox.actions.keys()].map((name) => [name, actions[name]]))
  const all = { actions, events, segments, retcodes, sandbox: simulated }
  return page([
    ...top('README.md', words.reference),
    table(
      ['', words.count, words.ofStandard],
      Object.entries(all).map(([key, rows]) => rowOf(key, rows)),
    ),
    [`## ${words.legend}`, '', ...words.legendLines.map((line) => `- ${line}`)],
  ])
}

const isStandard = (source) => source.startsWith('onebot11')

const retcodePage = ({ retcodes }, { language, words, top }) =>
  page([
    ...top('retcodes.md', words.retcodes),
    [words.retcodesNote, ''],
    table(
      [words.code, words.name, words.meaning],
      Object.entries(retcodes).map(([name, row]) => [row.code, code(name), plain(row.summary[language])]),
    ),
  ])
