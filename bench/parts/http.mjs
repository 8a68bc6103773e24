import { Child, CLIENT_CPU, SERVER_CPU } from '../child.mjs'
import { inTurns, medians, ratioOf } from '../figures.mjs'
import { printTable, share, verdict, whole } from '../report.mjs'

const AT_ONCE = 32
const KINDS = ['GET', 'POST JSON']
const CALLS = 20_000
const TARGET = 0.6

/** What the HTTP API costs beside a server that only answers. */
export async function http({ runs, profileDir }) {
  const { ways, end } = await httpWays(profileDir)
  const rows = []
  for (const kind of KINDS) {
    const run = (mode) => () => measure(ways[mode], kind)
    const both = { bare: run('bare'), hub: run('hub') }
    await inTurns(1, both)
    const results = await inTurns(runs, both)
    const { ratio, spread } = ratioOf(results.hub, results.bare, 'perSecond', share)
    const judged = [share(ratio), spread, `≥ ${share(TARGET)}`, verdict(ratio >= TARGET)]
    rows.push(rowOf(kind, 'node:http', medians(results.bare), ['', '', '', '']))
    rows.push(rowOf(kind, 'hub', medians(results.hub), judged))
  }
  await end()
  const heads = ['call', 'mode', 'calls/s', 'CPU µs a call', 'clients busy', 'ratio', 'spread', 'target', '']
  printTable(`http: ${AT_ONCE} keep-alive clients, the implementation answers at once`, heads, rows)
  return rows
}

/** Both servers, each with clients of its own. */
async function httpWays(profileDir) {
  const nodeArgs = profileDir ? ['--cpu-prof', `--cpu-prof-dir=${profileDir}`] : []
  const way = async (file) => {
    const server = new Child(file, { cpu: SERVER_CPU, nodeArgs })
    const clients = new Child('http/clients.mjs', { cpu: CLIENT_CPU })
    await clients.ask('connect', { url: await server.ask('url'), count: AT_ONCE })
    return { server, clients }
  }
  const ways = { bare: await way('http/bare-api.mjs'), hub: await way('http/hub-api.mjs') }
  const end = async () => {
    const pairs = Object.values(ways)
    await Promise.all(pairs.map(({ clients }) => clients.end()))
    await Promise.all(pairs.map(({ server }) => server.end()))
  }
  return { ways, end }
}

async function measure({ server, clients }, kind) {
  await server.ask('startCpu')
  const { perSecond, clientsBusy } = await clients.ask('call', { kind, calls: CALLS })
  return { perSecond, clientsBusy, cpuUs: (await server.ask('cpuUs')) / CALLS }
}

const rowOf = (kind, mode, { perSecond, cpuUs, clientsBusy }, judged) => [
  kind,
  mode,
  whole(perSecond),
  cpuUs.toFixed(1),
  `${Math.round(clientsBusy * 100)} %`,
  ...judged,
]
