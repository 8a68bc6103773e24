import type { UpstreamEndpoint } from '@rookery/transport'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { postReceiver } from '../http-peers.fixture.js'
import { Stage, type TestClient } from '../hub.fixture.js'
import { application, dialledIn, upgradeStatus } from '../peers.fixture.js'
import { Accounts, type AccountUpstream } from './accounts.js'

const link = (name: string): AccountUpstream => ({ name, upstream: {} as UpstreamEndpoint })

describe('the accounts', () => {
  const told: string[] = []
  const make = (limits = { of: () => 3, inAll: 5 }) => {
    const accounts = new Accounts({ upstreams: ['a', 'b'], configured: ['777'], limits })
    accounts.onAppear(({ selfId }) => told.push(`+${selfId}`))
    accounts.onForget(({ selfId }) => told.push(`-${selfId}`))
    accounts.onPressure((upstream, outcome) => told.push(`${upstream} ${outcome}`))
    return accounts
  }
  const come = (accounts: Accounts, selfId: string, name = 'a') => {
    const each = link(name)
    return { outcome: accounts.join(selfId, each, 'told'), go: () => accounts.leave(selfId, each) }
  }
  beforeEach(() => {
    told.length = 0
  })

  it('of an upstream end at its limit: the one that is away for longest is forgotten for a newcomer', () => {
    const accounts = make()
    const first = ['1', '2', '3'].map((each) => come(accounts, each))
    first[1]?.go()
    first[0]?.go()
    expect(come(accounts, '4').outcome).toEqual({})
    expect(come(accounts, '5').outcome).toEqual({})
    expect(accounts.all().map(({ selfId }) => selfId)).toEqual(['3', '4', '5'])
    expect(told.slice(3)).toEqual(['-2', 'a forgotten', '+4', '-1', 'a forgotten', '+5'])
  })

  it('that were known for long outlive a flood of new ones while they restart', () => {
    vi.useFakeTimers({ toFake: ['performance'] })
    const accounts = make()
    const real = come(accounts, '1')
    vi.advanceTimersByTime(60 * 60_000)
    real.go()
    for (let n = 2; n <= 50; n++) {
      const each = come(accounts, String(n))
      vi.advanceTimersByTime(1_000)
      each.go()
      vi.advanceTimersByTime(1_000)
    }
    expect(accounts.all().map(({ selfId }) => selfId)).toEqual(['1', '49', '50'])
    // But not for ever.
    vi.advanceTimersByTime(24 * 60 * 60_000)
    for (let n = 51; n <= 53; n++) {
      come(accounts, String(n))
      vi.advanceTimersByTime(60 * 60_000)
    }
    expect(accounts.get('1')).toBeUndefined()
    vi.useRealTimers()
  })

  it('that are all in use are kept, and a newcomer is refused, but for one that the config names', () => {
    const accounts = make()
    for (const each of ['1', '2', '3']) come(accounts, each)
    expect(come(accounts, '4').outcome).toEqual({ refused: expect.stringContaining('max_accounts') })
    expect(accounts.refusalOf('4', 'a')).toContain('3 accounts')
    expect(accounts.refusalOf('1', 'a')).toBeUndefined()
    expect(accounts.refusalOf('4', 'b')).toBeUndefined()
    expect(come(accounts, '777').outcome).toEqual({})
  })

  it('that the config names are never forgotten, however many others come', () => {
    const accounts = make()
    come(accounts, '777').go()
    for (let n = 1; n <= 50; n++) come(accounts, String(n)).go()
    expect(accounts.all().map(({ selfId }) => selfId)).toEqual(['777', '48', '49', '50'])
  })

  it('of all upstreams end at a limit, too, and one of another upstream goes only then', () => {
    const accounts = make()
    for (const each of ['1', '2', '3']) come(accounts, each, 'a').go()
    for (const each of ['4', '5']) come(accounts, each, 'b').go()
    expect(told).toHaveLength(5)
    come(accounts, '6', 'b')
    expect(told.slice(5)).toEqual(['-1', 'b forgotten', '+6'])
  })

  it('that only events have named go before real ones', () => {
    const accounts = make()
    come(accounts, '1').go()
    const heard = link('a')
    accounts.join('2', heard, 'heard')
    accounts.leave('2', heard)
    come(accounts, '3').go()
    come(accounts, '4')
    expect(accounts.all().map(({ selfId }) => selfId)).toEqual(['1', '3', '4'])
  })
})

