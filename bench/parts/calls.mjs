import { Child, CLIENT_CPU, SERVER_CPU } from '../child.mjs'
import { inTurns, medians, ratioOf } from '../figures.mjs'
import { printTable, times, verdict, whole } from '../report.mjs'

const SIZES = [
  { name: '200 B', bytes: 200, atOnce: 64, calls: 10_000, alone: 500 },
  { name: '10 KB', bytes: 10 * 1024, atOnce: 64, calls: 4_000, alone: 500 },
  { name: '1 MB', bytes: 1024 * 1024, atOnce: 8, calls: 120, alone: 20, target: 3 },
]

/** What it costs to carry a call to the implementation and its answer back. */
export async function calls({ runs, profileDir }) {
  const { ways, end } = await callWays(profileDir, {
    plain: ['calls/parse-proxy.mjs'],
    hub: ['calls/hub-proxy.mjs'],
  })
  const rows = []
  for (const size of SIZES) {
    const run = (mode) => () => measureCalls(ways[mode], size)
    const both = { plain: run('plain'), hub: run('hub') }
    await inTurns(1, both)
    const results = await inTurns(runs, both)
    const { ratio, spread } = ratioOf(results.plain, results.hub, 'cpuUs')
    rows.push(rowOf(size, 'parse + stringify', medians(results.plain), ['', '', '', '']))
    const { target } = size
    const judged = target ? [`≥ ${times(target)}`, verdict(ratio >= target)] : ['', '']
    rows.push(rowOf(size, 'hub', medians(results.hub), [times(ratio), spread, ...judged]))
  }
  await end()
  const heads = [
    'call',
    'mode',
    'CPU µs a call',
    'calls/s',
    'round trip p50 ms',
    'ratio',
    'spread',
    'target',
    '',
  ]
  printTable('calls: to the implementation and back, the application masks with random keys', heads, rows)
  return rows
}

/** Proxies before one implementation, each with an application of its own: their files, with arguments. */
export async function callWays(profileDir, proxies) {
  const nodeArgs = profileDir ? ['--cpu-prof', `--cpu-prof-dir=${profileDir}`] : []
  const implementation = new Child('calls/implementation.mjs', { cpu: CLIENT_CPU })
  const url = await implementation.ask('url')
  const way = async ([file, ...args]) => {
    const proxy = new Child(file, { cpu: SERVER_CPU, args: [url, ...args], nodeArgs })
    const application = new Child('calls/application.mjs', { cpu: CLIENT_CPU })
    await application.ask('connect', { url: await proxy.ask('url') })
    return { proxy, application }
  }
  const ways = {}
  for (const [name, proxy] of Object.entries(proxies)) ways[name] = await way(proxy)
  const end = async () => {
    const pairs = Object.values(ways)
    await Promise.all(pairs.map(({ application }) => application.end()))
    await Promise.all(pairs.map(({ proxy }) => proxy.end()))
    await implementation.end()
  }
  return { ways, end }
}

export async function measureCalls({ proxy, application }, { bytes, atOnce, calls, alone }) {
  await proxy.ask('startCpu')
  const { perSecond } = await application.ask('call', { bytes, atOnce, calls })
  const cpuUs = (await proxy.ask('cpuUs')) / calls
  const { p50 } = await application.ask('call', { bytes, atOnce: 1, calls: alone })
  return { cpuUs, perSecond, p50 }
}

const rowOf = ({ name }, mode, { cpuUs, perSecond, p50 }, judged) => [
  name,
  mode,
  cpuUs.toFixed(0),
  whole(perSecond),
  p50.toFixed(2),
  ...judged,
]
