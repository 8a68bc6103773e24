import { comesTrue, sleep } from '../clock.mjs'
import { count, told } from '../report/figures.mjs'

/** Kills the hub the moment an event has arrived, when it may not be written yet; what comes later must arrive all the same. */
async function deliveredNotWritten(stage, { kills }) {
  const { implementation, clients } = await stage.begin({ crowd: { ws: 2, sse: 1, post: 1 } })
  const { received } = clients
  const { sent } = implementation
  let missing = 0
  for (let turn = 0; turn < kills; turn++) {
    implementation.send()
    const later = sent.count
    await comesTrue(() => received.every((each) => each.has(later)), { timeoutMs: 8000, everyMs: 2 })
    missing += received.filter((each) => !each.has(later)).length
    await sleep(stage.random.between(0, 20))
    await killOnDelivery(stage, implementation, clients)
  }
  const again = received.reduce((sum, { repeats }) => sum + repeats.length, 0)
  return [
    told('kills', kills),
    count('later events that did not come', missing),
    count(
      'out of order, or twice in one life',
      received.reduce((sum, { disordered }) => sum + disordered, 0),
    ),
    count(
      'damaged',
      received.reduce((sum, { damaged }) => sum + damaged, 0),
    ),
    // A life is shorter than what confirming and saving take: R1 judges this.
    told('repeated', again),
  ]
}

async function killOnDelivery(stage, implementation, clients) {
  implementation.send()
  const n = implementation.sent.count
  await comesTrue(() => clients.received.some((each) => each.has(n)), { timeoutMs: 8000, everyMs: 0 })
  implementation.broke(stage.hub.kill())
  await stage.hub.exited
  await clients.hubAnew()
  const hub = await stage.startHub()
  await hub.ready()
}

export const delivered = {
  name: 'delivered',
  what: 'the hub is killed 200 times between delivery and write: at the moment when the first client has an event',
  goal: 'every later event arrives at every client, once in each life of the hub, in order',
  full: { kills: 200 },
  short: { kills: 6 },
  runs: 'beside',
  run: deliveredNotWritten,
}
