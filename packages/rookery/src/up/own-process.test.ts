import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

const bin = fileURLToPath(new URL('../../bin/rookery.js', import.meta.url))

let folder: string
let undo: () => unknown
beforeEach(async () => {
  undo = () => {}
  folder = await mkdtemp(join(tmpdir(), 'rookery-process-'))
})
afterEach(async () => {
  await undo()
  await rm(folder, { recursive: true })
})

/** Writes its id and its arguments to `started`; `onTerm` is what it does on SIGTERM. */
const program = (onTerm: string): string =>
  `process.on('SIGTERM', () => { ${onTerm} })
   require('node:fs').writeFileSync('started', process.pid + ' ' + process.argv.slice(2).join(','))
   setInterval(() => {}, 1e9)`

function isAlive(pid: number): boolean {
  try {
    return !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return false
  }
}

/** Starts `rookery up` as its users do, with a process that does `onTerm` when it is asked to end. */
async function up(onTerm: string) {
  await writeFile(join(folder, 'program.cjs'), program(onTerm))
  await writeFile(
    join(folder, 'rookery.yml'),
    `listen: { port: 0 }
upstreams:
  - name: napcat
    type: ws
    url: ws://127.0.0.1:1
    process: { command: "${process.execPath}", args: [program.cjs, "$HOME", a b], cwd: ., log: napcat.log }
`,
  )
  const hub = spawn(process.execPath, [bin, 'up', '--log', 'json'], { cwd: folder, stdio: 'ignore' })
  const exited = once(hub, 'exit')
  const started = join(folder, 'started')
  await expect
    .poll(() => existsSync(started) && readFileSync(started, 'utf8'), { timeout: 20_000 })
    .toBeTruthy()
  const [pid = '', args] = readFileSync(started, 'utf8').split(/ (.*)/)
  undo = () => {
    hub.kill('SIGKILL')
    if (isAlive(Number(pid))) process.kill(Number(pid), 'SIGKILL')
  }
  return { hub, exited, pid: Number(pid), args }
}

describe('a process of rookery.yml', () => {
  it('ends with the hub at the first signal', async () => {
    const { hub, exited, pid, args } = await up('process.exit()')
    expect([isAlive(pid), args]).toEqual([true, '$HOME,a b'])
    hub.kill('SIGTERM')
    expect(await exited).toEqual([0, null])
    expect(isAlive(pid)).toBe(false)
  }, 40_000)

  it('that does not end is killed with the hub at the second signal', async () => {
    const { hub, exited, pid } = await up(`require('node:fs').writeFileSync('asked', '')`)
    hub.kill('SIGTERM')
    await expect.poll(() => existsSync(join(folder, 'asked')), { timeout: 10_000 }).toBe(true)
    hub.kill('SIGINT')
    await exited
    await expect.poll(() => isAlive(pid)).toBe(false)
  }, 40_000)
})
