import { comesTrue, sleep } from '../clock.mjs'
import { deliveryFigures, hasAll } from '../counts/account.mjs'
import { told } from '../report/figures.mjs'

const SECOND = 1000
const DAY = 24 * 3600 * SECOND
const JUMPS = [
  -10 * 365 * DAY,
  -DAY,
  -3600 * SECOND,
  -10 * SECOND,
  10 * SECOND,
  3600 * SECOND,
  DAY,
  10 * 365 * DAY,
]
/** The clock of the machine belongs to everybody: it is shifted within the hub alone. */
const SHIFT = `(() => { const real = Date.now; const Real = Date; globalThis.shiftMs = 0
Date.now = () => real() + globalThis.shiftMs
globalThis.Date = new Proxy(Real, { construct: (of, args) => new of(...(args.length === 0 ? [Date.now()] : args)) }) })()`

/** The clock of the hub jumps while clients come and go; at last it is killed while the clock is ahead. */
async function clockJumps(stage, { jumps, perSecond, crowd }) {
  const { implementation, clients, hub } = await stage.begin({ crowd, hub: { inspect: true } })
  const { sent } = implementation
  const inspector = await hub.inspector()
  await inspector.evaluate(SHIFT)
  const flow = implementation.flow(perSecond)
  for (let turn = 0; turn < jumps; turn++) {
    const [leaver] = clients.of('ws')
    leaver.leave()
    await inspector.evaluate(`globalThis.shiftMs = ${stage.random.pick(JUMPS)}`)
    await sleep(stage.random.between(200, 1500))
    leaver.again()
    await sleep(300)
  }
  await inspector.evaluate(`globalThis.shiftMs = ${DAY}`)
  await sleep(2000)
  inspector.close()
  const at = hub.kill()
  implementation.broke(at)
  await hub.exited
  await clients.hubAnew()
  await (await stage.startHub()).ready()
  await sleep(2000)
  flow.stop()
  await comesTrue(() => hasAll(sent, clients.received), { timeoutMs: 30_000, everyMs: 100 })
  // A client that leaves gets again what it has not confirmed: repetitions are not judged here.
  const figures = deliveryFigures({ sent, clients: clients.received }).filter(
    ({ what }) => !what.startsWith('repeated'),
  )
  return [told('jumps', jumps), told('events', sent.count), ...figures]
}

export const clock = {
  name: 'clock',
  what: 'the clock of the hub jumps 30 times by 10 s to 10 years, both ways, while clients come and go; then it is killed with its clock a day ahead',
  goal: 'nothing missing, in order',
  full: { jumps: 30, perSecond: 300, crowd: { ws: 4, reverse: 2, post: 1, sse: 2 } },
  short: { jumps: 4, perSecond: 100, crowd: { ws: 2, reverse: 1, post: 1, sse: 1 } },
  runs: 'beside',
  run: clockJumps,
}
