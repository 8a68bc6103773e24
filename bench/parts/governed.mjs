import { inTurns, medians, ratioOf } from '../figures.mjs'
import { printTable, share, verdict, whole } from '../report.mjs'
import { callWays, measureCalls } from './calls.mjs'
import { eventServers } from './event-servers.mjs'

/** Most that all stages may cost, beside a hub with none. */
const MOST = 1.1
/** Most that a filter may cost more for fifty clients than for one, and ten thousand rules by id more than ten. */
const MOST_FOR_FIFTY = 1.5
const MOST_FOR_IDS = 1.1
const BYTES = 2048
const CLIENTS = 50

/** What stages that limit nothing cost, and what filters do. */
export async function governed(settings) {
  const rows = [...(await calls(settings)), ...(await deliveries(settings)), ...(await filters(settings))]
  return rows
}

async function calls({ runs, quick, profileDir }) {
  const size = { bytes: 10 * 1024, atOnce: 64, calls: quick ? 2_000 : 7_500, alone: 200 }
  const { ways, end } = await callWays(profileDir, {
    none: ['calls/governed-proxy.mjs', 'none'],
    all: ['calls/governed-proxy.mjs', 'all'],
  })
  const both = { none: () => measureCalls(ways.none, size), all: () => measureCalls(ways.all, size) }
  await inTurns(1, both)
  const results = await inTurns(runs, both)
  await end()
  const rows = rowsOf(results, (each) => [each.cpuUs.toFixed(1), whole(each.perSecond)])
  const heads = ['stages', 'CPU µs a call', 'calls/s', 'ratio', 'spread', 'target', '']
  printTable('governed: calls of 10 KB, 64 under way; all stages on, and none limits anything', heads, rows)
  return rows
}

async function deliveries({ runs, quick, profileDir }) {
  const { servers, end } = await eventServers({
    count: CLIENTS,
    profileDir,
    modes: ['ungoverned', 'governed'],
  })
  const flood = (mode) => () =>
    servers[mode].ask('flood', { bytes: BYTES, events: quick ? 1_500 : 8_000, perTurn: 1 })
  const both = { none: flood('ungoverned'), all: flood('governed') }
  await inTurns(1, both)
  const results = await inTurns(runs, both)
  await end()
  const rows = rowsOf(results, (each) => [each.cpuUs.toFixed(2), whole(each.perSecond)])
  const heads = ['stages', 'CPU µs a delivery', 'deliveries/s', 'ratio', 'spread', 'target', '']
  printTable(`governed: events of 2 KB to ${CLIENTS} clients, one a turn of the event loop`, heads, rows)
  return rows
}

/** The rows of a hub without and with all stages. */
function rowsOf({ none, all }, figures) {
  const { ratio, spread } = ratioOf(all, none, 'cpuUs', share)
  return [
    ['none', ...figures(medians(none)), '', '', '', ''],
    ['all', ...figures(medians(all)), share(ratio), spread, `≤ ${share(MOST)}`, verdict(ratio <= MOST)],
  ]
}

const MODES = ['ungoverned', 'filtered', 'ids-10', 'ids-10000']

async function filters({ runs, quick, profileDir }) {
  const one = await perEvent(1, MODES, { runs, quick, profileDir })
  const many = await perEvent(CLIENTS, ['ungoverned', 'filtered'], { runs, quick, profileDir })
  const costs = {
    one: differences(one.filtered, one.ungoverned),
    many: differences(many.filtered, many.ungoverned),
  }
  const fifty = ratioOf(costs.many, costs.one, 'us', share)
  const ids = ratioOf(one['ids-10000'], one['ids-10'], 'us', share)
  const us = (runsOf) => medians(runsOf).us.toFixed(1)
  const rows = [
    ['10,000 ids and 100 patterns, 1 client', us(costs.one), '', '', '', ''],
    [
      `10,000 ids and 100 patterns, ${CLIENTS} clients`,
      us(costs.many),
      share(fifty.ratio),
      fifty.spread,
      `≤ ${share(MOST_FOR_FIFTY)}`,
      verdict(fifty.ratio <= MOST_FOR_FIFTY),
    ],
    ['10 ids, 1 client (the whole event)', us(one['ids-10']), '', '', '', ''],
    [
      '10,000 ids, 1 client (the whole event)',
      us(one['ids-10000']),
      share(ids.ratio),
      ids.spread,
      `≤ ${share(MOST_FOR_IDS)}`,
      verdict(ids.ratio <= MOST_FOR_IDS),
    ],
  ]
  const heads = ['filter', 'CPU µs an event', 'ratio', 'spread', 'target', '']
  printTable('governed: what a filter costs an event, beside the same hub without', heads, rows)
  return rows
}

/** CPU of the hub for each event, by mode. */
async function perEvent(count, modes, { runs, quick, profileDir }) {
  const { servers, end } = await eventServers({ count, profileDir, modes })
  const flood = (mode) => async () => {
    const events = quick ? 1_500 : 6_000
    const { cpuUs } = await servers[mode].ask('flood', { bytes: BYTES, events, perTurn: 1 })
    return { us: cpuUs * count }
  }
  const all = Object.fromEntries(modes.map((mode) => [mode, flood(mode)]))
  await inTurns(1, all)
  const results = await inTurns(runs, all)
  await end()
  return results
}

const differences = (more, less) => more.map(({ us }, run) => ({ us: us - less[run].us }))
