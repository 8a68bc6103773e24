import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startHub } from '@rookery/hub'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { processStandIn } from '../cli/process.fixture.js'

let cwd: string
let stop: () => Promise<unknown>
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'rookery-reload-'))
  stop = async () => {}
})
afterEach(async () => {
  await stop()
  rmSync(cwd, { recursive: true })
})

const save = (text: string): void => writeFileSync(join(cwd, 'rookery.yml'), text)
const listen = 'listen: { port: 0, token: shared-token }\n'
const clients = (...names: string[]): string =>
  `clients:\n${names.map((each) => `  - { name: ${each}, token: ${each}-token-1 }\n`).join('')}`

/** Runs a hub in this process, and gives what asks it for a reload. */
async function up(text?: string) {
  if (text !== undefined) save(text)
  const hub = processStandIn({ cwd, startHub })
  const ended = hub.run('up')
  await expect.poll(() => hub.printed.out).toContain('rookery listens')
  const url = /rookery listens {2}url=(\S+)/.exec(hub.printed.out)?.[1] ?? ''
  stop = () => {
    hub.signals.emit('SIGTERM', 'SIGTERM')
    return ended
  }
  const reload = async (...argv: string[]) => {
    const { run, printed } = processStandIn({ cwd })
    return { code: await run('reload', '--url', url, ...argv), ...printed }
  }
  const answers = async (token: string): Promise<number> =>
    (await fetch(`${url.replace(/^ws/, 'http')}/api/get_online_clients?access_token=${token}`)).status
  return { ...hub, url, reload, answers, hangUp: () => void hub.signals.emit('SIGHUP', 'SIGHUP') }
}

describe('rookery reload', () => {
  test('applies the saved file, and says what of it is in force', async () => {
    const { reload, answers } = await up(listen + clients('a', 'b'))
    expect(await reload('--token', 'shared-token')).toEqual({
      code: 0,
      out: 'nothing has changed\n',
      err: '',
    })
    save(
      `listen: { port: 0, host: localhost, token: shared-token }\n${clients('b', 'c')}hold: 1s\ndata: elsewhere\nask_once: false\n`,
    )
    expect(await reload('-c', 'rookery.yml')).toEqual({
      code: 0,
      out: [
        'client c: added',
        'client a: removed',
        'hold: in force',
        'ask_once: in force',
        'listen.host: needs a restart of the hub',
        'data: needs a restart of the hub',
        '',
      ].join('\n'),
      err: '',
    })
    expect([await answers('a-token-1'), await answers('c-token-1')]).toEqual([403, 200])
  })

  test.each([
    ['a wrong value', `${listen}hold: long\n`, 'rookery.yml:2:7: hold: found "long"; allowed: '],
    ['half a file', `${listen}clients:\n  - { name: a, tok`, 'rookery.yml:3:'],
    ['an empty file', '\n', 'rookery.yml: found an empty file; allowed: '],
    ['an open door', 'listen: { host: 0.0.0.0 }\n', 'rookery.yml:1:'],
  ])('refuses %s with its place, and the one before stays in force', async (_, text, problem) => {
    const { reload, answers, printed } = await up(listen + clients('a'))
    save(text)
    const { code, out, err } = await reload('--token', 'shared-token')
    expect([code, out]).toEqual([78, ''])
    expect(err).toContain(problem)
    expect(printed.out).toContain('WARN  config not taken: the one before stays in force')
    expect(printed.out).toContain(problem.replaceAll('"', '\\"'))
    expect(await answers('a-token-1')).toBe(200)
  })

  test('needs the shared token, and a hub', async () => {
    const { reload } = await up(listen + clients('a'))
    expect(await reload()).toMatchObject({
      code: 2,
      err: expect.stringContaining('give its token with --token'),
    })
    expect(await reload('--token', 'a-token-1')).toMatchObject({
      code: 2,
      err: expect.stringContaining('a reload needs listen.token'),
    })
    const { run, printed } = processStandIn({ cwd })
    expect(await run('reload', '--url', 'ws://127.0.0.1:1')).toBe(2)
    expect(printed.err).toContain('cannot be reached')
  })
})

describe('SIGHUP', () => {
  test('applies the saved file, fifty times at once too', async () => {
    const { hangUp, answers, printed } = await up(listen + clients('a'))
    save(listen + clients('b'))
    for (let n = 0; n < 50; n++) hangUp()
    await expect.poll(() => answers('b-token-1')).toBe(200)
    await expect.poll(() => printed.out).toContain('config read again: nothing has changed')
    expect(printed.out.match(/ config taken /g)).toHaveLength(1)
    expect(printed.out).toMatch(/INFO {2}config taken {2}file=rookery.yml addedClients=b removedClients=a/)
    expect(await answers('a-token-1')).toBe(403)
  })

  test('to a hub without a config finds none, and takes up one that has come since', async () => {
    const hub = processStandIn({
      cwd,
      startHub: (options, tools) => startHub({ ...options, listen: { ...options.listen, port: 0 } }, tools),
    })
    const ended = hub.run('up')
    await expect.poll(() => hub.printed.out).toContain('rookery listens')
    stop = () => {
      hub.signals.emit('SIGTERM', 'SIGTERM')
      return ended
    }
    hub.signals.emit('SIGHUP', 'SIGHUP')
    await expect.poll(() => hub.printed.out).toContain('there is no rookery.yml here')
    save(clients('a'))
    hub.signals.emit('SIGHUP', 'SIGHUP')
    await expect.poll(() => hub.printed.out).toContain('addedClients=a')
  })
})

describe('watch_config', () => {
  test('applies each saved file, until a saved file turns it off', async () => {
    const { answers, printed, hangUp } = await up(`${listen}watch_config: true\n${clients('a')}`)
    save(`${listen}watch_config: true\n${clients('b')}`)
    await expect.poll(() => answers('b-token-1'), { timeout: 10_000 }).toBe(200)
    save(`${listen}${clients('c')}`)
    await expect.poll(() => answers('c-token-1'), { timeout: 10_000 }).toBe(200)
    hangUp()
    await expect.poll(() => printed.out).toContain('nothing has changed')
  })
})