describe('an implementation with ever new accounts', () => {
  const PATH = '/upstream/x'
  const upstreams = [{ name: 'x', type: 'ws-reverse', path: PATH, maxAccounts: 4 } as const]
  let stage: Stage
  beforeEach(() => {
    stage = new Stage()
  })
  afterEach(() => stage.close())

  const pressure = () =>
    stage.log.filter(({ text }) => text.includes('max_accounts') && !text.startsWith('refused'))
  const comeAndGo = async (from: number, to: number): Promise<void> => {
    for (let n = from; n <= to; n++) {
      const account = await dialledIn(stage, PATH, String(n))
      await expect.poll(() => stage.hub.accounts().some(({ self_id }) => self_id === String(n))).toBe(true)
      account.ws.terminate()
      await expect.poll(() => stage.hub.accounts().some(({ online }) => online)).toBe(false)
    }
  }

  it('is known by the last of them, and so are the applications that are connected for each', async () => {
    const app = await application(stage)
    const hook = await postReceiver(stage)
    const clients = [
      { name: 'app', type: 'ws-reverse', url: app.url } as const,
      { name: 'hook', type: 'http-post', url: hook.url } as const,
    ]
    await stage.start([], { upstreams, clients })
    const forward: TestClient[] = []
    for (let n = 1001; n <= 1012; n++) {
      await comeAndGo(n, n)
      forward.push(await stage.opened(`?self_id=${n}`))
    }
    const open = () => app.links.filter((each) => each.isOpen).length
    await expect.poll(open).toBe(4)
    const ids = stage.hub.accounts().map(({ self_id }) => self_id)
    expect(ids).toEqual(['1009', '1010', '1011', '1012'])
    await expect.poll(() => forward.filter(({ closed }) => closed).length).toBe(8)
    expect(forward[0]?.closed).toEqual({ code: 1001, reason: 'the account was forgotten' })
    const ended = stage.log.filter(
      ({ text, fields }) => text === 'client disconnected' && fields.client === 'hook',
    )
    expect(ended).toHaveLength(8)
    expect(pressure()).toHaveLength(1)
    expect(pressure()[0]).toMatchObject({ level: 'warn', fields: { upstream: 'x' } })
  })

  it('is refused with 429 and the reason once all of them are in use; those go on', async () => {
    await stage.start([], { upstreams })
    for (let n = 1; n <= 4; n++) await dialledIn(stage, PATH, String(n))
    await expect.poll(() => stage.hub.accounts().length).toBe(4)
    for (let n = 5; n <= 20; n++) {
      const headers = { 'X-Self-ID': String(n), 'X-Client-Role': n % 2 ? 'Universal' : 'API' }
      expect(await upgradeStatus(`${stage.hub.url}${PATH}`, headers)).toBe(429)
    }
    expect(stage.hub.accounts().every(({ online }) => online)).toBe(true)
    expect(pressure()).toHaveLength(1)
  })

  it('gets none beyond the limit by saying them afterwards, by login or by events', async () => {
    await stage.start([], { upstreams })
    for (let n = 1; n <= 4; n++) await dialledIn(stage, PATH, String(n))
    const login = await dialledIn(stage, PATH, undefined, { answer: () => ({ user_id: 5 }) })
    const lifecycle = await dialledIn(stage, PATH, undefined)
    lifecycle.emit({ self_id: 6, post_type: 'meta_event', meta_event_type: 'lifecycle', sub_type: 'connect' })
    const events = await dialledIn(stage, PATH, undefined)
    for (let n = 7; n < 50; n++) events.emit({ self_id: n, post_type: 'message' })
    await expect.poll(() => login.calls.length).toBe(2)
    await expect.poll(() => stage.log.some(({ text }) => text.includes('dropped account'))).toBe(true)
    expect(stage.hub.accounts()).toHaveLength(4)
  })

  it('leaves no hole in silence: who was away and had not everything of a forgotten account is told', async () => {
    await stage.start([], { upstreams })
    const first = await dialledIn(stage, PATH, '10001')
    const notice = (n: number) => first.emit({ self_id: 10001, post_type: 'notice', n })
    const events = () => stage.hub.journal.events
    await expect.poll(() => stage.hub.accounts().length).toBe(1)
    const missing = await stage.opened('?client_name=missing&self_id=10001')
    const whole = await stage.opened('?client_name=whole&self_id=10001')
    missing.ws.close()
    await expect.poll(() => stage.hub.clients().length).toBe(1)
    for (const n of [1, 2]) notice(n)
    await expect.poll(() => [events(), whole.events.length, whole.pings.length > 0]).toEqual([2, 2, true])
    await whole.call('get_status')
    whole.ws.close()
    first.ws.close()
    await comeAndGo(1, 6)
    expect(stage.hub.accounts().some(({ self_id }) => self_id === '10001')).toBe(false)
    await dialledIn(stage, PATH, '10001')
    await expect.poll(() => stage.hub.accounts().some(({ self_id }) => self_id === '10001')).toBe(true)
    const back = await stage.opened('?client_name=missing&self_id=10001')
    await expect.poll(() => back.events).toMatchObject([{ notice_type: 'rookery_gap', count: 2 }])
    const other = await stage.opened('?client_name=whole&self_id=10001')
    await other.call('get_status')
    expect(other.events).toEqual([])
  })

  it('does not keep out one that comes back', async () => {
    await stage.start([], { upstreams })
    const client = async () => stage.opened('?self_id=10001&client_name=bot')
    await comeAndGo(10001, 10001)
    await comeAndGo(1, 20)
    expect(stage.hub.accounts().map(({ self_id }) => self_id)).not.toContain('10001')
    const back = await dialledIn(stage, PATH, '10001')
    const bot = await client()
    back.emit({ self_id: 10001, post_type: 'message', n: 1 })
    await expect.poll(() => bot.events.map(({ n }) => n)).toEqual([1])
  })
})
