import { setTimeout as sleep } from 'node:timers/promises'
import { judgeThroughKills } from '../delivery.mjs'
import { settled, waitUntil } from '../wait-until.mjs'

const perSecond = 25
const messagesBetween = 50
const awayMs = 1500
const hangMs = 300
/** Confirmation is asked for within 500 ms and a position saved within 150 ms; a busy machine may take twice as long. */
const mayRepeatMs = 2 * (500 + 150)
const patience = { timeoutMs: 30_000, everyMs: 100 }

/**
 * While messages flow the hub is killed and started again, and then the implementation. Every program must be handed whatever
 * was sent, in order; twice only what it handled in the last moment before the kill of the hub. Those that
 * are said to hang do so in that moment: the hub has no confirmation of what it sent them meanwhile, or could not send it.
 */
export async function everythingKilled({ account, cast, hub, startHub, report }) {
  account.start()
  await startHub()
  for (const { application } of cast) application.start()
  // Slowly until then, so that those who start last have nothing to catch up with.
  await untilAllHaveBegun(cast)
  account.pace(perSecond)
  await untilAllHandleMore(cast, account)
  const hubKill = await whileSomeHang(cast, () => killed(hub(), startHub))
  await restartThoseWhoDoNotComeBack(cast)
  await untilAllHandleMore(cast, account)
  const accountKill = await killed(account.child, () => account.start())
  await untilAllHandleMore(cast, account)
  const until = account.sent().at(-1).message_id
  await settled(() => cast.every((each) => handled(each).at(-1)?.message_id >= until), patience)
  for (const each of cast) {
    const given = { handled: handled(each), sent: account.sent(), hubKill, otherKills: [accountKill], until }
    reportOn(each, judgeThroughKills(given), report)
  }
}

/** The messages with which the program's handler was called. */
function handled({ application }) {
  return application.all('handled')
}

async function untilAllHaveBegun(cast) {
  for (const each of cast) {
    const { application } = each
    const hasBegun = () => {
      application.assertRunning()
      return handled(each).length > 0
    }
    await waitUntil(`${application.name} handles messages`, hasBegun, { everyMs: 100 })
  }
}

/** Until every program has handled so many messages that are sent from now on; who does not is found out in the end. */
async function untilAllHandleMore(cast, account) {
  const last = account.sent().at(-1).message_id
  const hasMore = (each) =>
    handled(each).filter(({ message_id }) => message_id > last).length >= messagesBetween
  await settled(() => cast.every(hasMore), patience)
}

/** Some programs hang for a while before the hub is killed, and go on once it is gone. */
async function whileSomeHang(cast, kill) {
  const hanging = cast.filter(({ hangs }) => hangs)
  for (const { application } of hanging) application.run.child.signal('SIGSTOP')
  await sleep(hangMs)
  const done = kill()
  for (const { application } of hanging) application.run.child.signal('SIGCONT')
  return await done
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

function reportOn({ application, hangs }, { problems, owed, missing, repeated, repeatedMs }, report) {
  if (repeatedMs > mayRepeatMs + (hangs ? hangMs : 0))
    problems.push(`what came twice was handled ${repeatedMs} ms before the kill`)
  const twice = repeated > 0 ? `, ${repeated} twice (handled up to ${repeatedMs} ms before the kill)` : ''
  const how = hangs ? 'hung at the kill of the hub, ' : ''
  report.line(application.name, `${how}handled ${owed - missing} of ${owed}${twice}`, problems)
}
