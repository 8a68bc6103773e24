import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root, StepFailed, say } from './run.mjs'

const SUFFIX = process.platform === 'win32' ? '.exe' : ''

/**
 * Builds the Go program of a folder, and gives its path. It is built once per content of the folder (and per version of Go)
 * under `.cache/`, so a second run needs no network. The modules are those that its go.sum pins. GO names another go.
 */
export function goProgram(folder) {
  const go = process.env.GO ?? 'go'
  const version = run(go, ['env', 'GOVERSION'], folder)
  if (version === undefined)
    throw new StepFailed(`Go is needed for the programs in ${folder}: install it, or name a go in GO`, 1)
  const program = join(root, '.cache', `go-${digest(version, folder)}`, `bot${SUFFIX}`)
  if (existsSync(program)) return program
  say(`building the Go programs in ${folder} (once)`)
  if (run(go, ['build', '-mod=readonly', '-o', program, '.'], folder) === undefined)
    throw new StepFailed(`could not build the Go programs in ${folder}`, 1)
  return program
}

/** Gives the output, or undefined when it failed; then the program has said why. */
function run(command, args, cwd) {
  const { status, stdout } = spawnSync(command, args, {
    cwd,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  return status === 0 ? stdout.trim() : undefined
}

function digest(version, folder) {
  const hash = createHash('sha256').update(version)
  for (const file of readdirSync(folder).sort()) hash.update(file).update(readFileSync(join(folder, file)))
  return hash.digest('hex').slice(0, 12)
}
