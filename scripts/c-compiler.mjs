import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { runProgram, StepFailed, say } from './run.mjs'

const compiles = () => spawnSync(process.env.CC ?? 'cc', ['--version']).status === 0

/** Makes sure that there is a C compiler; on Debian it is installed where we may do so. */
export async function installCompiler() {
  if (compiles()) return
  const mayInstall = existsSync('/usr/bin/apt-get') && process.getuid?.() === 0
  if (!mayInstall)
    throw new StepFailed(
      'power failures are played with the help of a C compiler: install one, or name it in CC',
      1,
    )
  say('installing a C compiler (apt-get install gcc libc6-dev)')
  await runProgram('apt-get', ['update', '-qq'])
  await runProgram('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'gcc', 'libc6-dev'])
}
