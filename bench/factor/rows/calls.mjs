// What it costs to carry a call to the implementation and its reply back, against a relay that checks nothing.
import { Child, CLIENT_CPU } from '../../child.mjs'
import { paired } from '../cells.mjs'
import { hub, today } from '../peers.mjs'
import { startPeer } from '../servers.mjs'
import { printFigures } from '../table.mjs'
import { inAlternatingTurns } from '../turns.mjs'

const MANY = [
  { name: '200 B', bytes: 200, atOnce: 64, calls: 4_000, goal: 1 },
  { name: '10 KB', bytes: 10 * 1024, atOnce: 64, calls: 1_500, goal: 1.25, stretch: 1.15 },
  { name: '1 MB', bytes: 1024 * 1024, atOnce: 8, calls: 40, goal: 1.5, stretch: 1.35 },
  { name: '30 MB', bytes: 30 * 1024 * 1024, atOnce: 1, calls: 2, goal: 1.35, stretch: 1.25 },
]
const LONE = [{ name: 'one in flight, 200 B', bytes: 200, atOnce: 1, calls: 1_000, goal: 1.4, stretch: 1.3 }]
/** Runs that a turn is made of, with those of the others between them: a call more or less of the garbage collector is much for one. */
const SLICES = 5
const RELAY = 'ws relay'
const FIGURES = {
  cpuUs: 'CPU µs a call',
  perSecond: 'calls/s',
  p50Ms: 'p50 ms',
  p99Ms: 'p99 ms',
  rssMb: 'RSS MB',
}

/** Calls of all sizes, many of them under way. */
export const calls = (settings) => measureCalls(MANY, settings)

/** One call after the other. */
export const loneCall = (settings) => measureCalls(LONE, settings)

async function measureCalls(sizes, { turns }) {
  const { names, caller, end } = await startWays()
  const cells = []
  try {
    for (const size of sizes) cells.push(await measureSize(size, names, caller, turns))
  } finally {
    await end()
  }
  return cells
}

async function measureSize({ name, goal, stretch, ...load }, names, caller, turns) {
  console.error(`> calls, ${name}`)
  const measures = names.map((way) => [way, () => caller.ask('call', { name: way, ...load })])
  const runs = await inAlternatingTurns({ turns, warmUps: 1, slices: SLICES }, Object.fromEntries(measures))
  printFigures(`calls, ${name}`, runs, FIGURES)
  return {
    what: `calls, ${name}, CPU, against a ${RELAY}`,
    values: paired(runs.hub, runs[RELAY], 'cpuUs'),
    today: runs.today && paired(runs.today, runs[RELAY], 'cpuUs'),
    goal,
    stretch,
  }
}

/** All ways at once, each with an application of its own; they wait without work while it is not their turn. */
async function startWays() {
  const caller = new Child('factor/calls.mjs', { cpu: CLIENT_CPU })
  const feedPort = await caller.ask('port')
  const hubs = [hub, today()].filter((peer) => !peer.missing)
  const relay = { title: RELAY, start: (options) => startPeer('relay.mjs', options) }
  const servers = []
  for (const { title, start } of [...hubs, relay]) {
    const server = await start({ feedPort })
    servers.push(server)
    await caller.ask('connect', { name: title, port: server.port, pid: server.pid })
  }
  const end = async () => {
    await caller.end()
    await Promise.all(servers.map((server) => server.stop()))
  }
  return { names: [...hubs.map(({ title }) => title), RELAY], caller, end }
}
