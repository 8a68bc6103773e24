import { defaultOptions } from '@rookery/hub'
import { megabytes, printTable, verdict, whole } from '../report.mjs'
import { eventServers } from './event-servers.mjs'

const CLIENTS = 49
const LOAD = { bytes: 4096, perSecond: 1000 }
const WARM_UP_MS = 2_000
/** The peer cannot hold this rate: a few seconds show it. */
const PLAIN_STALL_MS = 5_000
const LIVE_MS = 8_000
const P99_MS = 15
const LIMIT = defaultOptions.journal.keep.bytes

/** What one client that stops reading costs the others and the server, and how it comes back. */
export async function stalled({ quick, profileDir }) {
  const { servers, end } = await eventServers({ count: CLIENTS, staller: 'stalled', profileDir })
  const hubStallMs = quick ? 10_000 : 60_000
  const plain = await stall(servers.plain, PLAIN_STALL_MS)
  const hub = await stall(servers.hub, hubStallMs)
  await end()
  const rows = [rowOf('plain', PLAIN_STALL_MS, plain, ''), rowOf('hub', hubStallMs, hub, verdict(isMet(hub)))]
  const heads = [
    'mode',
    'stall',
    'others p99 ms',
    'while it catches up',
    'memory',
    'journal',
    'caught up in',
    'missing',
    'gaps',
    '',
  ]
  printTable(
    `stalled: one of ${CLIENTS + 1} clients stops reading, ${whole(LOAD.perSecond)} events/s of ${LOAD.bytes} B; ` +
      `target: p99 < ${P99_MS} ms, memory + ≤ ${megabytes(LIMIT)} (the journal's limit), no gap`,
    heads,
    rows,
  )
  return rows
}

async function stall(server, stallMs) {
  const before = await server.ask('memory')
  const warm = await server.ask('pace', { ...LOAD, ms: WARM_UP_MS })
  await server.ask('stall')
  const during = await server.ask('pace', { ...LOAD, ms: stallMs, first: warm.next })
  const frames = (LOAD.perSecond * (stallMs + LIVE_MS)) / 1000
  const [back, after] = await Promise.all([
    server.ask('wakeUp', { bytes: LOAD.bytes, frames }),
    server.ask('pace', { ...LOAD, ms: LIVE_MS, first: during.next }),
  ])
  const grown = Math.max(warm.rss, during.rss, after.rss) - before.rss
  return { during, after, ...back, grown, journal: after.journal }
}

const isMet = ({ during, after, grown, missing, gaps }) =>
  during.p99 < P99_MS && after.p99 < P99_MS && grown <= LIMIT && missing <= 0 && gaps === 0

const rowOf = (mode, stallMs, { during, after, grown, journal, caughtUpMs, missing, gaps }, judged) => [
  mode,
  `${stallMs / 1000} s`,
  during.p99.toFixed(1),
  after.p99.toFixed(1),
  `+${megabytes(grown)}`,
  megabytes(journal),
  `${(caughtUpMs / 1000).toFixed(1)} s`,
  whole(Math.max(0, missing)),
  whole(gaps),
  judged,
]
