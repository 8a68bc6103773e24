// What a user waits for when a program starts, against a Node that does nothing.
import { spawn, spawnSync } from 'node:child_process'
import { freePorts } from '../../../interop/free-ports.mjs'
import { Child, CLIENT_CPU } from '../../child.mjs'
import { paired, quantile } from '../cells.mjs'
import { here } from '../checkouts.mjs'
import { todayCheckout } from '../peers.mjs'
import { startHub, untilListening, writeTemporary } from '../servers.mjs'
import { printFigures } from '../table.mjs'
import { inAlternatingTurns } from '../turns.mjs'

/** Each turn is the median of so many starts: a single one says little. */
const STARTS = 3
const LOOK_EVERY_MS = 1
const NOTHING = 'node -e 0'
const GOALS = {
  up: { what: '`up` to listening', goal: 2.4, stretch: 2.2 },
  call: { what: '`call`', goal: 2.1, stretch: 2.0 },
  version: { what: '`--version`', goal: 1.5, stretch: 1.4 },
  bot: { what: 'import of the bot', goal: 1.7, stretch: 1.6 },
}

export async function start({ turns }) {
  console.error('> starting')
  const checkouts = { now: here, ...(todayCheckout().missing ? {} : { today: todayCheckout() }) }
  const implementation = new Child('factor/calls.mjs', { cpu: CLIENT_CPU })
  const prepared = []
  for (const named of Object.entries(checkouts)) prepared.push(await prepare(named, implementation))
  const measures = { [NOTHING]: () => startsOf(() => runToEnd(['-e', '0'])) }
  for (const { name, starts } of prepared)
    for (const [what, begin] of Object.entries(starts)) measures[`${what} ${name}`] = () => startsOf(begin)
  const runs = await inAlternatingTurns({ turns, warmUps: 1 }, measures)
  await implementation.end()
  await Promise.all(prepared.map(({ hub }) => hub.stop()))
  printFigures(`starts, median of ${STARTS} a turn`, runs, { ms: 'ms' })
  return Object.entries(GOALS).map(([name, { what, ...goals }]) => ({
    what: `${what}, against ${NOTHING}`,
    values: paired(runs[`${name} now`], runs[NOTHING], 'ms'),
    today: runs[`${name} today`] && paired(runs[`${name} today`], runs[NOTHING], 'ms'),
    ...goals,
  }))
}

/** The ways in which a checkout starts. Its `call` asks a hub that runs already, and has an account. */
async function prepare([name, checkout], implementation) {
  const hub = await startHub(checkout, { feedPort: await implementation.ask('port') })
  await implementation.ask('connect', { name, port: hub.port, pid: hub.pid })
  const call = ['call', '--url', `ws://127.0.0.1:${hub.port}`, 'get_online_clients']
  const starts = {
    up: () => upToListening(checkout),
    call: () => runToEnd([checkout.rookery, ...call]),
    version: () => runToEnd([checkout.rookery, '--version']),
    bot: () => runToEnd(['--input-type=module', '-e', "await import('@rookery/bot')"], checkout.bench),
  }
  return { name, hub, starts }
}

async function startsOf(begin) {
  const took = []
  for (let i = 0; i < STARTS; i++) took.push(await begin())
  return { ms: quantile(took, 0.5) }
}

/** From the start of Node to a port that takes connections. */
async function upToListening(checkout) {
  const [port] = await freePorts(1)
  const config = writeTemporary(`listen: { host: 127.0.0.1, port: ${port} }\njournal: { engine: memory }\n`)
  const startedMs = performance.now()
  const hub = spawn(process.execPath, [checkout.rookery, 'up', '-c', config], { stdio: 'ignore' })
  const ended = new Promise((resolve) => hub.once('exit', resolve))
  try {
    await untilListening(port, LOOK_EVERY_MS)
    return performance.now() - startedMs
  } finally {
    hub.kill('SIGKILL')
    await ended
  }
}

function runToEnd(args, cwd) {
  const startedMs = performance.now()
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd, encoding: 'utf8' })
  const tookMs = performance.now() - startedMs
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}: ${stdout}${stderr}`)
  return tookMs
}
