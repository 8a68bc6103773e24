import { comesTrue, sleep } from '../clock.mjs'
import { Watchers } from '../peers/watchers.mjs'
import { count, timed, told } from '../report/figures.mjs'

/** How late paced events come, with the log in memory and on disk. */
async function latency(stage, { clients, perSecond, ms }) {
  const memory = await pace(stage, 'memory', { clients, perSecond, ms })
  const disk = await pace(stage, 'disk', { clients, perSecond, ms })
  return [
    told('events', disk.events),
    count('missing', memory.missing + disk.missing),
    timed('p50', disk.p50, 1, 'ms'),
    timed('p99', disk.p99, 5, 'ms'),
    timed('p99 on disk to that in memory', disk.p99 / memory.p99, 1.5),
  ]
}

async function pace(stage, engine, { clients, perSecond, ms }) {
  const { implementation, hub } = await stage.begin({ config: { journal: { engine } } })
  const watchers = await Watchers.connect(stage.port, clients, 'chaos-token-of-all')
  stage.after(() => watchers.close())
  await implementation.flow(perSecond, perSecond).done
  await sleep(200)
  await watchers.takeDelays()
  await implementation.flow(perSecond, (perSecond * ms) / 1000).done
  const total = implementation.sent.count
  await comesTrue(async () => (await watchers.lacking(total)) === 0, { timeoutMs: 10_000 })
  const delays = await watchers.takeDelays()
  await hub.stop()
  return { ...delays, missing: await watchers.missing(total), events: total }
}

export const r13 = {
  name: 'R13',
  what: '500 events/s to 20 clients',
  goal: 'p50 < 1 ms, p99 < 5 ms and ≤ 1.5 × that with the log in memory',
  full: { clients: 20, perSecond: 500, ms: 20_000 },
  short: { clients: 5, perSecond: 200, ms: 1500 },
  run: latency,
}
