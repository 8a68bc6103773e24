import { setTimeout as sleep } from 'node:timers/promises'
import { messageIds } from '../application.mjs'
import { judgeDelivery } from '../delivery.mjs'
import { settled, waitUntil } from '../wait-until.mjs'

const perSecond = 300
const messagesBeforeKill = 250
const awayMs = 1000
const messagesAfterReturn = 300
/** Every so many messages one is a question, to each application in turn. */
const questionEvery = 20
/** What may come twice is what was sent but not yet acknowledged. A second's worth is plenty, even on a busy machine. */
const mostRepeatedPerKill = perSecond

/**
 * An application is killed while messages flow and comes back. Its WebSocket library must have read, over both lives, every
 * message in order; twice only what it had not acknowledged. The others must not notice.
 *
 * With `freezeMs` it hangs before it is killed: by then the kernel has taken frames that the library never read,
 * which only an acknowledgement of the library's own can tell from delivered ones.
 */
export async function killedAndBack({ account, applications, questions, victim, freezeMs = 0, report }) {
  account.answerAfter(() => 5)
  const start = account.emitted.length
  const stop = startFlow({ account, applications, questions })
  const lives = await killAndRestart({ account, victim, freezeMs, start })
  stop()
  const emitted = account.emitted.slice(start)
  const last = emitted.at(-1)
  await settled(() => applications.every((each) => each.messagesRead().at(-1) === last))

  reportVictim({ account, victim, lives, emitted, freezeMs, report })
  const others = applications.filter((each) => each !== victim)
  await settled(() => others.every(({ name }) => questions.judge(name).missing.length === 0))
  for (const other of others) reportOther({ account, other, emitted, questions, report })
}

function startFlow({ account, applications, questions }) {
  return account.flow(perSecond, (n) => {
    if (n % questionEvery === 0) questions.ask(applications[(n / questionEvery) % applications.length])
    else account.emitGroupMessage({ groupId: 30_000, userId: 10_000 + (n % 50), text: `message ${n}` })
  })
}

async function killAndRestart({ account, victim, freezeMs, start }) {
  const before = victim.run
  const emittedAtLeast = (count) => () => account.emitted.length - start >= count
  await waitUntil(`${messagesBeforeKill} messages have flowed`, emittedAtLeast(messagesBeforeKill))
  if (freezeMs > 0) {
    before.child.signal('SIGSTOP')
    await sleep(freezeMs)
  }
  await before.child.kill()
  const killedAt = account.emitted.length - start
  await sleep(awayMs)
  victim.start()
  await victim.untilConnected()
  const backAt = account.emitted.length - start
  await waitUntil('messages flow after the return', emittedAtLeast(backAt + messagesAfterReturn))
  return { before, after: victim.run, killedAt, backAt }
}

function reportVictim({ account, victim, lives, emitted, freezeMs, report }) {
  const { before, after, killedAt, backAt } = lives
  const { problems, repeated } = judgeWholeLife(account, victim)
  const tolerated = mostRepeatedPerKill * (victim.runs.length - 1)
  if (repeated > tolerated) problems.push(`${repeated} came twice, though all but a few were acknowledged`)
  problems.push(...lifecycleProblems(after))
  const [readBefore, readAfter] = [before, after].map((run) =>
    countSince(victim.messagesRead(run), emitted[0]),
  )
  const how = freezeMs > 0 ? `hung for ${freezeMs} ms, then killed` : 'killed'
  report.line(
    victim.name,
    `${how} at message ${killedAt}, back at ${backAt} of ${emitted.length}: its library read ` +
      `${readBefore} + ${readAfter}, ${repeated} twice${unhandled(before)}`,
    problems,
  )
}

function reportOther({ account, other, emitted, questions, report }) {
  const { problems } = judgeWholeLife(account, other)
  const { asked, missing, wrong } = questions.judge(other.name)
  // One that was killed itself earlier may have died between reading a question and answering it.
  const unanswered = other.runs.length === 1 ? missing.map((answer) => `never answered ${answer}`) : []
  const wrongs = wrong.map((sent) => `wrong answer ${JSON.stringify(sent)}`)
  const text = `meanwhile read ${countSince(other.messagesRead(), emitted[0])} of ${emitted.length}, in all answered ${asked - missing.length} of ${asked} questions`
  report.line(other.name, text, [...problems, ...unanswered, ...wrongs])
}

/** From the start on, so that what an earlier kill left behind and what is wrongly sent again much later is seen too. */
function judgeWholeLife(account, application) {
  return judgeDelivery(account.emitted, application.lives())
}

function countSince(ids, firstId) {
  return ids.filter((id) => id >= firstId).length
}

/** The first thing a new connection says is its lifecycle event, once. */
function lifecycleProblems({ records }) {
  const types = records.all('frame').map(({ type }) => type)
  const count = types.filter((type) => type === 'meta_event.lifecycle').length
  const problems = types[0] === 'meta_event.lifecycle' ? [] : [`${types[0]} came before the lifecycle event`]
  return count === 1 ? problems : [...problems, `${count} lifecycle events`]
}

/** Acknowledged by the library, yet never shown to the program: receipt is what the hub promises, not handling. */
function unhandled(run) {
  const events = messageIds(run, 'event')
  if (events.length === 0) return ''
  return `, ${messageIds(run, 'frame').length - events.length} read but not handed to the program`
}
