import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { has, root, runNpm, say } from './run.mjs'

const HOME = '.cache/runtimes'

/** The packages that hold the programs themselves, by platform. Versions are fixed, so that a failure is ours. */
const PROGRAMS = {
  'linux-x64': { bun: ['@oven/bun-linux-x64', 'bin/bun'], deno: ['@deno/linux-x64-glibc', 'deno'] },
  'linux-arm64': { bun: ['@oven/bun-linux-aarch64', 'bin/bun'], deno: ['@deno/linux-arm64-glibc', 'deno'] },
  'darwin-x64': { bun: ['@oven/bun-darwin-x64', 'bin/bun'], deno: ['@deno/darwin-x64', 'deno'] },
  'darwin-arm64': { bun: ['@oven/bun-darwin-aarch64', 'bin/bun'], deno: ['@deno/darwin-arm64', 'deno'] },
  'win32-x64': { bun: ['@oven/bun-windows-x64', 'bin/bun.exe'], deno: ['@deno/win32-x64', 'deno.exe'] },
}
const VERSIONS = { bun: '1.4.5', deno: '2.9.6' }

/** Where a runtime is, on this machine; undefined where there is no package of it. */
export function runtimePath(name) {
  const program = PROGRAMS[`${process.platform}-${process.arch}`]?.[name]
  return program && join(root, HOME, 'node_modules', ...program)
}

/** Puts Bun and Deno beside the project, where they are not there yet: they are no dependencies of it. */
export async function installRuntimes() {
  for (const name of Object.keys(VERSIONS)) {
    const path = runtimePath(name)
    if (path === undefined) {
      say(`skipping the tests on ${name}: there is no package of it for ${process.platform}-${process.arch}`)
      continue
    }
    if (existsSync(path)) continue
    const [packageName] = PROGRAMS[`${process.platform}-${process.arch}`][name]
    say(`installing ${name} into ${HOME}`)
    await runNpm([
      'install',
      '--prefix',
      join(root, HOME),
      '--no-audit',
      '--no-fund',
      `${packageName}@${VERSIONS[name]}`,
    ])
  }
  return has(HOME)
}
