import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { median } from '../figures.mjs'
import { printTable, verdict } from '../report.mjs'

const STARTS = 15
const IMPORT_MS = 30
const CHECK_MS = 1_500

const IMPORT =
  "const at = performance.now(); await import('@rookery/protocol'); console.log(performance.now() - at)"
const here = fileURLToPath(new URL('..', import.meta.url))

/** What a program waits for `@rookery/protocol` when it starts, and an author for the types when they are checked. */
export async function loading() {
  const rows = [
    rowOf("import '@rookery/protocol'", importMs, IMPORT_MS),
    rowOf('types of a file that uses them all', checkMs, CHECK_MS),
  ]
  printTable(`loading: median of ${STARTS} processes`, ['what', 'ms', 'target', ''], rows)
  return rows
}

function rowOf(what, measure, targetMs) {
  const ms = median(Array.from({ length: STARTS }, measure))
  return [what, ms.toFixed(1), `< ${targetMs} ms`, verdict(ms < targetMs)]
}

/** Without the start of Node itself. */
function importMs() {
  return Number(run(process.execPath, '--input-type=module', '--eval', IMPORT))
}

/** With the start of the compiler. */
function checkMs() {
  const tsc = fileURLToPath(new URL('../bin/tsc', import.meta.resolve('typescript')))
  const startedMs = performance.now()
  run(process.execPath, tsc, '--project', 'types')
  return performance.now() - startedMs
}

function run(file, ...args) {
  const { status, stdout, stderr } = spawnSync(file, args, { cwd: here, encoding: 'utf8' })
  if (status !== 0) throw new Error(`${args.join(' ')}: ${stdout}${stderr}`)
  return stdout
}
