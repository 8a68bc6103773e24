import { Child, SERVER_CPU } from '../child.mjs'
import { inTurns, medians, ratioOf } from '../figures.mjs'
import { printTable, share, verdict } from '../report.mjs'

const CALLS = 40_000
const AT_ONCE = 64
const TURNS = 10
const TARGET = 1.03

/** What the counting of calls costs: a hub over its in-memory lane, with it and without. */
export async function counting({ runs, profileDir }) {
  const nodeArgs = profileDir ? ['--cpu-prof', `--cpu-prof-dir=${profileDir}`] : []
  const child = (args) => new Child('counting/caller.mjs', { cpu: SERVER_CPU, nodeArgs, args })
  const [off, on] = [child(['off']), child([])]
  const run = (each) => () => each.ask('calls', { calls: CALLS, atOnce: AT_ONCE })
  const both = { off: run(off), on: run(on) }
  await inTurns(2, both)
  const results = await inTurns(Math.max(runs, TURNS), both)
  if ((await on.ask('counted')) === 0) throw new Error('the calls were not counted')
  await Promise.all([off.end(), on.end()])
  const { ratio, spread } = ratioOf(results.on, results.off, 'cpuUs', share)
  const heads = ['mode', 'CPU µs a call', 'ratio', 'spread', 'target', '']
  const rows = [
    ['without', medians(results.off).cpuUs.toFixed(2), '', '', '', ''],
    [
      'counting',
      medians(results.on).cpuUs.toFixed(2),
      share(ratio),
      spread,
      `≤ ${share(TARGET)}`,
      verdict(ratio <= TARGET),
    ],
  ]
  printTable(`counting: ${AT_ONCE} calls under way, all in one process`, heads, rows)
  return rows
}
