import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../', import.meta.url))
const isWindows = process.platform === 'win32'
const oldestPython = [3, 11]

export class PythonMissing extends Error {
  code = 'python_missing'
}

/**
 * Returns the path of a Python that has exactly what `requirementsFile` pins. It is made once per content of that
 * file (and per Python version) under `.cache/`, so a second run needs no network. Throws {@link PythonMissing}.
 */
export function pythonWith(requirementsFile, { log = console.log } = {}) {
  const system = findPython()
  const dir = join(root, '.cache', `python-${digest(system.version, readFileSync(requirementsFile, 'utf8'))}`)
  const python = join(dir, isWindows ? 'Scripts/python.exe' : 'bin/python')
  // Written last: a folder without it is what an interrupted install left behind.
  const complete = join(dir, 'complete')
  if (existsSync(complete) && existsSync(python)) return python

  log(`making a Python environment for ${requirementsFile} (once)`)
  rmSync(dir, { recursive: true, force: true })
  mkdirSync(join(root, '.cache'), { recursive: true })
  makeVenv(system, dir)
  install(python, requirementsFile)
  writeFileSync(complete, '')
  return python
}

function findPython() {
  const candidates = process.env.PYTHON ? [process.env.PYTHON] : ['python3', 'python']
  const found = candidates.map(probe).filter((each) => each !== undefined)
  const usable = found.find(({ version }) => isAtLeast(version, oldestPython))
  if (usable) return usable
  const wanted = `Python ${oldestPython.join('.')} or later is needed, with its venv module`
  const seen = found.map(({ command, version }) => `${command} is ${version}`).join(', ')
  throw new PythonMissing(
    `${wanted}; tried ${candidates.join(', ')}: ${seen || 'none of them runs'}. Set PYTHON to its path.`,
  )
}

function probe(command) {
  const run = spawnSync(command, ['-c', 'import platform; print(platform.python_version())'], {
    encoding: 'utf8',
  })
  return run.status === 0 ? { command, version: run.stdout.trim() } : undefined
}

function isAtLeast(version, [major, minor]) {
  const [ownMajor, ownMinor] = version.split('.').map(Number)
  return ownMajor > major || (ownMajor === major && ownMinor >= minor)
}

function makeVenv({ command, version }, dir) {
  const run = spawnSync(command, ['-m', 'venv', dir], { encoding: 'utf8' })
  if (run.status === 0) return
  rmSync(dir, { recursive: true, force: true })
  throw new PythonMissing(
    `${command} ${version} cannot make a virtual environment (on Debian and Ubuntu: apt-get install python3-venv):\n` +
      `${run.stdout}${run.stderr}`,
  )
}

function install(python, requirementsFile) {
  const args = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '-r', requirementsFile]
  // As a constraint the pins also hold for what pip fetches to build a source package.
  const env = { ...process.env, PIP_CONSTRAINT: requirementsFile }
  const run = spawnSync(python, args, { encoding: 'utf8', env })
  if (run.status === 0) return
  throw new PythonMissing(`could not install ${requirementsFile}:\n${run.stdout}${run.stderr}`)
}

function digest(...parts) {
  return createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 12)
}
