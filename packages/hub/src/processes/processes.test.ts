import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { TestClock } from '../../../transport/src/time/clock.fixture.js'
import type { LogLine } from '../hub.fixture.js'
import type { Log } from '../log/log.js'
import type { ProcessOptions } from '../options.js'
import { Processes } from './processes.js'
import { KILL_AFTER_MS } from './supervised.js'

const SECOND = 1_000
const MINUTE = 60 * SECOND

let clock: TestClock
let lines: LogLine[]
let folder: string
let all: Processes
let starts: number
beforeEach(() => {
  clock = new TestClock()
  lines = []
  starts = 0
  folder = mkdtempSync(join(tmpdir(), 'rookery-processes-'))
})
afterEach(async () => {
  const closed = all.close()
  // Those that ignore the signal are killed at once.
  await clock.advance(KILL_AFTER_MS)
  await closed
  rmSync(folder, { recursive: true })
})

/** Starts a program of Node as the process of the upstream `up`. */
function start(code: string, options: Partial<ProcessOptions> = {}): void {
  const to =
    (level: LogLine['level']) =>
    (fields: LogLine['fields'], text: string): void =>
      void lines.push({ level, text, fields })
  const log: Log = { info: to('info'), warn: to('warn'), error: to('error') }
  const process_ = { command: process.execPath, args: ['-e', code], ...options }
  const upstream = { name: 'up', type: 'ws', url: 'ws://127.0.0.1:1', process: process_ } as const
  all = new Processes([upstream], { log, clock, random: () => 1 })
  all.onStart(() => starts++)
  all.start()
}

const STAY = 'setInterval(() => {}, 1e9)'
/** Says `ready`, and ignores being asked to end. */
const STUBBORN = `process.on('SIGTERM', () => {}); ${STAY}; console.log('ready')`
/** Starts a program that stays, tells its id, and goes on with `then`. */
const withChild = (then: string) =>
  `const { spawn } = require('node:child_process')
   const { pid } = spawn(process.execPath, ['-e', ${JSON.stringify(STAY)}], { stdio: 'ignore' })
   process.stdout.write('child ' + pid + '\\n', () => { ${then} })`

/** Whether a process runs; one that has ended and waits to be reaped does not. */
function isAlive(pid: number): boolean {
  try {
    return !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return false
  }
}

const texts = (): string[] => lines.map(({ text }) => text)
const has = (text: string): Promise<void> => expect.poll(texts, { timeout: 10_000 }).toContain(text)
const pid = (): number => all.pidOf('up') ?? 0
async function childPid(): Promise<number> {
  const find = () => texts().find((text) => text.startsWith('process: child '))
  await expect.poll(find, { timeout: 10_000 }).toBeDefined()
  return Number(find()?.split(' ')[2])
}
/** Waits until it has been started so often, without letting the time go by. */
const startedTimes = (count: number): Promise<void> =>
  expect.poll(() => starts, { timeout: 10_000 }).toBe(count)

describe('the process of an upstream', () => {
  it('gets its arguments as they are, its folder and its variables, and what it prints is in the log', async () => {
    start('', {
      args: [
        '-e',
        `console.log(process.argv[1], process.cwd() === process.env.A, '\\x1b[31m企鹅\\x1b[0m'); console.error('on stderr'); ${STAY}`,
        '$HOME; "a b"',
      ],
      cwd: folder,
      env: { A: folder },
    })
    await has('process: $HOME; "a b" true 企鹅')
    await has('process: on stderr')
    expect(lines[0]).toMatchObject({ text: 'process started', fields: { upstream: 'up', pid: pid() } })
  })

  it('ends with the hub', async () => {
    start(STAY)
    const started = pid()
    expect(isAlive(started)).toBe(true)
    await all.close()
    expect(isAlive(started)).toBe(false)
    await clock.advance(10 * MINUTE)
    expect(starts).toBe(1)
  })

  it('is killed when it does not end in time, and so is what it has started', async () => {
    start(`${withChild(STUBBORN)}`)
    const child = await childPid()
    await has('process: ready')
    const started = pid()
    const closed = all.close()
    await clock.advance(KILL_AFTER_MS - SECOND)
    expect(isAlive(started)).toBe(true)
    await clock.advance(SECOND)
    await closed
    expect([started, child].map(isAlive)).toEqual([false, false])
    expect(texts()).toContain('process did not end on SIGTERM, and was killed')
  })

  it('takes with it what it has started, when it ends by itself', async () => {
    start(withChild('process.exit(1)'))
    const child = await childPid()
    await expect.poll(() => isAlive(child)).toBe(false)
    await expect.poll(texts).toContain('process not running: exited with code 1')
  })
})

