import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { inTurns, median, ratioOf } from '../figures.mjs'
import { printTable, share, verdict } from '../report.mjs'

const STARTS = 15
const NODE = 'node, which does nothing'
const COMPILER = 'types of an empty file'
const PROTOCOL = "import '@rookery/protocol'"
const BOT = "import '@rookery/bot' to listening"
const TYPES = 'types of a file that uses them all'
const COMMANDS = 'types of that and of 100 commands'
const TARGETS = [
  { what: PROTOCOL, peer: NODE, most: 1.6 },
  { what: BOT, peer: NODE, most: 4 },
  { what: TYPES, peer: COMPILER, most: 1.75 },
  { what: COMMANDS, peer: COMPILER, most: 3 },
]

/** From the first import to a port that is open. */
const LISTEN = `
const { createBot, silentLog } = await import('@rookery/bot')
const bot = createBot({ log: silentLog })
await bot.listen({ port: 0 })
await bot.close()`
const here = fileURLToPath(new URL('..', import.meta.url))
const tsc = fileURLToPath(new URL('../bin/tsc', import.meta.resolve('typescript')))
const PROGRAMS = {
  [NODE]: ['--eval', '0'],
  [PROTOCOL]: ['--input-type=module', '--eval', "await import('@rookery/protocol')"],
  [BOT]: ['--input-type=module', '--eval', LISTEN],
  [COMPILER]: [tsc, '--project', 'types/tsconfig.nothing.json'],
  [TYPES]: [tsc, '--project', 'types'],
  [COMMANDS]: [tsc, '--project', 'types/tsconfig.bot.json'],
}

/** What a program waits for its imports when it starts, and an author for the types when they are checked. */
export async function loading() {
  const programs = Object.entries(PROGRAMS).map(([what, args]) => [what, () => ({ ms: runMs(args) })])
  const results = await inTurns(STARTS, Object.fromEntries(programs))
  const rows = Object.keys(PROGRAMS).map((what) => rowOf(what, results))
  const heads = ['what', 'ms', 'ratio', 'spread', 'target', '']
  printTable(`loading: median of ${STARTS} processes in turns, from their start to their end`, heads, rows)
  return rows
}

function rowOf(what, results) {
  const ms = median(results[what].map((run) => run.ms)).toFixed(0)
  const judged = TARGETS.find((target) => target.what === what)
  if (judged === undefined) return [what, ms, '', '', '', '']
  const { ratio, spread } = ratioOf(results[what], results[judged.peer], 'ms', share)
  const isMet = ratio <= judged.most
  return [what, ms, `${share(ratio)}×`, spread, `≤ ${share(judged.most)}×`, verdict(isMet)]
}

function runMs(args) {
  const startedMs = performance.now()
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: here, encoding: 'utf8' })
  if (status !== 0) throw new Error(`${args.join(' ')}: ${stdout}${stderr}`)
  return performance.now() - startedMs
}
