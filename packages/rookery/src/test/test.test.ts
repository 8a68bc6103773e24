import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { processStandIn } from '../cli/process.fixture.js'

const bot = fileURLToPath(new URL('../../fixtures/test/weather-bot.mjs', import.meta.url))
const cwd = mkdtempSync(join(tmpdir(), 'rookery-test-'))
afterAll(() => rmSync(cwd, { recursive: true }))
beforeEach(() => rmSync(join(cwd, 'scenarios'), { recursive: true, force: true }))

function write(text: string, name = 'weather.chat') {
  mkdirSync(join(cwd, 'scenarios'), { recursive: true })
  writeFileSync(join(cwd, 'scenarios', name), text)
}

async function run(...argv: string[]) {
  const { printed, code } = start(...argv)
  return { code: await code, ...printed }
}

function start(...argv: string[]) {
  const { run, printed, signals } = processStandIn({ cwd, env: { PATH: process.env.PATH } })
  return { code: run('test', 'scenarios', ...argv), printed, signals }
}

/** Limits that a busy machine keeps to, for what comes in the end. */
const patient = ['--start-timeout', '20s', '--timeout', '10s']
const withBot = (how: string, ...argv: string[]) => run(...argv, '--', process.execPath, bot, how)

const WORLD = `---
accounts: [{ self_id: 10000, nickname: 小企 }]
users: [{ user_id: 20001, nickname: Alice }, { user_id: 20002, nickname: Bob }]
groups: [{ group_id: 30001, group_name: 读书会, owner: 20001, admins: [10000], members: [20002] }]
---
`
const WEATHER = `== 天气
[读书会]
Alice: /天气 南京
小企: 南京的天气是……
`

