import { Child, SERVER_CPU } from '../child.mjs'
import { inTurns, medians, ratioOf } from '../figures.mjs'
import { printTable, times, verdict, whole } from '../report.mjs'

const AT_ONCE = 50
const TARGET_PER_SECOND = 50_000
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
  const { perSecond } = medians(results[middle])
  const flat = ratioOf(results[many], results[one], 'perSecond', (ratio) => ratio.toFixed(2))
  const peer = ratioOf(results[middle], results[koishi], 'perSecond')
  const rows = [
    rowOf(koishi, results, ['', '', '', '']),
    rowOf(one, results, ['', '', '', '']),
    rowOf(middle, results, [
      `${times(peer.ratio)} koishi`,
      peer.spread,
      `≥ ${whole(TARGET_PER_SECOND)}/s`,
      verdict(perSecond >= TARGET_PER_SECOND),
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
    ['mode', 'events/s', 'ratio', 'spread', 'target', ''],
    rows,
  )
  return rows
}

const rowOf = (name, results, judged) => [name, whole(medians(results[name]).perSecond), ...judged]
