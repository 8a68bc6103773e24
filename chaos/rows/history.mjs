import { comesTrue, nowMs, sleep } from '../clock.mjs'
import { BareClient } from '../peers/bare-client.mjs'
import { Watchers } from '../peers/watchers.mjs'
import { count, quantile, timed, timedAtLeast, told } from '../report/figures.mjs'
import { flood } from './million.mjs'

const TOKEN = 'chaos-token-of-all'
/** Nothing is too old in these rows. */
const RESUME = { max_age: '2h' }

/** How long a start takes with a long history, against one with none. */
async function readyWithHistory(stage, { events, starts }) {
  const { implementation, hub } = await stage.begin({ config: { resume: RESUME } })
  const empty = await startTimes(stage, hub, starts)
  const reader = await BareClient.connect(stage.port, 'reader', TOKEN)
  await flood(implementation, [reader], events)
  const missing = events - reader.events
  reader.close()
  const filled = await startTimes(stage, stage.hub, starts)
  const late = await BareClient.connect(stage.port, 'reader', TOKEN)
  implementation.send()
  const goesOn = await comesTrue(() => late.last === implementation.sent.count, { timeoutMs: 20_000 })
  late.close()
  return [
    told('events', events),
    count('missing before', missing),
    count('not delivered after the starts', goesOn ? 0 : 1),
    timed('time until ready', quantile(filled, 0.5) / quantile(empty, 0.5), 1.3),
    { ...told('time until ready with none', quantile(empty, 0.5), 'ms'), isTimed: true },
  ]
}

/** Ends and starts the hub; the time is that from its start until an account is online. */
async function startTimes(stage, first, starts) {
  const times = []
  await first.stop()
  for (let turn = 0; turn < starts; turn++) {
    const hub = await stage.startHub()
    await hub.ready({ everyMs: 2 })
    times.push(nowMs() - hub.startedAt)
    if (turn < starts - 1) await hub.stop()
  }
  return times
}

/** Reads a long history while others are served live: from memory, then from disk. */
async function longRead(stage, { events, others, perSecond }) {
  const inMemory = await readAll(
    stage,
    { events, others, perSecond },
    {
      engine: 'memory',
      keep: { age: '2h', events: events + 10_000, bytes: '4GB' },
    },
  )
  const onDisk = await readAll(
    stage,
    { events, others, perSecond },
    { engine: 'disk', history: { age: '7d', bytes: '8GB' } },
  )
  return [
    told('events', events),
    count('missing', inMemory.missing + onDisk.missing),
    count('out of order', inMemory.disordered + onDisk.disordered),
    count('missing at the others', inMemory.others + onDisk.others),
    timedAtLeast('rate from disk to that from memory', onDisk.rate / inMemory.rate, 0.4),
    timed('p99 of the others meanwhile', onDisk.p99, 2),
    { ...told('p99 before', onDisk.calm, 'ms'), isTimed: true },
    timed('p99 of the others while it reads from memory', inMemory.p99, 2),
    { ...told('rate from memory', inMemory.rate, 'events/s'), isTimed: true },
  ]
}

async function readAll(stage, { events, others, perSecond }, journal) {
  const { implementation, hub } = await stage.begin({ config: { journal, resume: RESUME } })
  const reader = await BareClient.connect(stage.port, 'reader', TOKEN)
  const pace = await BareClient.connect(stage.port, 'pace', TOKEN)
  implementation.send()
  await comesTrue(() => reader.last === 1)
  await sleep(1500)
  reader.close()
  await flood(implementation, [pace], events)
  pace.close()
  const watchers = await Watchers.connect(stage.port, others, TOKEN)
  const flow = implementation.flow(perSecond)
  await sleep(3000)
  await watchers.takeP99()
  await sleep(3000)
  const calm = await watchers.takeP99()
  const target = implementation.sent.count
  const startedMs = performance.now()
  const back = await BareClient.connect(stage.port, 'reader', TOKEN)
  await comesTrue(() => back.last >= target, { timeoutMs: 180_000, everyMs: 5 })
  const tookMs = performance.now() - startedMs
  const p99 = (await watchers.takeP99()) / calm
  flow.stop()
  const total = implementation.sent.count
  await comesTrue(async () => (await watchers.lacking(total)) === 0 && back.last === total, {
    timeoutMs: 20_000,
  })
  const seen = {
    missing: Math.max(0, total - 1 - back.events),
    disordered: back.disordered,
    others: await watchers.missing(total),
  }
  for (const each of [back, watchers]) each.close()
  await hub.stop()
  return { ...seen, rate: (back.events / tookMs) * 1000, p99, calm }
}

export const ready = {
  name: 'ready',
  what: 'the hub starts with a million events of history',
  goal: 'ready within 1.3 × the time with none',
  full: { events: 1_000_000, starts: 7 },
  short: { events: 10_000, starts: 2 },
  run: readyWithHistory,
}

export const reader = {
  name: 'reader',
  what: 'a client comes back and reads a million events, while 50 others are served',
  goal: 'nothing missing, in order; from disk ≥ 0.4 × the rate from memory; p99 of the others ≤ 2 × that before',
  full: { events: 1_000_000, others: 50, perSecond: 100 },
  short: { events: 10_000, others: 5, perSecond: 100 },
  run: longRead,
}
