import type { EventEmitter } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Hub, HubOptions } from '@rookery/hub'
import { okReply } from '@rookery/protocol'
import { Downstream, type Link, memoryLinks } from '@rookery/transport'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import type { StartHub } from './cli/command-context.js'
import { processStandIn } from './cli/process.fixture.js'

const cwd = mkdtempSync(join(tmpdir(), 'rookery-cli-'))
afterAll(() => rmSync(cwd, { recursive: true }))
beforeEach(() => rmSync(join(cwd, 'rookery.yml'), { force: true }))

/** A process to run one command line in. */
const stage = (given: Parameters<typeof processStandIn>[0] = {}) => processStandIn({ cwd, ...given })

/** Presses Ctrl-C once the command listens for it. */
async function interrupt(signals: EventEmitter): Promise<void> {
  await expect.poll(() => signals.listenerCount('SIGINT')).toBeGreaterThan(0)
  signals.emit('SIGINT', 'SIGINT')
}

const names = { added: [], changed: [], removed: [] }
const report = { upstreams: names, clients: names, applied: [], needsRestart: [] }
const anyHub = {
  url: 'ws://127.0.0.1:7700',
  accounts: () => [],
  clients: () => [],
  join() {},
  reload: async () => report,
}

/** An account in this process, which answers every call. */
function joinAccount(hub: Hub | undefined): Link {
  const [theirs, ours] = memoryLinks()
  new Downstream(ours, { call: async () => okReply({ online: true, user_id: 10001 }) })
  hub?.join('memory', theirs, '10001')
  return ours
}

function writeConfig(text: string) {
  writeFileSync(join(cwd, 'rookery.yml'), text)
}

/** Every word that may come first. */
const known =
  'dev, sandbox, test, up, call, clients, console, reload, journal, filter, token, --help, --version'

describe('a command line', () => {
  test('that asks for help gets it', async () => {
    const { run, printed } = stage()
    expect(await run('--help')).toBe(0)
    expect(printed.out).toContain('rookery call <action> [key=value …]')
    expect(await run('up', '-h')).toBe(0)
    expect(printed.out).toContain('-c, --config <file>')
  })

  test('that asks for the version gets it', async () => {
    const { run, printed } = stage()
    expect(await run('--version')).toBe(0)
    expect(printed.out).toMatch(/^\d+\.\d+\.\d+\n$/)
  })

  test.each([
    [[], `no command; allowed: ${known}`],
    [['pu'], `unknown command "pu"; allowed: ${known} (did you mean "up"?)`],
    [['--verison'], `unknown option "--verison"; allowed: ${known} (did you mean "--version"?)`],
    [['constructor'], 'unknown command "constructor"'],
    [
      ['up', '--cnofig', 'x'],
      'unknown option --cnofig; allowed: --config, --log, --help (did you mean "--config"?)',
    ],
    [['up', '-x'], 'unknown option -x; allowed: --config, --log, --help'],
    [['up', '-c'], '-c needs a value: --config=<file>'],
    [['up', '--config', '--log=json'], '--config needs a value'],
    [['up', 'now'], 'found "now"; allowed: options only'],
    [['up', '--log', 'xml'], '--log is "xml"; allowed: json, text'],
    [['call'], 'no action; allowed: rookery call <action>'],
    [['call', 'get_status', 'x'], 'found "x"; allowed: key=value'],
    [['call', 'get_status', '--timeout', '30'], '--timeout is "30"; allowed: a whole number with a unit'],
    [['call', 'get_status', '--url', 'http://h'], '--url is no WebSocket URL; allowed: ws://'],
    [['call', 'get_status', '--token', 'a\nb'], '--token has a character that no header can carry'],
  ])('%j is refused with what is allowed', async (argv, complaint) => {
    const { run, printed } = stage()
    expect(await run(...argv)).toBe(64)
    expect(printed.err).toContain(`rookery: ${complaint}`)
    expect(printed.out).toBe('')
  })
})

