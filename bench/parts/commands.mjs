import { Child, SERVER_CPU } from '../child.mjs'
import { inTurns, medians, ratioOf } from '../figures.mjs'
import { printTable, times, verdict, whole } from '../report.mjs'

const AT_ONCE = 50
const TARGET = 40
const FLAT = 0.8
const MODES = [
  { name: 'koishi, 500 commands', file: 'koishi-bot.mjs', commands: 500, events: 500 },
  { name: 'rookery, 1 command', file: 'rookery-bot.mjs', commands: 1, events: 50_000 },
  { name: 'rookery, 500 commands', file: 'rookery-bot.mjs', commands: 500, events: 50_000 },
  { name: 'rookery, 5000 commands', file: 'rookery-bot.mjs', commands: 5000, events: 50_000 },
]

/** How many messages a second find their command, and how little that depends on how many commands there are. */
export async function commands({ runs, profileDir }) {
  const nodeArgs = profileDir ? ['--cpu-prof', `--cpu-prof-dir=${profileDir}`] : []
  const bots = MODES.map((mode) => ({
    ...mode,
    bot: new Child(`commands/${mode.file}`, { cpu: SERVER_CPU, nodeArgs }),
  }))
  const measures = Object.fromEntries(
    bots.map(({ name, bot, commands: count, events }) => [
      name,
      () => bot.ask('dispatch', { commands: count, events, atOnce: AT_ONCE }),
    ]),
  )
  await inTurns(1, measures)
  const results = await inTurns(runs, measures)
  await Promise.all(bots.map(({ bot }) => bot.end()))
  const [koishi, one, middle, many] = MODES.map(({ name }) => name)
  const flat = ratioOf(results[one], results[many], 'cpuUs', (ratio) => ratio.toFixed(2))
  const peer = ratioOf(results[koishi], results[middle], 'cpuUs')
  const rows = [
    rowOf(koishi, results, ['', '', '', '']),
    rowOf(one, results, ['', '', '', '']),
    rowOf(middle, results, [
      `${times(peer.ratio)} koishi`,
      peer.spread,
      `≥ ${times(TARGET)}`,
      verdict(peer.ratio >= TARGET),
    ]),
    rowOf(many, results, [
      `${flat.ratio.toFixed(2)} of one`,
      flat.spread,
      `≥ ${FLAT}`,
      verdict(flat.ratio >= FLAT),
    ]),
  ]
  printTable(
    'commands: from an event to the handler of its command',
    ['mode', 'CPU µs an event', 'events/s', 'ratio', 'spread', 'target', ''],
    rows,
  )
  return rows
}

function rowOf(name, results, judged) {
  const { cpuUs, perSecond } = medians(results[name])
  return [name, cpuUs.toFixed(1), whole(perSecond), ...judged]
}
