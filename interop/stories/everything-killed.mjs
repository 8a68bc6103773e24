import { setTimeout as sleep } from 'node:timers/promises'
import { judgeThroughKills } from '../delivery.mjs'
import { settled, waitUntil } from '../wait-until.mjs'

const perSecond = 25
const messagesBetween = 50
const awayMs = 1500
/** A connection is asked for a confirmation within 500 ms, and a position is saved within 150 ms; the rest is on its way. */
const mayRepeatMs = 500 + 150 + 250

/**
 * While messages flow the hub is killed and started again, and then the implementation. Every program must be handed whatever
 * was sent, in order; twice only what was sent in the last moment before the kill of the hub.
 */
export async function everythingKilled({ account, cast, hub, startHub, report }) {
  account.start()
  await startHub()
  for (const { application } of cast) application.start()
  // Until then it goes slowly, so that those who start last have nothing to catch up with.
  await untilAllHandled(cast, account, 1)
  account.pace(perSecond)
  await untilAllHandled(cast, account)
  const hubKill = await killed(hub(), startHub)
  await restartThoseWhoDoNotComeBack(cast)
  await untilAllHandled(cast, account)
  const accountKill = await killed(account.child, () => account.start())
  await untilAllHandled(cast, account)
  const until = account.sent().at(-1).message_id
  await settled(() => cast.every((each) => handled(each).at(-1) >= until), { timeoutMs: 15_000 })
  for (const each of cast) {
    const given = { handled: handled(each), sent: account.sent(), hubKill, otherKills: [accountKill], until }
    reportOn(each, judgeThroughKills(given), report)
  }
}

/** Messages that the program was handed; where its library may drop some at a disconnect, those that the library has read. */
function handled({ application, drops }) {
  if (drops) return application.lives().flat()
  return application.all('handled').map(({ message_id }) => message_id)
}

/** Until every program has handled so many messages that were sent from now on. */
async function untilAllHandled(cast, account, count = messagesBetween) {
  const before = account.sent().at(-1)?.message_id ?? 0
  for (const each of cast) {
    await waitUntil(`${each.application.name} handles messages`, () => {
      each.application.assertRunning()
      const ids = handled(each)
      return ids.filter((id) => id > before).length >= count
    })
  }
}

/** Kills a process and starts it again after a while; returns from when to when it was away. */
async function killed(child, startAgain) {
  const at = Date.now()
  await child.kill()
  await sleep(awayMs)
  const backAt = Date.now()
  await startAgain()
  return { at, backAt }
}

async function restartThoseWhoDoNotComeBack(cast) {
  for (const { application, comesBack } of cast) {
    if (comesBack !== false) continue
    await application.run.child.kill()
    application.start()
  }
}

function reportOn({ application, drops }, { problems, owed, repeated, repeatedMs }, report) {
  if (repeatedMs > mayRepeatMs)
    problems.push(`what came twice was sent up to ${repeatedMs} ms before the kill`)
  const what = drops ? 'its library read' : 'handled'
  const twice = repeated > 0 ? `, ${repeated} twice (sent up to ${repeatedMs} ms before the kill)` : ''
  report.line(application.name, `${what} all of ${owed}${twice}`, problems)
}
