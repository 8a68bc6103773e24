import { spawnSync } from 'node:child_process'
import { everyEvent } from '../answers/every-event.mjs'
import { failing, otherTypes } from '../answers/excused.mjs'
import { callNapCatMethods } from '../answers/napcat-methods.mjs'
import { callNcatBotMethods } from '../answers/ncatbot-methods.mjs'
import { typeFaults } from '../answers/type-check.mjs'
import { botsDir } from '../application.mjs'

const profiles = ['napcat', 'lagrange', 'llbot', 'go-cqhttp']

/** The sandbox as libraries know implementations: what they call is answered as they declare it, and they take what it tells. */
export async function answers({ pythons, report, dir }) {
  await napcatTs(report)
  await ncatbot(report, pythons.newcomers, dir)
  for (const profile of profiles) await nonebot(report, pythons.nonebot2, profile)
}

async function napcatTs(report) {
  const { answers, unknown } = await callNapCatMethods()
  const failed = answers.filter(({ answer }) => answer?.status !== 'ok').map(({ action }) => action)
  const done = answers.filter(({ answer }) => answer?.status === 'ok')
  const types = typeFaults(done.map(({ action, answer }) => ({ action, data: answer.data })))
  const odd = [...types.keys()]
  report.line(
    'node-napcat-ts',
    `${answers.length} methods, ${done.length - odd.length} answers as declared`,
    [
      ...unknown.map((method) => `nobody says what to give ${method}`),
      ...unexcused('fails', failed, failing.napcatTs, (action) => reasonOf(answers, action)),
      ...unexcused('is not as declared', odd, otherTypes, (action) => types.get(action).join('\n')),
    ],
  )
}

const reasonOf = (answers, action) => answers.find((each) => each.action === action).answer?.reason

async function ncatbot(report, python, dir) {
  const { code, err, lines } = await callNcatBotMethods(python, dir)
  const failed = lines.filter(({ error }) => error)
  const calls = lines.filter(({ reply }) => reply)
  const methods = new Set(lines.map(({ method }) => method))
  const reason = (method) => failed.find((each) => each.method === method).error
  report.line('ncatbot', `${methods.size} methods, ${calls.length} calls`, [
    ...(code === 0 ? [] : [`ended with ${code}`, err]),
    ...unexcused(
      'fails',
      failed.map(({ method }) => method),
      failing.ncatbot,
      reason,
    ),
  ])
}

async function nonebot(report, python, profile) {
  const events = await everyEvent(profile)
  const { status, stdout, stderr } = spawnSync(python, [`${botsDir}nonebot2_events.py`], {
    input: `${events.map((event) => JSON.stringify(event)).join('\n')}\n`,
    encoding: 'utf8',
    env: { ...process.env, PYTHONUTF8: '1' },
  })
  const judged = stdout
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line))
  const faults = judged.flatMap(({ fault }, at) => (fault ? [`${fault} ${JSON.stringify(events[at])}`] : []))
  const all =
    status === 0 && judged.length === events.length
      ? []
      : [`${judged.length} of ${events.length} were judged`, stderr]
  report.line(`nonebot events of ${profile}`, `${events.length} events taken`, [...all, ...faults])
}

/** What is wrong and not excused, and what is excused and not wrong: an excuse that is not needed is taken back. */
function unexcused(what, found, excuses, reason) {
  const names = Object.keys(excuses)
  return [
    ...found.filter((name) => !names.includes(name)).map((name) => `${name} ${what}: ${reason(name)}`),
    ...names.filter((name) => !found.includes(name)).map((name) => `${name} needs no excuse any more`),
  ]
}
