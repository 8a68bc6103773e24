import { inTurns, medians, ratioOf } from '../figures.mjs'
import { printTable, times, verdict, whole } from '../report.mjs'
import { eventServers } from './event-servers.mjs'

const CLIENTS = 100
const BYTES = 300
const PER_TURN = 16
const EVENTS = { plain: 1600, hub: 16_000 }
const TARGET = 10

/** How many deliveries get through when events come in bursts. */
export async function bursts({ runs, profileDir }) {
  const { servers, end } = await eventServers({ count: CLIENTS, profileDir })
  const flood = (mode) => () =>
    servers[mode].ask('flood', { bytes: BYTES, events: EVENTS[mode], perTurn: PER_TURN })
  const both = { plain: flood('plain'), hub: flood('hub') }
  await inTurns(1, both)
  const results = await inTurns(runs, both)
  await end()
  const { ratio, spread } = ratioOf(results.hub, results.plain, 'perSecond')
  const judged = [times(ratio), spread, `≥ ${times(TARGET)}`, verdict(ratio >= TARGET)]
  const rows = [
    rowOf('plain', medians(results.plain), ['', '', '', '']),
    rowOf('hub', medians(results.hub), judged),
  ]
  const heads = ['mode', 'deliveries/s', 'CPU µs a delivery', 'clients busy', 'ratio', 'spread', 'target', '']
  printTable(`bursts: ${CLIENTS} clients, ${PER_TURN} events of ${BYTES} B a turn`, heads, rows)
  return rows
}

const rowOf = (mode, { cpuUs, perSecond, clientsBusy }, judged) => [
  mode,
  whole(perSecond),
  cpuUs.toFixed(2),
  `${Math.round(clientsBusy * 100)} %`,
  ...judged,
]
