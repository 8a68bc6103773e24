import { existsSync } from 'node:fs'
import { runProgram, StepFailed, say } from './run.mjs'

const FOLDERS = ['/usr/bin', '/usr/local/bin', '/opt/homebrew/bin']

/** Prometheus and promtool of this machine: those that PROMETHEUS and PROMTOOL name, else those in a usual place. */
export function findPrometheus() {
  const find = (name) =>
    [process.env[name.toUpperCase()], ...FOLDERS.map((folder) => `${folder}/${name}`)].find(
      (path) => path && existsSync(path),
    )
  const [server, promtool] = [find('prometheus'), find('promtool')]
  return server && promtool ? { server, promtool } : undefined
}

/** Makes sure that there is a Prometheus, and gives its programs; on Debian it is installed where we may do so. */
export async function installPrometheus() {
  const found = findPrometheus()
  if (found !== undefined) return found
  const mayInstall = existsSync('/usr/bin/apt-get') && process.getuid?.() === 0
  if (!mayInstall)
    throw new StepFailed(
      'metrics are tested with Prometheus: install it, or name one in PROMETHEUS and PROMTOOL',
      1,
    )
  say('installing prometheus (apt-get install prometheus)')
  await runProgram('apt-get', ['update', '-qq'])
  const env = { ...process.env, RUNLEVEL: '1' }
  await runProgram('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'prometheus'], { env })
  return findPrometheus()
}
