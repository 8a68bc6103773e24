import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { median } from '../figures.mjs'
import { printTable, verdict } from '../report.mjs'

const STARTS = 15
const IMPORT_MS = 30
const LISTENING_MS = 150
const CHECK_MS = 1_500
const BOT_CHECK_MS = 2_000

const IMPORT =
  "const at = performance.now(); await import('@rookery/protocol'); console.log(performance.now() - at)"
/** From the first import to a port that is open. */
const LISTEN = `
const at = performance.now()
const { createBot, silentLog } = await import('@rookery/bot')
const bot = createBot({ log: silentLog })
await bot.listen({ port: 0 })
console.log(performance.now() - at)
await bot.close()`
const here = fileURLToPath(new URL('..', import.meta.url))

/** What a program waits for its imports when it starts, and an author for the types when they are checked. */
export async function loading() {
  const rows = [
    rowOf("import '@rookery/protocol'", () => measuredBy(IMPORT), IMPORT_MS),
    rowOf("import '@rookery/bot' to listening", () => measuredBy(LISTEN), LISTENING_MS),
    rowOf('types of a file that uses them all', () => checkMs('types'), CHECK_MS),
    rowOf('types of that and of 100 commands', () => checkMs('types/tsconfig.bot.json'), BOT_CHECK_MS),
  ]
  printTable(`loading: median of ${STARTS} processes`, ['what', 'ms', 'target', ''], rows)
  return rows
}

function rowOf(what, measure, targetMs) {
  const ms = median(Array.from({ length: STARTS }, measure))
  return [what, ms.toFixed(1), `< ${targetMs} ms`, verdict(ms < targetMs)]
}

/** Without the start of Node itself. */
const measuredBy = (script) => Number(run(process.execPath, '--input-type=module', '--eval', script))

/** With the start of the compiler. */
function checkMs(project) {
  const tsc = fileURLToPath(new URL('../bin/tsc', import.meta.resolve('typescript')))
  const startedMs = performance.now()
  run(process.execPath, tsc, '--project', project)
  return performance.now() - startedMs
}

function run(file, ...args) {
  const { status, stdout, stderr } = spawnSync(file, args, { cwd: here, encoding: 'utf8' })
  if (status !== 0) throw new Error(`${args.join(' ')}: ${stdout}${stderr}`)
  return stdout
}
