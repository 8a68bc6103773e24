import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Kept } from './history/kept-store.fixture.js'
import { postReceiver } from './http-peers.fixture.js'
import { type SimulatedAccount, Stage, type TestClient } from './hub.fixture.js'
import { dialledIn } from './peers.fixture.js'
import { groupMessage, inChats, recorded } from './sharing.fixture.js'

let stage: Stage
let account: SimulatedAccount
let kept: Kept
beforeEach(async () => {
  stage = new Stage()
  kept = new Kept()
  stage.kept = kept
  account = await stage.account('10001')
  inChats(account, '10001')
})
afterEach(() => stage.close())

const clients = ['w1', 'w2'].map((name) => ({ name, token: name, balance: { name: 'workers' } }))

const start = () => stage.start([account], { clients, listen: { host: '127.0.0.1', port: 0, token: 't' } })

const join = (name: string, options = {}) => stage.opened(`?access_token=${name}`, {}, options)

/** Ends the hub and starts another one, for whose account the implementation is there again. */
async function restart(): Promise<void> {
  await stage.hub.close()
  account = await stage.account('10001')
  inChats(account, '10001')
  await start()
}

async function emit(count: number, from: number, groups = 5): Promise<void> {
  const before = stage.hub.journal.events
  for (let seq = from; seq < from + count; seq++) account.emit(groupMessage(1 + (seq % groups), seq))
  await recorded(stage, before + count)
}

const seqs = ({ events }: TestClient): number[] => events.map(({ real_seq }) => Number(real_seq))
const range = (count: number, from = 1): number[] => Array.from({ length: count }, (_, n) => from + n)

describe('across a restart of the hub', () => {
  it('a balance group gets what it had not confirmed, what came while all were away, and nothing else again', async () => {
    await start()
    const first = await join('w1')
    await emit(10, 1)
    await expect.poll(() => first.events.length).toBe(10)
    await stage.clock.advance(1_000)
    await first.call('get_status')
    first.ws.terminate()
    await expect.poll(() => stage.hub.clients().length).toBe(0)
    const stuck = await join('w2', { autoPong: false })
    await emit(5, 11)
    await expect.poll(() => stuck.events.length).toBe(5)
    stuck.ws.terminate()
    await expect.poll(() => stage.hub.clients().length).toBe(0)
    await emit(5, 16)
    await restart()
    await emit(3, 21)
    const after = await join('w1')
    await expect.poll(() => seqs(after).length).toBeGreaterThanOrEqual(13)
    await emit(2, 24)
    await expect.poll(() => seqs(after)).toEqual(range(15, 11))
  })

  it('a group of which nothing was known begins with what comes', async () => {
    await start()
    await emit(5, 1)
    const first = await join('w1')
    await emit(2, 6)
    await expect.poll(() => seqs(first)).toEqual([6, 7])
  })

  it('what one member confirmed does not hide what another did not', async () => {
    await start()
    const [first, second] = [await join('w1'), await join('w2', { autoPong: false })]
    await emit(40, 1, 20)
    await expect.poll(() => first.events.length + second.events.length).toBe(40)
    const unconfirmed = seqs(second)
    await stage.clock.advance(1_000)
    await first.call('get_status')
    await restart()
    const after = await join('w1')
    await expect.poll(() => unconfirmed.every((seq) => seqs(after).includes(seq))).toBe(true)
    expect(seqs(after)).toEqual([...seqs(after)].sort((a, b) => a - b))
  })

  it('an account that comes back later than others has what it had, too', async () => {
    const two = await stage.account('10002')
    inChats(two, '10002')
    const receiver = await postReceiver(stage)
    const posted = { name: 'p', type: 'http-post', url: receiver.url, balance: { name: 'workers' } } as const
    const options = { clients: [posted], listen: { host: '127.0.0.1', port: 0, token: 't' } }
    await stage.start([account, two], options)
    const answers: (() => void)[] = []
    receiver.answer = () => new Promise((resolve) => answers.push(() => resolve({ status: 204 })))
    two.emit(groupMessage(1, 1))
    await expect.poll(() => receiver.events().length).toBe(1)
    await stage.hub.close()
    for (const each of answers) each()
    receiver.answer = () => ({ status: 204 })
    account = await stage.account('10001')
    inChats(account, '10001')
    const upstreams = [
      { name: 'up0', type: 'ws', url: account.url },
      { name: 'up1', type: 'ws-reverse', path: '/up' },
    ] as const
    await stage.start([], { ...options, upstreams })
    await expect.poll(() => stage.hub.accounts().length).toBe(1)
    await emit(1, 2)
    await expect.poll(() => receiver.events().length).toBe(2)
    await dialledIn(stage, '/up', '10002')
    await expect.poll(() => receiver.events().at(-1)).toMatchObject({ self_id: 10002, real_seq: '1' })
  })

  it('a store that cannot be read is told in the log, and the group begins with what comes', async () => {
    await start()
    const first = await join('w1', { autoPong: false })
    await emit(3, 1)
    await expect.poll(() => first.events.length).toBe(3)
    kept.isUnreadable = true
    await restart()
    const after = await join('w1')
    await expect.poll(() => stage.log.some(({ text }) => text.startsWith('cursor not read'))).toBe(true)
    await emit(2, 4)
    await expect.poll(() => seqs(after)).toEqual([4, 5])
  })
})
