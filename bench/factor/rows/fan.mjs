// What deliveries cost at a steady rate, and how late they are.
import { paired } from '../cells.mjs'
import { measure } from '../measure.mjs'
import { hub, hubOnDisk, mosquitto, nats, nodeFloor, plain, today } from '../peers.mjs'
import { printFigures } from '../table.mjs'
import { inAlternatingTurns } from '../turns.mjs'

const CHAT = { clients: 10, rate: 20, seconds: 8, warm: 2 }
/**
 * The same in a server that has run for hours: 100,000 deliveries make its code hot, and in the pause V8 reduces the heap. The
 * window is long, so that one collection does not decide.
 */
const CHAT_WARM = { clients: 10, rate: 20, seconds: 20, warm: 10, warmrate: 1000, pause: 12 }
const GROUPS = { clients: 100, rate: 200, seconds: 5, warm: 1 }
const FLOOD = { clients: 100, rate: 2000, seconds: 4, warm: 1 }
const BURSTS = { clients: 100, rate: 3200, burst: 16, seconds: 4, warm: 1 }
const QUICK_SECONDS = 3
const FIGURES = {
  cpuUs: 'CPU µs a delivery',
  p50Ms: 'p50 ms',
  p99Ms: 'p99 ms',
  turns: 'turns of the loop',
  longTurns: 'over 3 ms',
  longestTurnMs: 'longest ms',
  p999TurnMs: 'p99.9 of turns, ms',
  rssMb: 'RSS MB',
  clientBusy: 'client busy',
}
/** No turn of the hub's event loop may cost more. */
const TURN_MS = 3

/** Ten clients where somebody says something now and then. */
export async function chat(settings) {
  const runs = await measureFan('10 clients, 20 events/s', CHAT, everybody(), settings)
  return costCells('CPU a delivery, 10 × 20/s', runs, { goal: 1.5, stretch: 1.3 })
}

/** The same ten clients when the server has run for long. */
export async function chatWarm(settings) {
  const peers = [hub, nodeFloor, plain, nats()]
  const runs = await measureFan('10 clients, 20 events/s, warm', CHAT_WARM, peers, settings)
  return costCells('CPU a delivery, 10 × 20/s, warm', runs, { goal: 1.5, stretch: 1.3 }, [nats()])
}

/** A hundred clients in busy groups. */
export async function groups(settings) {
  const runs = await measureFan('100 clients, 200 events/s', GROUPS, everybody(), settings)
  return costCells('CPU a delivery, 100 × 200/s', runs, { goal: 1.25, stretch: 1.15 })
}

/** How late the latest are there, and how long the hub's loop is busy without a pause. */
export async function tail(settings) {
  const title = '100 clients, 200 events/s, delays'
  const runs = await measureFan(title, GROUPS, [hub, today(), nats()], settings, { probed: true })
  const what = 'p99, 100 × 200/s'
  const late = against(what, runs, nats(), 'p99Ms', { goal: 1.5, stretch: 1.2 })
  const longest = (measured) => measured?.map((run) => run.longestTurnMs)
  const turn = {
    what: 'longest turn of the loop, CPU',
    unit: 'ms',
    worst: true,
    values: longest(runs.hub),
    today: longest(runs.today),
    goal: TURN_MS,
  }
  return [late, turn]
}

/** Many events a second, one by one and in bursts. */
export async function flood(settings) {
  const peers = [hub, today(), nats(), mosquitto()]
  const steady = await measureFan('100 clients, 2,000 events/s', FLOOD, peers, settings)
  const bursts = await measureFan('100 clients, 3,200 events/s in bursts of 16', BURSTS, peers, settings)
  const goals = { goal: 1, stretch: 0.9 }
  return [
    against('CPU a delivery, 2,000/s', steady, nats(), 'cpuUs', goals),
    against('CPU a delivery, bursts of 16', bursts, nats(), 'cpuUs', goals),
    against('CPU a delivery, 2,000/s', steady, mosquitto(), 'cpuUs', {}),
    against('CPU a delivery, bursts of 16', bursts, mosquitto(), 'cpuUs', {}),
  ]
}

/** What it costs to keep events and positions on disk: the thread of the store counts, and the clients have names. */
export async function disk(settings) {
  const cells = []
  for (const [what, load, goal] of [
    ['10 × 20/s', CHAT, 1.3],
    ['100 × 200/s', GROUPS, 1.2],
    ['bursts of 16', BURSTS, 1.1],
  ]) {
    const peers = [hubOnDisk, hub]
    const runs = await measureFan(`${what}, on disk`, { ...load, named: 1 }, peers, settings, {
      probed: true,
    })
    cells.push({
      what: `CPU a delivery, ${what}, disk against memory`,
      values: paired(runs[hubOnDisk.title], runs.hub, 'cpuUs'),
      goal,
    })
    cells.push({
      what: `p99.9 of the turns of the loop, ${what}, disk against memory`,
      values: paired(runs[hubOnDisk.title], runs.hub, 'p999TurnMs'),
      goal: 1.5,
    })
  }
  return cells
}

const everybody = () => [hub, today(), nodeFloor, plain, nats(), mosquitto()]

/** Measures the peers that are here, prints what came of it, and gives the runs of each by its title. */
async function measureFan(title, load, peers, { turns, quick }, { probed = false } = {}) {
  const asked = { mode: 'fan', bytes: 300, ...load, ...(quick && { seconds: QUICK_SECONDS }) }
  const isHub = (peer) => [hub.title, hubOnDisk.title, 'today'].includes(peer.title)
  const measures = peers
    .filter((peer) => !peer.missing)
    .map((peer) => [peer.title, () => measure(peer, asked, { probed: probed && isHub(peer) })])
  console.error(`> ${title}`)
  const runs = await inAlternatingTurns({ turns }, Object.fromEntries(measures))
  printFigures(title, runs, FIGURES)
  return runs
}

/** Cost against Node's floor, against plain `ws`, and, without a goal, against the brokers. */
function costCells(what, runs, goals, brokers = [nats(), mosquitto()]) {
  return [
    against(what, runs, nodeFloor, 'cpuUs', goals),
    against(what, runs, plain, 'cpuUs', { goal: 1 }),
    ...brokers.map((broker) => against(what, runs, broker, 'cpuUs', {})),
  ]
}

function against(what, runs, peer, key, goals) {
  const cell = { what: `${what}, against ${peer.title}`, ...goals }
  if (peer.missing) return { ...cell, missing: peer.missing }
  return {
    ...cell,
    values: paired(runs.hub, runs[peer.title], key),
    today: runs.today && paired(runs.today, runs[peer.title], key),
  }
}
