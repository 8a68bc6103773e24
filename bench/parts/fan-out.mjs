import { inTurns, medians, ratioOf } from '../figures.mjs'
import { printTable, times, verdict, whole } from '../report.mjs'
import { eventServers } from './event-servers.mjs'

const CLIENTS = 100
const MODES = ['plain', 'prepared', 'hub']
const SIZES = [
  { name: '300 B', bytes: 300, target: 1.7, events: { plain: 1500, prepared: 2000, hub: 15_000 } },
  { name: '2 KB', bytes: 2048, target: 2.2, events: { plain: 1000, prepared: 2000, hub: 8_000 } },
]

/** What one delivery costs the server when events come one by one. */
export async function fanOut({ runs, profileDir }) {
  const { servers, end } = await eventServers({ count: CLIENTS, profileDir, modes: MODES })
  const rows = []
  for (const { name, bytes, target, events } of SIZES) {
    const flood = (mode) => () => servers[mode].ask('flood', { bytes, events: events[mode], perTurn: 1 })
    const all = Object.fromEntries(MODES.map((mode) => [mode, flood(mode)]))
    await inTurns(1, all)
    const results = await inTurns(runs, all)
    for (const mode of MODES) {
      const { ratio, spread } = ratioOf(results.plain, results[mode], 'cpuUs')
      const judged = mode === 'hub' ? [`≥ ${times(target)}`, verdict(ratio >= target)] : ['', '']
      const compared = mode === 'plain' ? ['', ''] : [times(ratio), spread]
      rows.push(rowOf(name, mode, medians(results[mode]), [...compared, ...judged]))
    }
  }
  await end()
  const heads = [
    'event',
    'mode',
    'CPU µs a delivery',
    'deliveries/s',
    'clients busy',
    'ratio',
    'spread',
    'target',
    '',
  ]
  printTable(`fan-out: ${CLIENTS} clients, one event a turn of the event loop`, heads, rows)
  return rows
}

const rowOf = (name, mode, { cpuUs, perSecond, clientsBusy }, judged) => [
  name,
  mode,
  cpuUs.toFixed(2),
  whole(perSecond),
  `${Math.round(clientsBusy * 100)} %`,
  ...judged,
]
