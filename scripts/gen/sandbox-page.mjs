// The page of the sandbox: every action, the events that it causes and why it is refused.
import { eventAnchors } from './event-page.mjs'
import { anchors, code, link, page, plain, table } from './markdown.mjs'
import { topicTitles } from './page-words.mjs'

export function sandboxPage(tables, context) {
  const { words, top } = context
  const { actions, refusals } = tables.sandbox
  const shared = sharedRefusals(actions)
  return page([
    ...top('sandbox.md', words.sandbox),
    [words.sandboxNote(actions.size, Object.keys(tables.actions).length), ''],
    [`## ${words.refusals}`, '', words.refusalsNote, ''],
    refusalTable(refusals, context),
    [`## ${words.actions}`, '', words.sandboxActionsNote(shared.map(code).join(words.list)), ''],
    ...tables.topics.map((topic) =>
      topicSection(topic, { ...tables.sandbox, shared }, tables.events, context),
    ),
  ])
}

/** What every action is refused with. */
const sharedRefusals = (actions) => {
  const [first, ...others] = actions.values()
  return first.refusals.filter((name) => others.every((each) => each.refusals.includes(name)))
}

const refusalTable = (refusals, { language, words }) =>
  table(
    [words.name, words.code, words.meaning],
    Object.entries(refusals).map(([name, { retcode, summary }]) => [
      code(name),
      retcode,
      plain(summary[language]),
    ]),
  )

function topicSection({ name, rows }, sandbox, events, context) {
  const { language, words } = context
  const anchorOf = anchors(Object.keys(rows))
  const titles = eventAnchors(events)
  const cells = Object.keys(rows).map((action) => {
    const found = sandbox.actions.get(action)
    const linked = `[${code(action)}](actions/${name}.md#${anchorOf.get(action)})`
    if (!found) return [linked, '', '', '']
    const caused = found.events.map((each) => eventLink(each, titles)).join('<br>')
    return [linked, markOf(found, words), caused, refusedWith(found, sandbox, context)]
  })
  const heads = [words.action, words.sandbox, words.events, words.refusals]
  return [`### ${plain(topicTitles[name][language])}`, '', ...table(heads, cells)]
}

const markOf = ({ isAsync, isPlausible }, words) =>
  isAsync ? words.asyncMark : isPlausible ? words.plausibleMark : '✓'

/** The retcodes, each with its reasons. */
function refusedWith({ refusals: own }, { refusals, shared }, { language, words }) {
  const names = own.filter((name) => !shared.includes(name))
  const retcodes = [...new Set(names.map((name) => refusals[name].retcode))]
  return retcodes
    .map((retcode) => {
      const reasons = names.filter((name) => refusals[name].retcode === retcode)
      const texts = reasons.map((name) => plain(refusals[name].summary[language]))
      return `${retcode}${words.colon}${texts.join(words.reasonList)}`
    })
    .join('<br>')
}

/** An event's own heading, or that of the row that it belongs to. */
function eventLink(name, titles) {
  const anchor = titles.get(name) ?? nearestTitle(name, titles)
  if (anchor === undefined) throw new TypeError(`events.md has no heading for ${name}`)
  return link(name, `events.md#${anchor}`)
}

function nearestTitle(name, titles) {
  const fits = (title) =>
    title.startsWith(`${name} (`) || title.startsWith(`${name}.`) || name.startsWith(`${title}.`)
  const [found] = [...titles.keys()].filter(fits)
  return titles.get(found)
}
