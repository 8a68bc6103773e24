import { okReply, readCall, replyBody } from '@rookery/protocol'
import type { UpstreamEndpoint } from '@rookery/transport'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Account } from '../accounts/accounts.js'
import { Clients } from '../clients/clients.js'
import { silentLog } from '../log/log.js'
import { Restarts } from './restart.js'

describe('restarts', () => {
  let restarted: string[]
  let answer: () => Promise<ReturnType<typeof okReply>>
  let restarts: Restarts
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
    restarted = []
    answer = async () => okReply()
    restarts = new Restarts(silentLog)
  })
  afterEach(() => {
    restarts.close()
    expect(vi.getTimerCount()).toBe(0)
    vi.useRealTimers()
  })

  const accountOf = (selfId: string): Account => {
    const call = () => {
      restarted.push(selfId)
      return answer()
    }
    const upstream = { isOpen: true, call } as unknown as UpstreamEndpoint
    return {
      selfId,
      isReal: true,
      links: [{ name: 'x', upstream }],
      online: true,
      answers: new Map(),
      events: 0,
    }
  }
  const client = new Clients([]).nobody
  const ask = (account: Account, delay: unknown) => {
    const reading = readCall(Buffer.from(JSON.stringify({ action: 'set_restart', params: { delay } })))
    if (!('call' in reading)) throw new TypeError(reading.reason)
    const caller = { client, account: 'all' }
    return replyBody(restarts.take(account, { caller, call: reading.call, sendPart() {} }))
  }

  it('wait once for each account, whatever number is asked for', async () => {
    const [one, two] = [accountOf('1'), accountOf('2')]
    const replies = Array.from({ length: 50_000 }, () => ask(one, 3_600_000).retcode)
    expect(replies.filter((each) => each === 1409)).toHaveLength(49_999)
    expect(ask(two, 3_600_000)).toMatchObject({ status: 'async' })
    expect(vi.getTimerCount()).toBe(2)
    await vi.advanceTimersByTimeAsync(3_600_000)
    expect(restarted).toEqual(['1', '2'])
  })

  it('give way to a sooner one, and say to a later one when it is due', async () => {
    const account = accountOf('1')
    ask(account, 3_600_000)
    expect(ask(account, 1_000)).toMatchObject({ status: 'async' })
    expect(ask(account, 2_000)).toMatchObject({
      retcode: 1409,
      wording: expect.stringContaining('in 1000 ms'),
    })
    expect(vi.getTimerCount()).toBe(1)
    await vi.advanceTimersByTimeAsync(3_700_000)
    expect(restarted).toEqual(['1'])
    expect(ask(account, 0)).toMatchObject({ status: 'async' })
  })

  it('are not asked for again while the implementation is at it', async () => {
    const account = accountOf('1')
    let over = (): void => {}
    answer = () => new Promise((resolve) => (over = () => resolve(okReply())))
    ask(account, 0)
    await vi.advanceTimersByTimeAsync(5)
    for (let n = 0; n < 100; n++)
      expect(ask(account, n)).toMatchObject({
        retcode: 1409,
        wording: expect.stringContaining('is restarting'),
      })
    expect(restarted).toEqual(['1'])
    over()
    await vi.advanceTimersByTimeAsync(0)
    expect(ask(account, 0)).toMatchObject({ status: 'async' })
  })

  it('are dropped with their account', async () => {
    const account = accountOf('1')
    ask(account, 1_000)
    restarts.forget(account)
    await vi.advanceTimersByTimeAsync(2_000)
    expect(restarted).toEqual([])
  })
})
