import { inTurns, medians } from '../figures.mjs'
import { printTable, verdict, whole } from '../report.mjs'
import { eventServers } from './event-servers.mjs'

const CLIENTS = 50
const LOAD = { bytes: 300, perSecond: 2000 }
const RUN_MS = 3_000
const WARM_UP_MS = 1_500
const P99_MS = 10
/** Two events a millisecond are due: so many behind are as late as the slowest may be. */
const BEHIND = (P99_MS / 1000) * LOAD.perSecond

/** How late events arrive that come at a steady rate, and whether the delay grows. */
export async function latency({ runs, profileDir }) {
  const { servers, end } = await eventServers({ count: CLIENTS, profileDir })
  const pace = (mode, ms) => () => servers[mode].ask('pace', { ...LOAD, ms })
  await inTurns(1, { plain: pace('plain', WARM_UP_MS), hub: pace('hub', WARM_UP_MS) })
  const results = await inTurns(runs, { plain: pace('plain', RUN_MS), hub: pace('hub', RUN_MS) })
  await end()
  const [plain, hub] = [medians(results.plain), medians(results.hub)]
  const isMet = hub.p99 < P99_MS && hub.behind < BEHIND
  const rows = [
    [...rowOf('plain', plain), '', ''],
    [...rowOf('hub', hub), `p99 < ${P99_MS} ms, < ${BEHIND} behind`, verdict(isMet)],
  ]
  const heads = ['mode', 'p50 ms', 'p99 ms', 'events behind at the end', 'target', '']
  printTable(
    `latency: ${CLIENTS} clients, ${whole(LOAD.perSecond)} events/s of ${LOAD.bytes} B, open loop`,
    heads,
    rows,
  )
  return rows
}

const rowOf = (mode, { p50, p99, behind }) => [mode, p50.toFixed(2), p99.toFixed(1), whole(behind)]
