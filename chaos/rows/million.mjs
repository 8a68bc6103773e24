import { setImmediate as nextTurn } from 'node:timers/promises'
import { sleep } from '../clock.mjs'
import { cpuMs } from '../hub/process-figures.mjs'
import { BareClient } from '../peers/bare-client.mjs'
import { count, timed, told } from '../report/figures.mjs'

const MB = 1024 * 1024
const AHEAD = 1000
const PER_TURN = 16
const PARTS = 10

/** A flood as fast as its clients read: what an event costs must not grow with those before. */
async function million(stage, { events, clients }) {
  const { implementation, hub } = await stage.begin({ hub: { inspect: true } })
  const inspector = await hub.inspector()
  const all = await Promise.all(
    Array.from({ length: clients }, (_, index) =>
      BareClient.connect(stage.port, `bare-${index}`, 'chaos-token-of-all'),
    ),
  )
  stage.after(() => {
    for (const client of all) client.close()
  })
  const cost = []
  let full = 0
  for (let part = 0; part < PARTS; part++) {
    const before = cpuMs(hub.pid)
    await flood(implementation, all, events / PARTS)
    cost.push((cpuMs(hub.pid) - before) / ((events / PARTS) * clients))
    if (part === 2) full = await inspector.usedBytes()
  }
  const used = await inspector.usedBytes()
  inspector.close()
  return [
    told('events', events),
    count(
      'missing',
      all.reduce((sum, each) => sum + events - each.events, 0),
    ),
    count(
      'out of order',
      all.reduce((sum, each) => sum + each.disordered, 0),
    ),
    timed('CPU of a delivery, last part to second', cost[PARTS - 1] / cost[1], 1.1),
    { ...told('CPU of a delivery', cost[1] * 1000, 'µs'), isTimed: true },
    timed('heap and external', (used - full) / MB, 16, 'MB more'),
  ]
}

/** Sends so many, never more ahead than the sockets hold, and waits until all have come. */
export async function flood(implementation, clients, events) {
  const target = implementation.sent.count + events
  const slowest = () => Math.min(...clients.map(({ last }) => last))
  while (implementation.sent.count < target) {
    for (let each = 0; each < PER_TURN && implementation.sent.count < target; each++) implementation.send()
    await nextTurn()
    while (implementation.sent.count - slowest() > AHEAD) await sleep(1)
  }
  const endMs = performance.now() + 60_000
  while (slowest() < target && performance.now() < endMs) await sleep(2)
}

export const r12 = {
  name: 'R12',
  what: 'a million events to 20 clients',
  goal: 'none missing; CPU of a delivery in the last 100,000 ≤ 1.1 × that in the second; heap and external grow by no more than 16 MB once the journal is full',
  full: { events: 1_000_000, clients: 20 },
  short: { events: 20_000, clients: 5 },
  run: million,
}
