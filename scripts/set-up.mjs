import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildConsole } from './build-console.mjs'
import { buildPackages } from './build-packages.mjs'
import { has, root, runNode, runNpm, StepFailed, say, tools } from './run.mjs'

const OLDEST_NODE = [20, 19]

/** Installs what is missing and builds what is stale, so that a fresh clone needs no other command. */
export async function setUp() {
  refuseOldNode(process.versions.node)
  await installIfStale()
  await build()
}

export function refuseOldNode(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const [oldestMajor, oldestMinor] = OLDEST_NODE
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return
  throw new StepFailed(
    `Rookery needs Node.js ${OLDEST_NODE.join('.')} or later, this is ${version}. See https://nodejs.org/`,
    1,
  )
}

async function installIfStale() {
  const reason = staleReason(readLock('package-lock.json'), readLock('node_modules/.package-lock.json'))
  if (reason === undefined) return
  say(`installing dependencies (npm ci): ${reason}`)
  await runNpm(['ci'])
}

const readLock = (path) => (has(path) ? JSON.parse(readFileSync(join(root, path), 'utf8')) : undefined)

/**
 * Why the installed packages are not those of the lock file, or undefined if they are. The contents are
 * compared, not the dates: a checkout makes every file new.
 */
export function staleReason(wanted, installed) {
  if (wanted === undefined) throw new StepFailed('package-lock.json is missing: is this a whole checkout?', 1)
  if (installed === undefined) return 'nothing is installed yet'
  for (const [path, entry] of Object.entries(wanted.packages)) {
    // '' is the workspace itself. What is optional may be left out on this platform.
    if (path === '' || installed.packages[path]?.version === entry.version) continue
    if (installed.packages[path] === undefined && (entry.optional || entry.devOptional)) continue
    return `${path.replace(/^.*node_modules\//, '')} ${entry.version ?? ''}`
      .trim()
      .concat(' is not installed')
  }
  return undefined
}

async function build() {
  say('building what is stale (tsc -b)')
  // tsc trusts its .tsbuildinfo and would not notice that somebody deleted the output.
  const lost = projects().filter((path) => has(`${path}/tsconfig.tsbuildinfo`) && !has(`${path}/dist`))
  await runNode(tools.tsc, lost.length > 0 ? ['-b', '--force'] : ['-b'])
  await Promise.all([buildPackages(), buildConsole()])
}

const projects = () =>
  JSON.parse(readFileSync(join(root, 'tsconfig.json'), 'utf8')).references.map(({ path }) => path)
