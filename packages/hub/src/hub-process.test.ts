import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type SimulatedAccount, Stage } from './hub.fixture.js'
import type { UpstreamOptions } from './options.js'

const SECOND = 1_000
const MINUTE = 60 * SECOND

let stage: Stage
let account: SimulatedAccount
beforeEach(async () => {
  stage = new Stage()
  account = await stage.account()
})
afterEach(() => stage.close())

const program = { command: process.execPath, args: ['-e', 'setInterval(() => {}, 1e9)'] }
/** The simulated account, as if it were in a process that the hub runs. */
const upstreams = (): UpstreamOptions[] => [{ name: 'up', type: 'ws', url: account.url, process: program }]
const pids = (): number[] =>
  stage.log.filter(({ text }) => text === 'process started').map(({ fields }) => Number(fields.pid))
const count = (text: string): number => stage.log.filter((line) => line.text === text).length

function isAlive(pid: number): boolean {
  try {
    return !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return false
  }
}

const beat = (online: boolean) => ({
  post_type: 'meta_event',
  meta_event_type: 'heartbeat',
  status: { online, good: online },
  interval: 5 * SECOND,
})

/** From now on `get_status` is not answered, and no heartbeat comes. */
async function fallSilent(online: boolean): Promise<void> {
  const { answer } = account
  account.answer = (call, sendPart) =>
    call.action === 'get_status' ? new Promise<never>(() => {}) : answer(call, sendPart)
  account.emit(beat(online))
  account.emit({ post_type: 'notice', notice_type: 'test' })
  await expect.poll(() => stage.hub.journal.events).toBe(1)
}

const RESTARTED = 'process is restarted: three questions in a row were not answered'

describe('the process of an implementation', () => {
  it('starts and ends with the hub', async () => {
    await stage.start([account], { upstreams: upstreams() })
    const [pid = 0] = pids()
    expect(isAlive(pid)).toBe(true)
    await stage.hub.close()
    expect(isAlive(pid)).toBe(false)
  })

  it('is not started by a hub whose port is taken', async () => {
    const { port } = await stage.start([])
    const listen = { host: '127.0.0.1', port }
    await expect(stage.start([account], { upstreams: upstreams(), listen })).rejects.toThrow()
    expect(pids()).toEqual([])
  })

  it('is what set_restart restarts, and the call is not passed on', async () => {
    await stage.start([account], { upstreams: upstreams() })
    const client = await stage.opened()
    const [first = 0] = pids()
    expect(await client.call('set_restart', { delay: 0 })).toMatchObject({ status: 'async' })
    await stage.clock.advance(SECOND)
    await expect.poll(pids).toHaveLength(2)
    expect([isAlive(first), isAlive(pids()[1] ?? 0)]).toEqual([false, true])
    expect(account.calls.map(({ action }) => action)).not.toContain('set_restart')
  })

  it('is restarted when three questions in a row were not answered, and then left to start', async () => {
    await stage.start([account], { upstreams: upstreams() })
    await stage.clock.advance(2 * MINUTE)
    await fallSilent(true)
    await stage.clock.advance(25 * SECOND)
    expect(count(RESTARTED)).toBe(0)
    await expect
      .poll(async () => {
        await stage.clock.advance(5 * SECOND)
        return pids().length
      })
      .toBe(2)
    expect(isAlive(pids()[0] ?? 0)).toBe(false)
    await stage.clock.advance(5 * MINUTE)
    expect(count(RESTARTED)).toBe(1)
  })

  it('is restarted when its connection cannot be made again', async () => {
    await stage.start([account], { upstreams: upstreams() })
    await stage.clock.advance(2 * MINUTE)
    await fallSilent(true)
    await expect
      .poll(async () => {
        await stage.clock.advance(5 * SECOND)
        return count('upstream silent: it does not answer get_status')
      })
      .toBe(1)
    await account.close()
    await stage.clock.advance(MINUTE)
    await expect.poll(() => count(RESTARTED)).toBe(1)
  })

  it('is never restarted while the account is reported offline: a QR code may wait to be scanned', async () => {
    await stage.start([account], { upstreams: upstreams() })
    await stage.clock.advance(2 * MINUTE)
    await fallSilent(false)
    await stage.clock.advance(10 * MINUTE)
    expect(count('upstream silent: it does not answer get_status')).toBe(1)
    expect([count(RESTARTED), pids().length]).toEqual([0, 1])
  })
})
