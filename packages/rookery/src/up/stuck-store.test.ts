import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'

const dist = new URL('../../dist/', import.meta.url).href

/** Threads that wait in a system call that never returns, as on a disk that hangs: that of the store, or one for files. */
const hangings = {
  store: "new Worker(\"require('node:fs').openSync('PIPE', 'r')\", { eval: true, execArgv: [] })",
  files: "open('PIPE', 'r', () => {})",
}

/** `rookery up` with a store that saves nothing any more. */
const program = (pipe: string, thread: keyof typeof hangings, closeHub: string): string => `
  import { open } from 'node:fs'
  import { Worker } from 'node:worker_threads'
  import { noStore } from '@rookery/hub/history'
  import { main } from '${dist}main.js'
  import { endingsOf } from '${dist}cli/endings.js'
  const { env, stdout, stderr } = process
  process.exitCode = await main(['up', '--log', 'json'], {
    env, cwd: '/nowhere', stdout, stderr, signals: process, ...endingsOf(process),
    openStore: async () => {
      ${hangings[thread].replace('PIPE', pipe)}
      process.on('exit', () => process.stdout.write('others are told\\n'))
      return { ...noStore(), state: { isUp: true, behind: 1, since: 0 }, close: () => new Promise(() => {}) }
    },
    startHub: async () => ({ url: 'ws://127.0.0.1:1', close: ${closeHub} }),
  })
`

/** Starts a hub whose store hangs; returns it once it runs. */
async function started(thread: keyof typeof hangings, closeHub: string) {
  const folder = await mkdtemp(join(tmpdir(), 'rookery-stuck-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const pipe = join(folder, 'pipe')
  execFileSync('mkfifo', [pipe])
  const cwd = new URL('../..', import.meta.url)
  const hub = spawn(process.execPath, ['--input-type=module', '-e', program(pipe, thread, closeHub)], {
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
  const { hub, printed, exited } = await started('store', 'async () => {}')
  hub.kill('SIGTERM')
  expect(await exited).toEqual([null, 'SIGKILL'])
  expect(printed.text).toContain('"closed"')
})

test.skipIf(isWindows)('a second signal ends a hub at once whose disk hangs while it closes', async () => {
  const { hub, printed, exited } = await started('files', '() => new Promise(() => {})')
  hub.kill('SIGTERM')
  await expect.poll(() => printed.text).toContain('"closing; a second signal ends it at once"')
  hub.kill('SIGINT')
  expect(await exited).toEqual([null, 'SIGKILL'])
  expect(printed.text).toContain('others are told')
})
