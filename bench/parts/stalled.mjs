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
/** Twice what a journal takes: its memory is then known with the garbage of what it forgot, and more is the stall's. */
const FILL = { bytes: LOAD.bytes, events: Math.ceil((2 * defaultOptions.journal.keep.bytes) / LOAD.bytes) }
/** For what comes with clients and their sockets, stalled or not. */
const SLACK_BYTES = 64 * 1024 * 1024

/** What one client that stops reading costs the others and the server, and how it comes back. */
export async function stalled({ quick, profileDir }) {
  const { servers, filled, end } = await eventServers({
    count: CLIENTS,
    staller: 'stalled',
    fill: FILL,
    profileDir,
  })
  const hubStallMs = quick ? 10_000 : 60_000
  const plain = await stall(servers.plain, filled.plain, PLAIN_STALL_MS)
  const hub = await stall(servers.hub, filled.hub, hubStallMs)
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
      `target: p99 < ${P99_MS} ms, memory + < ${megabytes(SLACK_BYTES)} on top of a full journal, no gap`,
    heads,
    rows,
  )
  return rows
}

async function stall(server, filled, stallMs) {
  const warm = await server.ask('pace', { ...LOAD, ms: WARM_UP_MS })
  await server.ask('stall')
  const during = await server.ask('pace', { ...LOAD, ms: stallMs, first: warm.next })
  const frames = (LOAD.perSecond * (stallMs + LIVE_MS)) / 1000
  const [back, after] = await Promise.all([
    server.ask('wakeUp', { bytes: LOAD.bytes, frames }),
    server.ask('pace', { ...LOAD, ms: LIVE_MS, first: during.next }),
  ])
  const grown = Math.max(during.rss, after.rss) - Math.max(filled.rss, warm.rss)
  return { during, after, ...back, grown, journal: after.journal }
}

const isMet = ({ during, after, grown, missing, gaps }) =>
  during.p99 < P99_MS && after.p99 < P99_MS && grown < SLACK_BYTES && missing <= 0 && gaps === 0

const rowOf = (mode, stallMs, { during, after, grown, journal, caughtUpMs, missing, gaps }, judged) => [
  mode,
  `${stallMs / 1000} s`,
  during.p99.toFixed(1),
  after.p99.toFixed(1),
  `${grown < 0 ? '' : '+'}${megabytes(grown)}`,
  megabytes(journal),
  `${(caughtUpMs / 1000).toFixed(1)} s`,
  whole(Math.max(0, missing)),
  whole(gaps),
  judged,
]