describe('a process that ends at once', () => {
  it('is started again after delays that grow up to a minute, and its end is not told each time', async () => {
    start('process.exit(3)')
    const delays = [1, 2, 4, 8, 16, 32, 60, 60].map((seconds) => seconds * SECOND)
    for (const [n, delayMs] of delays.entries()) {
      await startedTimes(n + 1)
      await expect.poll(pid, { timeout: 10_000 }).toBe(0)
      await expect.poll(() => texts().length).toBeGreaterThan(0)
      await clock.advance(delayMs * 0.75)
      expect(starts).toBe(n + 1)
      await expect
        .poll(async () => {
          await clock.advance(delayMs * 0.05)
          return starts
        })
        .toBe(n + 2)
    }
    expect(
      lines.filter(({ text }) => text === 'process not running: exited with code 3').length,
    ).toBeLessThan(3)
    expect(texts().some((text) => text.startsWith('process still not running'))).toBe(true)
  }, 30_000)

  it('begins with the shortest delay again after a run of a minute', async () => {
    const file = join(folder, 'stays')
    start(`if (!require('node:fs').existsSync(${JSON.stringify(file)})) process.exit(3); ${STAY}`)
    for (let n = 0; n < 3; n++) {
      await expect.poll(pid, { timeout: 10_000 }).toBe(0)
      await expect.poll(() => texts().length).toBeGreaterThan(0)
      if (n === 2) writeFileSync(file, '')
      const before = starts
      await expect
        .poll(async () => {
          await clock.advance(SECOND)
          return starts
        })
        .toBeGreaterThan(before)
    }
    await clock.advance(2 * MINUTE)
    const before = starts
    const running = pid()
    process.kill(running, 'SIGKILL')
    await expect.poll(pid).not.toBe(running)
    await clock.advance(2 * SECOND)
    await startedTimes(before + 1)
  })

  it.each([
    ['never', 1],
    ['on-failure', 0],
  ] as const)('is not started again with restart: %s after code %i', async (restart, code) => {
    start(`process.exit(${code})`, { restart })
    await has('process ended, and is not started again (see restart)')
    await clock.advance(10 * MINUTE)
    expect(starts).toBe(1)
  })

  it('is started again with restart: on-failure after another code', async () => {
    start('process.exit(2)', { restart: 'on-failure' })
    await has('process not running: exited with code 2')
    await clock.advance(2 * SECOND)
    await startedTimes(2)
  })

  it('that is not there at all is told, without its arguments, and tried again', async () => {
    start('', { command: join(folder, 'nowhere'), args: ['--token', 'of-the-process'] })
    await has('process not running: there is no such program or folder (ENOENT)')
    writeFileSync(join(folder, 'nowhere'), '#!/bin/sh\nexec sleep 1000\n', { mode: 0o755 })
    await clock.advance(2 * SECOND)
    await expect.poll(pid).toBeGreaterThan(0)
    expect(JSON.stringify(lines)).not.toContain('of-the-process')
  })
})

describe('a process whose folder is none', () => {
  it.each([
    ['is not there', 'nowhere', 'there is no such program or folder (ENOENT)'],
    ['is a file', 'file', 'it cannot be started (ENOTDIR)'],
  ])('because it %s is told', async (_, cwd, why) => {
    writeFileSync(join(folder, 'file'), '')
    start(STAY, { cwd: join(folder, cwd) })
    await has(`process not running: ${why}`)
  })
})

describe('a restart', () => {
  it('ends the process, and starts it at once', async () => {
    start(withChild(STAY))
    const [first, child] = [pid(), await childPid()]
    expect([all.restart('up'), all.restart('another')]).toEqual([true, false])
    await startedTimes(2)
    expect([first, child].map(isAlive)).toEqual([false, false])
    expect(isAlive(pid())).toBe(true)
    expect(pid()).not.toBe(first)
  })

  it('does not wait for the delay of one that ended', async () => {
    start('process.exit(1)')
    await has('process not running: exited with code 1')
    all.restart('up')
    expect(starts).toBe(2)
  })

  it('for silence happens three times an hour, and not while it starts', async () => {
    start(STAY)
    expect(all.restartSilent('up')).toBe(false)
    for (let n = 0; n < 3; n++) {
      await clock.advance(MINUTE)
      expect(all.restartSilent('up')).toBe(true)
      await startedTimes(n + 2)
    }
    await clock.advance(2 * MINUTE)
    expect(all.restartSilent('up')).toBe(false)
    expect(texts()).toContain('silent process not restarted: it was three times within the hour')
    await clock.advance(57 * MINUTE)
    expect(all.restartSilent('up')).toBe(true)
    await startedTimes(5)
  })
})

describe('the output', () => {
  it('goes to a file of its own, which is appended to and only its owner may read', async () => {
    const log = join(folder, 'napcat.log')
    writeFileSync(log, 'before\n', { mode: 0o600 })
    start(`console.log('企鹅'); ${STAY}`, { log })
    await expect.poll(() => readFileSync(log, 'utf8')).toBe('before\n企鹅\n')
    expect(statSync(log).mode & 0o777).toBe(0o600)
    expect(texts()).toEqual(['process started'])
  })

  it('that has grown large is put aside', async () => {
    const log = join(folder, 'napcat.log')
    writeFileSync(log, 'x'.repeat(10 * 1024 * 1024 + 1))
    start(`console.log('new'); ${STAY}`, { log })
    await expect.poll(() => readFileSync(log, 'utf8')).toBe('new\n')
    expect(statSync(`${log}.1`).size).toBe(10 * 1024 * 1024 + 1)
  })

  it('that cannot be written is lost, and the process goes on', async () => {
    start(`setInterval(() => console.log('x'), 5)`, { log: join(folder, 'no-folder', 'napcat.log') })
    await has('output of the process could not be written')
    expect(isAlive(pid())).toBe(true)
    expect(lines.at(-1)?.fields).toMatchObject({ upstream: 'up', why: 'ENOENT' })
  })

  it('beyond a hundred lines a second is left out of the log', async () => {
    start(`for (let n = 0; n < 5_000; n++) console.log('line', n); ${STAY}`)
    await has('lines of the process were left out: more than 100 a second')
    await expect
      .poll(() => texts().filter((text) => text.startsWith('process: line')).length)
      .toBeGreaterThan(99)
    expect(lines.length).toBeLessThan(1_000)
  })
})