describe('rookery up', () => {
  /** A hub that closes when it is told to, and what it was started with. */
  function hubStandIn() {
    const started: HubOptions[] = []
    const events: string[] = []
    const startHub: StartHub = async (options) => {
      started.push(options)
      events.push('start')
      return { ...anyHub, close: async () => void events.push('close') }
    }
    return { started, events, startHub }
  }

  test.each(['SIGINT', 'SIGTERM'])('runs until %s, closes and ends with 0', async (signal) => {
    const { startHub, events } = hubStandIn()
    const { run, signals, printed, exits } = stage({ startHub })
    const ended = run('up')
    await expect.poll(() => printed.out).toContain('rookery listens  url=ws://127.0.0.1:7700')
    expect(events).toEqual(['start'])
    signals.emit(signal, signal)
    expect(await ended).toBe(0)
    expect(events).toEqual(['start', 'close'])
    expect(exits).toEqual([])
    expect(signals.listenerCount(signal)).toBe(0)
  })

  test('ends at once at the second signal', async () => {
    const startHub: StartHub = async () => ({ ...anyHub, close: () => new Promise(() => {}) })
    const { run, signals, printed, exits } = stage({ startHub })
    void run('up')
    await expect.poll(() => printed.out).toContain('rookery listens')
    signals.emit('SIGINT', 'SIGINT')
    expect(exits).toEqual([])
    signals.emit('SIGTERM', 'SIGTERM')
    expect(exits).toEqual([143])
  })

  test('without a config runs on the defaults and says so', async () => {
    const { startHub, started } = hubStandIn()
    const { run, signals, printed } = stage({ startHub })
    const ended = run('up')
    await interrupt(signals)
    await ended
    expect(started[0]?.listen).toEqual({ host: '127.0.0.1', port: 7700 })
    expect(printed.out).toContain('no rookery.yml here, running on the defaults')
  })

  test('tells what listens where and who is dialled, but no token', async () => {
    writeConfig(`listen: { token: s3cret }
upstreams: [{ name: a, type: ws, url: "ws://u:s3cret@h/?access_token=s3cret", token: s3cret }, { name: b, type: ws-reverse, path: /up/b },
  { name: e, type: http, url: "http://u:s3cret@j/y", token: s3cret, post: { path: /up/e, secret: s3cret } },
  { name: f, type: http, url: "http://k", sse: true }]
clients: [{ name: c, type: ws-reverse, url: "ws://i/x", token: s3cret }, { name: d, token: s3cret2 },
  { name: g, type: http-post, url: "http://l/?s3cret", secret: s3cret, token: s3cret3 },
  { name: h, type: ws-reverse, url: "ws://unused", api_url: "ws://m/api", event_url: "ws://m/event" }]`)
    for (const format of ['json', 'text']) {
      const { run, signals, printed } = stage({ startHub: hubStandIn().startHub })
      const ended = run('up', '--log', format)
      await interrupt(signals)
      await ended
      for (const word of [
        ...['rookery.yml', 'ws://h/?…', 'ws://127.0.0.1:7700/up/b', 'ws://i/x', 'waits'],
        ...['http://j/y', 'http://127.0.0.1:7700/up/e', 'http://k', 'over SSE'],
        ...['http://l/?…', 'posts events', 'ws://m/api ws://m/event'],
      ]) {
        expect(printed.out).toContain(word)
      }
      expect(printed.out).not.toContain('ws://unused')
      expect(printed.out).not.toContain('s3cret')
    }
  })

  test.each([
    [['--log=json'], {}, true, 'json'],
    [[], { LOG_FORMAT: 'json' }, false, 'json'],
    [[], { LOG_FORMAT: 'json' }, true, 'text'],
    [['--log=text'], { LOG_FORMAT: 'json' }, false, 'text'],
    [[], {}, false, 'text'],
  ])('%j with %j on a terminal (%j) logs as %s', async (argv, env, isTTY, format) => {
    const { run, signals, printed } = stage({ startHub: hubStandIn().startHub, env, isTTY })
    const ended = run('up', ...argv)
    await interrupt(signals)
    await ended
    const [line = ''] = printed.out.split('\n')
    if (format === 'json') expect(JSON.parse(line)).toMatchObject({ level: 30 })
    else expect(line).toMatch(/^\d\d:\d\d:\d\d\.\d{3} INFO {2}\S/)
  })

  test('tells a port in use in one sentence', async () => {
    const cause = Object.assign(new Error('listen EADDRINUSE'), { code: 'EADDRINUSE' })
    const { run, printed } = stage({ startHub: () => Promise.reject(new Error('hub', { cause })) })
    expect(await run('up')).toBe(1)
    expect(printed.err).toBe(
      'rookery: 127.0.0.1:7700 is in use, perhaps by another rookery; stop that program or choose another listen.port\n',
    )
  })

  test('tells any other failure in full', async () => {
    const { run, printed, signals } = stage()
    expect(await run('up')).toBe(1)
    expect(printed.err).toContain('not to be started')
    expect(signals.listenerCount('SIGINT')).toBe(0)
  })

  test('does not start on a bad config', async () => {
    writeConfig('listn: {}')
    const { run, printed } = stage()
    expect(await run('up')).toBe(78)
    expect(printed.err).toMatch(/^rookery\.yml:1:1: found the unknown key "listn"; allowed: .+\n$/)
    expect(await run('up', '-c', 'none.yml')).toBe(78)
    expect(printed.err).toContain('none.yml: found no such file')
  })
})

describe('rookery up and rookery call', () => {
  test('meet at a real hub, which frees its port in the end', async () => {
    const { startHub } = await import('@rookery/hub')
    writeConfig('listen: { port: 0, token: s3cret }')
    const started: Hub[] = []
    const hub = stage({
      startHub: async (...given) => {
        const running = await startHub(...given)
        started.push(running)
        return running
      },
    })
    const ended = hub.run('up')
    await expect.poll(() => hub.printed.out).toContain('rookery listens')
    const [, port = ''] = /url=ws:\/\/127\.0\.0\.1:(\d+)/.exec(hub.printed.out) ?? []

    const second = stage({ startHub })
    writeFileSync(join(cwd, 'taken.yml'), `listen: { port: ${port} }`)
    expect(await second.run('up', '-c', 'taken.yml')).toBe(1)
    expect(second.printed.err).toContain(`127.0.0.1:${port} is in use`)

    const caller = stage()
    await caller.run('call', 'get_status', '--url', `ws://127.0.0.1:${port}`, '--token', 'wrong')
    expect(caller.printed.err).toMatch(/refused the connection \(40[13]\)/)

    // Who has no token is no client; who calls once is not taken for one that came and broke off.
    const account = joinAccount(started[0])
    await caller.run('call', 'get_status', '--url', `ws://127.0.0.1:${port}/api`, '--token', 's3cret')
    expect(caller.printed.out).toContain('"online": true')
    await expect.poll(() => hub.printed.out).toContain('client disconnected')
    const lines = hub.printed.out.split('\n').filter((line) => / client (?:dis)?connected /.test(line))
    expect(lines).toHaveLength(2)
    for (const line of lines) expect(line).toMatch(/client="rookery call \([0-9a-f]{8}\)"/)
    expect(lines[1]).toContain('why="closed with 1000 (answered)"')
    await account.close(1000, 'done')

    hub.signals.emit('SIGTERM', 'SIGTERM')
    expect(await ended).toBe(0)
    expect(hub.printed.out + second.printed.out).not.toContain('s3cret')
  })
})
