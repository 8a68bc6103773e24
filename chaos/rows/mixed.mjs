import { comesTrue, sleep, until } from '../clock.mjs'
import { deliveryFigures, hasAll } from '../counts/account.mjs'
import { fuzzedCall, fuzzedEvent } from '../faults/fuzz.mjs'
import { BreakingProxy } from '../faults/proxy.mjs'
import { rssBytes } from '../hub/process-figures.mjs'
import { timed, told } from '../report/figures.mjs'
import { inParallel, leaveWithCall } from './leaving-clients.mjs'
import { settledTables, tableFigures } from './tables.mjs'

const MB = 1024 * 1024
const CALM_MS = 600

/**
 * All faults in an order of chance, while events flow. In the first half the hub itself is killed and stopped; in the second it lives on,
 * so that what it loses track of can be counted.
 */
async function mixedFaults(stage, { ms, perSecond, crowd }) {
  const scene = await begin(stage, crowd)
  const { implementation, clients } = scene
  const flow = implementation.flow(perSecond)
  const done = {}
  await play(stage, scene, { ...faults, ...hubFaults }, ms / 2, done)
  const inspector = await stage.hub.inspector()
  await play(stage, scene, faults, ms / 20, done)
  const before = { tables: await settledTables(inspector), rss: rssBytes(stage.hub.pid) }
  await play(stage, scene, faults, (ms / 2) * 0.9, done)
  flow.stop()
  const { sent } = implementation
  await comesTrue(() => hasAll(sent, clients.received), { timeoutMs: 40_000, everyMs: 100 })
  const after = await settledTables(inspector, before.tables)
  inspector.close()
  const grownMb = (rssBytes(stage.hub.pid) - before.rss) / MB
  return [
    told('events', sent.count),
    ...Object.entries(done).map(([name, times]) => told(name, times)),
    // Clients leave all the time here: what comes again is judged in R1.
    ...deliveryFigures({ sent, clients: clients.received, breaks: scene.breaks }).filter(
      ({ what }) => !what.startsWith('repeated'),
    ),
    // The journal keeps an entry for each event by design.
    ...tableFigures(before.tables, after, 40),
    timed('memory', grownMb, 64 + (sent.count * 2000) / MB, 'MB more'),
  ]
}

async function begin(stage, crowd) {
  const { implementation, clients } = await stage.set({ crowd })
  const [entry] = stage.config.upstreams
  const proxy = await BreakingProxy.to(Number(new URL(entry.url).port))
  stage.after(() => proxy.close())
  entry.url = `ws://127.0.0.1:${proxy.port}/`
  const hub = await stage.startHub({ inspect: true })
  await hub.ready()
  await clients.start(stage.port)
  return { implementation, clients, proxy, breaks: [] }
}

async function play(stage, scene, choice, ms, done) {
  const endMs = performance.now() + ms
  const names = Object.keys(choice)
  while (performance.now() < endMs) {
    const name = stage.random.pick(names)
    await choice[name](stage, scene)
    done[name] = (done[name] ?? 0) + 1
    await until('the implementation is served', () => scene.implementation.isServed, { timeoutMs: 90_000 })
    await sleep(stage.random.between(CALM_MS, CALM_MS * 3))
  }
}

const hubFaults = {
  async kills(stage, scene) {
    const at = stage.hub.kill()
    scene.breaks.push(at)
    scene.implementation.broke(at)
    await stage.hub.exited
    await startAgain(stage, scene)
  },
  async ends(stage, scene) {
    await stage.hub.stop()
    scene.breaks.push(performance.timeOrigin + performance.now())
    await startAgain(stage, scene)
  },
}

async function startAgain(stage, { clients }) {
  await clients.hubAnew()
  const hub = await stage.startHub({ inspect: true })
  await hub.ready()
}

const faults = {
  async stops(stage) {
    stage.hub.signal('SIGSTOP')
    await sleep(stage.random.between(100, 2000))
    stage.hub.signal('SIGCONT')
  },
  async 'upstream cuts'(stage, { proxy }) {
    proxy[stage.random.pick(['reset', 'finish'])]()
    await sleep(100)
  },
  async 'clients away'(stage, { clients }) {
    const leaver = stage.random.pick(clients.of('ws'))
    leaver.leave()
    await sleep(stage.random.between(10, 3000))
    leaver.again()
  },
  async bursts(_stage, { implementation }) {
    await implementation.flow(2000, 1000).done
  },
  async 'callers gone'(stage) {
    await inParallel(
      () => leaveWithCall(`ws://127.0.0.1:${stage.port}/`, stage.random.between(0, 20)),
      50,
      10,
    )
  },
  'fuzzed frames': async (stage, { implementation, clients }) => {
    const [client] = clients.of('ws')
    for (let each = 0; each < 200; each++) {
      implementation.sendText(fuzzedEvent(stage.random))
      if (client.isOpen) client.socket.send(fuzzedCall(stage.random))
    }
  },
}

export const r20 = {
  name: 'R20',
  what: 'ten minutes of mixed faults in an order of chance: kills, ends and stops of the hub, cuts, clients away, bursts, callers gone, fuzzed frames',
  goal: 'nothing missing, in order; tables, sockets and timers as before; memory grows by no more than the journal',
  full: { ms: 600_000, perSecond: 100, crowd: { ws: 4, reverse: 2, post: 1, sse: 2 } },
  short: { ms: 30_000, perSecond: 50, crowd: { ws: 2, reverse: 1, post: 1, sse: 1 } },
  runs: 'long',
  run: mixedFaults,
}
