import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { judgeThroughKills } from '../delivery.mjs'
import { settled, waitUntil } from '../wait-until.mjs'

const perSecond = 15
const messagesBetween = 30
const awayMs = 1000
const hangMs = 300
/** What was sent within this time before a kill may have been in the buffers of the process that was killed. */
const mayBeLostMs = 50
/** Confirmation is asked for within 500 ms and a position saved within 150 ms; as much again for what is on its way. */
const mayRepeatMs = 2 * (500 + 150)
/** A machine that has little else to do holds a process up no longer than this. */
const usualDelayMs = 15
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
  const delay = monitorEventLoopDelay({ resolution: 5 })
  delay.enable()
  account.pace(perSecond)
  await untilAllHandleMore(cast, account)
  const hubKill = await whileSomeHang(cast, () => {
    delay.disable()
    return killed(hub.child(), hub.start)
  })
  await restartThoseWhoDoNotComeBack(cast)
  await untilAllHandleMore(cast, account)
  const accountKill = await killed(account.child, () => account.start())
  await untilAllHandleMore(cast, account)
  account.pace(0)
  await untilAllHaveHandled(cast, account)
  reportOnAll(cast, { account, hubKill, accountKill, slowness: slownessOf(delay), report })
}

/** How many times longer the machine takes than one that is not busy, as far as this process can tell. */
function slownessOf(delay) {
  return Math.max(1, delay.max / 1e6 / usualDelayMs)
}

/** The messages with which the program's handler was called. */
function handled({ application }) {
  return application.all('handled')
}

async function untilAllHaveBegun(cast) {
  for (const each of cast) {
    const { application } = each
    const hasBegun = () => {
      startAgainIfEnded(each)
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
  await settled(() => isTrueOfAll(cast, hasMore), patience)
}

/** Until every program has handled the last message; a busy machine gets the time it takes. */
async function untilAllHaveHandled(cast, account) {
  const isDone = (each) => handled(each).at(-1)?.message_id === account.sent().at(-1).message_id
  await settled(() => isTrueOfAll(cast, isDone), { timeoutMs: 120_000, everyMs: 100 })
}

function isTrueOfAll(cast, condition) {
  for (const each of cast) startAgainIfEnded(each)
  return cast.every(condition)
}

function startAgainIfEnded({ application, mayEnd }) {
  if (mayEnd && application.run.child.ended) application.start()
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

function reportOnAll(cast, { account, hubKill, accountKill, slowness, report }) {
  const lostMs = Math.round(mayBeLostMs * slowness)
  const given = { sent: account.sent(), hubKill, otherKills: [accountKill], mayBeLostMs: lostMs }
  for (const each of cast) {
    const limitMs = Math.round(mayRepeatMs * slowness) + (each.hangs ? hangMs : 0)
    reportOn(each, judgeThroughKills({ ...given, handled: handled(each) }), { limitMs, report })
  }
  report.line('kills', `counted is what was sent more than ${lostMs} ms before each, and after the return`)
}

function reportOn({ application, hangs }, verdict, { limitMs, report }) {
  const { problems, owed, missing, repeated, repeatedMs } = verdict
  if (repeatedMs > limitMs) problems.push(`what came twice was handled ${repeatedMs} ms before the kill`)
  const how = hangs ? 'hung at the kill of the hub, ' : ''
  const twice = repeated > 0 ? `, ${repeated} twice (handled up to ${repeatedMs} ms before the kill)` : ''
  report.line(application.name, `${how}handled ${owed - missing} of ${owed}${twice}`, problems)
}
