import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const source = fileURLToPath(new URL('client/', import.meta.url))
const cache = fileURLToPath(new URL('../../.cache/', import.meta.url))
const FLAGS = ['-std=gnu11', '-O2', '-Wall', '-Wextra']
/** The probe is loaded into other programs; what it shares with the client is compiled into both. */
const PROBE_FILES = ['probe.c', 'turns.c']

/** What this machine lacks for the measurements. */
export class CannotMeasure extends Error {
  code = 'cannot_measure'
}

/**
 * Compiles the measuring client and the probe, once per content of `client/`, and gives their paths. Throws
 * {@link CannotMeasure} where there is no compiler, or no Linux: both wait by epoll and read /proc.
 */
export function compileNative() {
  if (process.platform !== 'linux')
    throw new CannotMeasure(`the measuring client runs on Linux alone, this is ${process.platform}`)
  const names = readdirSync(source).sort()
  const dir = join(cache, `bench-client-${digest(names)}`)
  const paths = { client: join(dir, 'client'), probe: join(dir, 'probe.so') }
  mkdirSync(dir, { recursive: true })
  const clientFiles = names.filter((name) => name.endsWith('.c') && name !== 'probe.c')
  if (!existsSync(paths.client)) compile(clientFiles, paths.client, ['-pthread'])
  if (!existsSync(paths.probe)) compile(PROBE_FILES, paths.probe, ['-shared', '-fPIC', '-ldl'])
  return paths
}

function compile(names, path, more) {
  const compiler = process.env.CC ?? 'cc'
  const unfinished = `${path}.${process.pid}`
  const args = [...FLAGS, '-o', unfinished, ...names.map((name) => join(source, name)), ...more]
  const { error, status, stderr } = spawnSync(compiler, args, { encoding: 'utf8' })
  if (error)
    throw new CannotMeasure(
      `the measuring client is written in C, and "${compiler}" does not start (${error.code}). ` +
        'Install a C compiler (on Debian and Ubuntu: apt-get install gcc libc6-dev), or name one in CC.',
    )
  if (status !== 0) throw new CannotMeasure(`"${compiler}" cannot compile the measuring client:\n${stderr}`)
  renameSync(unfinished, path)
}

function digest(names) {
  const hash = createHash('sha256')
  for (const name of names) hash.update(name).update(readFileSync(join(source, name)))
  return hash.digest('hex').slice(0, 12)
}
