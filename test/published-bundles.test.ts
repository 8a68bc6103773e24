import { execFile } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { packagesDir } from './layers/read-workspace.js'

const run = promisify(execFile)
const rookery = fileURLToPath(new URL('../packages/rookery/bin/rookery.js', import.meta.url))

const COMMANDS = [
  'dev',
  'sandbox',
  'test',
  'up',
  'call',
  'clients',
  'console',
  'reload',
  'journal',
  'filter',
  'token',
]

/** Files that are programs: whoever imports them starts them. */
const PROGRAMS = ['bin.js']

const bundles = readdirSync(packagesDir)
  .map((name) => join(packagesDir, name, 'lib'))
  .filter((folder) => existsSync(folder))
  .map((folder) => readdirSync(folder).map((file) => join(folder, file)))

const modulesOf = (files: readonly string[]) =>
  files.filter((file) => file.endsWith('.js') && !PROGRAMS.some((program) => file.endsWith(program)))

describe('what is published', () => {
  it('is there', () => {
    expect(bundles.length).toBeGreaterThan(8)
  })

  it.each(bundles.map(modulesOf).filter(({ length }) => length > 0))(
    'is loaded by Node: %s …',
    async (...files) => {
      const source = files
        .map((file) => `await import(${JSON.stringify(pathToFileURL(file).href)})`)
        .join('\n')
      const { stderr } = await run(process.execPath, [
        '--input-type=module',
        '-e',
        `${source}\nprocess.exit()`,
      ])
      expect(stderr).toBe('')
    },
  )

  it('keeps events on disk, in a thread of its own', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'rookery-published-'))
    const program = fileURLToPath(new URL('./packed/store-program.mjs', import.meta.url))
    const { stdout } = await run(process.execPath, [program, join(folder, 'data')])
    await rm(folder, { recursive: true })
    expect(stdout).toBe('{"message":"hello"}\n')
  })

  it('starts, and names each command', async () => {
    const { stdout } = await run(process.execPath, [rookery, '--help'])
    const named = [...stdout.matchAll(/^ {2}rookery ([a-z]+) /gm)].map(([, name]) => name)
    expect(named).toEqual(COMMANDS)
  })

  it.each(COMMANDS)('starts: rookery %s --help', async (name) => {
    const { stdout } = await run(process.execPath, [rookery, name, '--help'])
    expect(stdout).toContain(`rookery ${name}`)
  })
})