describe('rookery test', () => {
  it('plays every scenario in a fresh world', async () => {
    write(`${WORLD}${WEATHER}
== 禁言
[读书会]
Bob: /禁言我
* 小企 mutes Bob for 60 s
== 又可以说话
[读书会]
Bob: /晚点
小企: 来了
(10ms)
`)
    const { code, out } = await withBot('forward')
    expect(out.replace(/\d+ ms|\d\.\d s/g, 'T')).toBe(
      `scenarios/weather.chat\n  ✓ 天气 (T)\n  ✓ 禁言 (T)\n  ✓ 又可以说话 (T)\n\n3 passed (T)\n`,
    )
    expect(code).toBe(0)
  })

  it('sends files that stand beside a scenario', async () => {
    writeFileSync(join(cwd, '天气.txt'), '晴')
    write('[读书会]\nAlice: [image:cat.png]\n* Alice uploads "../天气.txt"\nAlice: /天气 南京\n小企: …\n')
    expect(await withBot('forward')).toMatchObject({ code: 0 })
  })

  it('shows the line that was missed and what happened', async () => {
    write(`${WEATHER}== 上海\n[读书会]\nAlice: /天气 上海\n小企: 北京的天气是……\n`)
    const { code, out } = await withBot('forward', ...patient)
    expect(out).toContain('  ✓ 天气')
    expect(out).toContain(`      scenarios/weather.chat:8: something else was said

      expected:
        [读书会]
        小企: 北京的天气是……

      what happened:
        [读书会]
        Alice: /天气 上海
        小企: 上海的天气是……   # not expected

          5 | == 上海
          6 | [读书会]
          7 | Alice: /天气 上海
      >   8 | 小企: 北京的天气是……
`)
    expect(out).toContain('1 passed, 1 failed')
    expect(code).toBe(1)
  })

  it.each(['forward', 'rookery', 'rookery-url'])(
    'tells a bot its token, whichever variables it reads (%s)',
    async (how) => {
      write(WEATHER)
      expect(await withBot(how, ...patient)).toMatchObject({ code: 0 })
      expect(await withBot(how, ...patient, '--token', 'a b&c')).toMatchObject({ code: 0 })
    },
  )

  it.each(['reverse', 'post'])('reaches a bot that listens (%s)', async (how) => {
    write(WEATHER)
    const port = await freePort()
    const url = how === 'reverse' ? `ws://127.0.0.1:${port}/ws` : `http://127.0.0.1:${port}/`
    expect(await withBot(how, `--${how}`, url)).toMatchObject({ code: 0 })
  })

  it('plays what is asked for, and stops at the first failure if it is to', async () => {
    const fails = '== 不会\n[读书会]\nAlice: hi\n小企: hi\n'
    write(`${fails}${WEATHER}`)
    expect((await withBot('forward', '--timeout', '100ms', '--bail')).out).not.toContain('天气')
    expect(await withBot('forward', ...patient, '--grep', '^天气$')).toMatchObject({ code: 0 })
    expect(await withBot('forward', ...patient, '--grep', 'none')).toMatchObject({ code: 64 })
  })

  it('reports as CI servers read it, and shows what the bot prints', async () => {
    write(WEATHER)
    const { out, err } = await withBot('forward', '--reporter', 'junit', '--verbose')
    expect(out).toMatch(
      /^<\?xml [\s\S]*<testcase classname="scenarios\/weather.chat" name="天气" time="\d+\.\d{3}"\/>/,
    )
    expect(err).toContain('weather bot, forward')
  })

  it('says why a bot does not come, or does not stay', async () => {
    write(`${WEATHER}== 退出\n[读书会]\nAlice: /退出\n小企: 再见\n`)
    const gone = await withBot('gone')
    expect(gone.out).toContain('the bot ended with exit code 3 before it connected; it printed last:')
    expect(gone.out).toContain('  | no such module: weather')
    expect(gone.out).not.toContain('(30.0 s)')
    const silent = await withBot('silent', '--start-timeout', '300ms')
    expect(silent.out).toMatch(
      /did not connect within 300 ms: it has to connect to ws:\/\/127\.0\.0\.1:\d+ with its token/,
    )
    const left = await withBot('forward', ...patient)
    expect(left.out).toContain(
      'the bot ended with exit code 1; it printed last:\n        | weather bot, forward',
    )
    expect([gone.code, silent.code, left.code]).toEqual([1, 1, 1])
  })

  it.each(['SIGINT', 'SIGTERM'])('ends the bot and all that it started at %s', async (signal) => {
    write(WEATHER)
    const { code, printed, signals } = start('--verbose', '--', process.execPath, bot, 'family')
    await expect.poll(() => printed.err).toMatch(/child \d+/)
    signals.emit(signal, signal)
    expect(await code).toBe(1)
    const child = Number(/child (\d+)/.exec(printed.err)?.[1])
    await expect.poll(() => isAlive(child)).toBe(false)
  })

  it.each(['小企: hi', '(9s)'])('stops at once where it waits: %s', async (line) => {
    write(`== 等\n[读书会]\nAlice: hi\n${line}\n`)
    const { code, printed, signals } = start(
      '--timeout',
      '9s',
      '--verbose',
      '--',
      process.execPath,
      bot,
      'forward',
    )
    await expect.poll(() => printed.err).toContain('weather bot')
    const sinceMs = performance.now()
    // Long enough to connect; were it not, it would stop all the same.
    setTimeout(() => signals.emit('SIGINT', 'SIGINT'), 600)
    expect(await code).toBe(1)
    expect(performance.now() - sinceMs).toBeLessThan(6_000)
    expect(printed.out).toContain('stopped before its end')
  })

  it('says so where no file has a scenario', async () => {
    write('# nothing yet\n')
    expect((await withBot('forward')).err).toContain('no file has a scenario')
  })

  it.each([
    [['--reverse', 'http://x'], '--reverse is "http://x"; allowed: ws://'],
    [['--reporter', 'tap'], '--reporter is "tap"; allowed: spec, junit'],
    [['--port', 'x'], '--port is "x"; allowed: 0 to 65535'],
    [['--grep', '('], '--grep is no pattern'],
    [['--bail=yes'], '--bail takes no value'],
    [['none.chat'], 'there is no none.chat'],
  ])('refuses %j', async (argv, complaint) => {
    write(WEATHER)
    const { code, err } = await run(...argv)
    expect(err).toContain(complaint)
    expect(code).toBe(64)
  })

  it('refuses a file that cannot be read before a bot is started, and a pause that is too long', async () => {
    write('[读书会]\nAlice')
    expect((await withBot('forward')).err).toMatch(
      /rookery: scenarios\/weather\.chat: line 2: found Alice; allowed/,
    )
    write(`---\nusers: []\n---\n${WEATHER}`)
    expect((await withBot('forward')).err).toContain('weather.chat: found a world without accounts')
    write(`---\naccounts: []\nuser: []\n---\n${WEATHER}`)
    expect((await withBot('forward')).err).toMatch(/scenarios\/weather\.chat:3:1: .*user/)
    write('[读书会]\nAlice: hi\n(5m)\n')
    expect((await withBot('forward')).out).toContain('weather.chat:3: found a long pause')
  })
})

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
