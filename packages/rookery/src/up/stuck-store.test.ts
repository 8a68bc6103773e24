import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'

const dist = new URL('../../dist/', import.meta.url).href

/** `rookery up` with a store whose thread waits in a system call that never returns, as it does on a disk that hangs. */
const program = (pipe: string, closeHub: string): string => `
  import { Worker } from 'node:worker_threads'
  import { noStore } from '@rookery/hub/history'
  import { main } from '${dist}main.js'
  import { endingsOf } from '${dist}cli/endings.js'
  const hang = "require('node:fs').openSync(" + ${JSON.stringify(JSON.stringify(pipe))} + ", 'r')"
  const { env, stdout, stderr } = process
  process.exitCode = await main(['up', '--log', 'json'], {
    env, cwd: '/nowhere', stdout, stderr, signals: process, ...endingsOf(process),
    openStore: async () => {
      new Worker(hang, { eval: true, execArgv: [] })
      const never = () => new Promise(() => {})
      process.on('exit', () => process.stdout.write('others are told\\n'))
      return { ...noStore(), log: { ...noStore().log, last: never }, close: never }
    },
    startHub: async () => ({ url: 'ws://127.0.0.1:1', close: ${closeHub} }),
  })
`

/** Starts a hub whose store hangs; returns it once it runs. */
async function started(closeHub: string) {
  const folder = await mkdtemp(join(tmpdir(), 'rookery-stuck-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const pipe = join(folder, 'pipe')
  execFileSync('mkfifo', [pipe])
  const cwd = new URL('../..', import.meta.url)
  const hub = spawn(process.execPath, ['--input-type=module', '-e', program(pipe, closeHub)], {
    cwd,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  onTestFinished(() => void hub.kill('SIGKILL'))
  const printed = { text: '' }
  hub.stdout.on('data', (bytes) => {
    printed.text += bytes
  })
  const exited = once(hub, 'close')
  await expect.poll(() => printed.text, { timeout: 10_000 }).toContain('rookery listens')
  return { hub, printed, exited }
}

const isWindows = process.platform === 'win32'

test.skipIf(isWindows)('a hub whose disk hangs ends all the same', async () => {
  const { hub, printed, exited } = await started('async () => {}')
  hub.kill('SIGTERM')
  expect(await exited).toEqual([null, 'SIGKILL'])
  expect(printed.text).toContain('"closed"')
})

test.skipIf(isWindows)('a second signal ends a hub at once whose disk hangs while it closes', async () => {
  const { hub, printed, exited } = await started('() => new Promise(() => {})')
  hub.kill('SIGTERM')
  await expect.poll(() => printed.text).toContain('"closing; a second signal ends it at once"')
  hub.kill('SIGINT')
  expect(await exited).toEqual([null, 'SIGKILL'])
  expect(printed.text).toContain('others are told')
})
