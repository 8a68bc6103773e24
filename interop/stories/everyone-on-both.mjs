import { createConnection } from 'node:net'
import { textOf } from '../cq-text.mjs'
import { settled, waitUntil } from '../wait-until.mjs'

const questionsPerRound = 5
const formats = ['array', 'string']

/**
 * Every program answers on the account that was asked, with what only that account's API tells: first with one account, then
 * with two online. After that the hub starts anew with the other message format for each, and the programs, which nobody
 * restarts, do it again.
 */
export async function everyoneOnBoth({ cast, accounts, questions, between, report }) {
  const finds = new Map(cast.map((each) => [each, []]))
  for (const life of [0, 1]) {
    const formatOf = (index) => formats[(index + life) % formats.length]
    const before = snapshot(cast, accounts)
    await between.open(cast.flatMap((each, index) => entries(each, formatOf(index))))
    await startThoseWhoAreAway(cast)
    await round({ cast, accounts: accounts.slice(0, 1), before, questions })
    between.bringOnline()
    await round({ cast, accounts, before, questions })
    for (const [index, each] of cast.entries())
      finds.get(each).push(...formatProblems(each, formatOf(index), before.get(each).messages))
    await between.close()
  }
  for (const each of cast) reportOn(each, { accounts, questions, problems: finds.get(each), report })
}

async function startThoseWhoAreAway(cast) {
  for (const { application, comesBack } of cast) {
    if (comesBack === false) await application.run?.child.kill()
    if (comesBack === false || !application.run) application.start()
  }
}

/** What there was of each program before: so that what comes later is seen to be new. */
function snapshot(cast, accounts) {
  return new Map(
    cast.map((each) => {
      const ready = accounts.map(({ selfId }) => each.application.timesReadyOn(selfId))
      return [each, { ready, messages: each.application.all('message').length }]
    }),
  )
}

function entries({ clients }, message_format) {
  return clients.map((client) => ({ ...client, message_format }))
}

async function round({ cast, accounts, before, questions }) {
  await Promise.all(cast.map((each) => untilReady(each, accounts.slice(0, each.accounts), before.get(each))))
  const pairs = cast.flatMap(({ application, accounts: count }) =>
    accounts.slice(0, count).map((account) => ({ application, asked: questions.get(account) })),
  )
  for (let i = 0; i < questionsPerRound; i++)
    for (const { application, asked } of pairs) asked.ask(application)
  const isAnswered = ({ application, asked }) => asked.judge(application.name).missing.length === 0
  await settled(() => pairs.every(isAnswered))
}

async function untilReady({ application, readiness, port }, accounts, { ready }) {
  // Over HTTP there is no connection to wait for: an event comes, and then it has to be right.
  const isReady =
    readiness === 'listening'
      ? () => isListening(port)
      : () => accounts.every(({ selfId }, index) => application.timesReadyOn(selfId) > ready[index])
  const where = accounts.map(({ selfId }) => selfId).join(' and ')
  await waitUntil(`${application.name} is ready on ${where}`, async () => {
    application.assertRunning()
    return await isReady()
  })
}

function isListening(port) {
  return new Promise((resolve) => {
    const socket = createConnection({ port, host: '127.0.0.1' })
    socket.on('connect', () => resolve(true))
    socket.on('error', () => resolve(false))
    socket.on('connect', () => socket.destroy())
  })
}

function formatProblems({ application }, format, since) {
  const seen = application.all('message').slice(since)
  const others = seen.filter((each) => each.format !== format)
  if (seen.length === 0) return [`got no message in format ${format}`]
  return others.length > 0 ? [`${others.length} of ${seen.length} messages not in format ${format}`] : []
}

function reportOn({ application, accounts: count }, { accounts, questions, problems, report }) {
  const verdicts = accounts.map((account) => questions.get(account).judge(application.name))
  const all = [...problems, ...verdicts.flatMap(verdictProblems), ...swapped(application, accounts)]
  const answered = verdicts.map(({ answered, asked }) => `${answered} of ${asked}`)
  const text =
    count === 1
      ? `${answered[0]} with one account`
      : `${answered[0]} on the first account, ${answered[1]} on the second`
  report.line(application.name, `answered ${text}, in both formats${tooEarly(application)}`, all)
}

/** Not wrong, but what its users would see: at the lifecycle event on the one connection, the other was not there yet. */
function tooEarly(application) {
  const count = application.all('early').length
  return count === 0 ? '' : `; ${count} calls in vain, before it had a connection for them`
}

function verdictProblems({ missing, wrong, twice }) {
  const problems = [
    ...missing.map((answer) => `never answered ${answer}`),
    ...wrong.map((sent) => `wrong answer ${JSON.stringify(sent)}`),
  ]
  return twice > 0 ? [...problems, `${twice} answers sent twice`] : problems
}

/** The reply to what it sent must have come back to itself, from the same account: its record names the same message. */
function swapped(application, accounts) {
  const ids = new Map(accounts.flatMap(({ sent }) => sent).map(({ text, message_id }) => [text, message_id]))
  // Those who send strings record them as they sent them, escaped.
  const idOf = (text) => ids.get(text) ?? ids.get(textOf(text))
  const wrong = application
    .answers()
    .filter(({ text, message_id }) => message_id && idOf(text) !== message_id)
  return wrong.map((answer) => `got the reply to another call: ${JSON.stringify(answer)}`)
}
