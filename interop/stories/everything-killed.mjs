import { setTimeout as sleep } from 'node:timers/promises'
import { judgeThroughKills } from '../delivery.mjs'
import { settled, waitUntil } from '../wait-until.mjs'

const perSecond = 15
const messagesBetween = 30
const awayMs = 1000
const hangMs = 300
/** Confirmation is asked for within 500 ms and a position saved within 150 ms; a busy machine may take twice as long. */
const mayRepeatMs = 2 * (500 + 150)
/** What is handed on so soon is on disk 50 ms after it was sent. */
const atOnceMs = 35
const newest = 3
const patience = { timeoutMs: 30_000, everyMs: 100 }

/**
 * While messages flow the hub is killed and started again, and then the implementation. Every program must be handed whatever
 * was sent, in order; twice only what it handled in the last moment before the kill of the hub. Those that are said to
 * hang do so in that moment: of what was sent meanwhile the hub has no confirmation.
 */
export async function everythingKilled({ account, cast, hub, report }) {
  account.start()
  await hub.start()
  for (const { application } of cast) application.start()
  // Slowly until then, so that those who start last have nothing to catch up with.
  await untilAllHaveBegun(cast)
  account.pace(perSecond)
  await untilAllHandleMore(cast, account)
  const hubKill = await whileSomeHang(cast, account, () => killed(hub.child(), hub.start))
  await restartThoseWhoDoNotComeBack(cast)
  await untilAllHandleMore(cast, account)
  const accountKill = await killed(account.child, () => account.start())
  await untilAllHandleMore(cast, account)
  account.pace(0)
  await untilAllHaveHandled(cast, account)
  for (const each of cast) {
    const given = { handled: handled(each), sent: account.sent(), hubKill, otherKills: [accountKill] }
    reportOn(each, judgeThroughKills(given), { hungMs: hubKill.hungMs, report })
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
  const hasMore = (each) => {
    if (each.mayEnd && each.application.run.child.ended) each.application.start()
    return handled(each).filter(({ message_id }) => message_id > last).length >= messagesBetween
  }
  await settled(() => cast.every(hasMore), patience)
}

/** Until every program has handled the last message; a busy machine gets the time it takes. */
async function untilAllHaveHandled(cast, account) {
  const isDone = (each) => handled(each).at(-1)?.message_id === account.sent().at(-1).message_id
  await settled(() => cast.every(isDone), { everyMs: 100 })
}

/** Some programs hang for a while before the hub is killed, and go on once it is gone. */
async function whileSomeHang(cast, account, kill) {
  const hanging = cast.filter(({ hangs }) => hangs)
  for (const { application } of hanging) application.run.child.signal('SIGSTOP')
  const since = Date.now()
  await sleep(hangMs)
  await waitUntil('the hub hands on what comes at once', () => isHandedOnAtOnce(cast, account))
  const hungMs = Date.now() - since
  const done = kill()
  for (const { application } of hanging) application.run.child.signal('SIGCONT')
  return { ...(await done), hungMs }
}

/** Whether somebody has handled the newest messages so soon that the hub cannot have been held up by a busy machine. */
function isHandedOnAtOnce(cast, account) {
  const latest = cast.flatMap((each) => handled(each).slice(-newest))
  return account
    .sent()
    .slice(-newest)
    .every(({ message_id, at }) =>
      latest.some((record) => record.message_id === message_id && record.at - at < atOnceMs),
    )
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

function reportOn({ application, hangs }, verdict, { hungMs, report }) {
  const { problems, owed, missing, repeated, repeatedMs } = verdict
  if (repeatedMs > mayRepeatMs + (hangs ? hungMs : 0))
    problems.push(`what came twice was handled ${repeatedMs} ms before the kill`)
  const how = hangs ? 'hung at the kill of the hub, ' : ''
  const twice = repeated > 0 ? `, ${repeated} twice (handled up to ${repeatedMs} ms before the kill)` : ''
  report.line(application.name, `${how}handled ${owed - missing} of ${owed}${twice}`, problems)
}
