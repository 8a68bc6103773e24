import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'

const dist = new URL('../../dist/', import.meta.url).href

/** `rookery up` with a store whose thread waits in a system call that never returns, as it does on a disk that hangs. */
const program = (pipe: string): string => `
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
      return { ...noStore(), close: () => new Promise(() => {}) }
    },
    startHub: async () => ({ url: 'ws://127.0.0.1:1', close: async () => {} }),
  })
`

test.skipIf(process.platform === 'win32')('a hub whose disk hangs ends all the same', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'rookery-stuck-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const pipe = join(folder, 'pipe')
  execFileSync('mkfifo', [pipe])
  const cwd = new URL('../..', import.meta.url)
  const hub = spawn(process.execPath, ['--input-type=module', '-e', program(pipe)], {
    cwd,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  onTestFinished(() => void hub.kill('SIGKILL'))
  const exited = once(hub, 'exit')
  let printed = ''
  hub.stdout.on('data', (bytes) => {
    printed += bytes
  })
  await expect.poll(() => printed, { timeout: 10_000 }).toContain('rookery listens')
  hub.kill('SIGTERM')
  expect(await exited).toEqual([null, 'SIGKILL'])
  expect(printed).toContain('"closed"')
})
