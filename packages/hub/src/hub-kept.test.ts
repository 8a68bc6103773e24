import { type Clock, systemClock } from '@rookery/transport'
import { describe, expect, it } from 'vitest'
import { beginning, markOfTime, markText } from './history/index.js'
import type { Kept } from './history/kept-store.fixture.js'
import { postReceiver, reading } from './http-peers.fixture.js'
import { type SimulatedAccount, Stage } from './hub.fixture.js'
import { eachOnStage, emitNumbered, got, gotBy, numbers, restarted, savedNumber } from './numbered.fixture.js'
import { application } from './peers.fixture.js'

const LITTLE = { journal: { engine: 'memory', keep: { ageMs: 1e9, events: 5, bytes: 1e9 } } } as const

let stage: Stage
let account: SimulatedAccount
let kept: Kept
eachOnStage(
  (scene) => {
    ;({ stage, account, kept } = scene)
  },
  { hasStore: true },
)

const emit = (from: number, to = from, pad = ''): void => emitNumbered(account, numbers(from, to), { pad })
const hasLogged = (count: number) => expect.poll(() => kept.events.length).toBe(count)

/** Sets the stage anew, for hubs by another clock. */
async function onClock(clock: Clock): Promise<void> {
  await stage.close()
  stage = new Stage({ clock })
  stage.kept = kept
  account = await stage.account()
}

describe('across a restart of the hub', () => {
  it('a named client goes on where it was, with what came while it was away', async () => {
    await stage.start([account])
    const before = await stage.opened('?client_name=bot')
    emit(1, 3)
    await got(before, 3)
    await stage.clock.advance(1_000)
    before.ws.terminate()
    await expect.poll(() => savedNumber(kept)).toBe(3)
    emit(4, 6)
    await hasLogged(6)
    account = await restarted(stage)
    emit(7, 8)
    await hasLogged(8)
    const after = await stage.opened('?client_name=bot')
    await got(after, 8)
    emit(9)
    await got(after, 9)
    expect(gotBy(after)).toEqual(numbers(4, 9))
    expect(after.frames[0]).toMatchObject({ meta_event_type: 'lifecycle' })
  })

  it('a call with a key gets the reply of before, and is not executed again', async () => {
    const call = '{"action":"send_msg","params":{"message":"hi"},"idempotency_key":"k","echo":1}'
    await stage.start([account])
    const first = await (await stage.opened('?client_name=bot')).ask(call)
    const sends = account.calls.filter(({ action }) => action === 'send_msg')
    expect(sends).toHaveLength(1)
    account = await restarted(stage)
    const client = await stage.opened('?client_name=bot')
    expect(await client.ask(call)).toBe(first)
    expect(JSON.parse(await client.ask(call.replace('hi', 'ho')))).toMatchObject({ retcode: 1409 })
    expect(account.calls.filter(({ action }) => action === 'send_msg')).toEqual([])
  })

  it('what was sent and not confirmed is sent again', async () => {
    await stage.start([account])
    const before = await stage.opened('?client_name=bot', {}, { autoPong: false })
    emit(1, 3)
    await got(before, 3)
    await hasLogged(3)
    account = await restarted(stage)
    const after = await stage.opened('?client_name=bot')
    await got(after, 3)
    expect(gotBy(after)).toEqual([1, 2, 3])
  })

  it('what is confirmed while the hub stops counts', async () => {
    const hook = await postReceiver(stage)
    let answered = (): void => {}
    hook.answer = ({ event }) =>
      event.n === 1 ? new Promise((resolve) => (answered = () => resolve({}))) : {}
    const clients = [{ name: 'hook', type: 'http-post' as const, url: hook.url }]
    await stage.start([account], { clients })
    const before = await stage.opened('?client_name=bot')
    emit(1)
    await got(before, 1)
    const posted = () => hook.posts.flatMap(({ event }) => event.n ?? [])
    await expect.poll(posted).toEqual([1])
    const closing = stage.hub.close()
    answered()
    await closing
    account = await restarted(stage, { clients })
    const after = await stage.opened('?client_name=bot')
    emit(2)
    await got(after, 2)
    expect(gotBy(after)).toEqual([2])
    await expect.poll(posted).toEqual([1, 2])
  })

  it('what a dialled application confirms while the hub stops counts', async () => {
    const app = await application(stage)
    const clients = [{ name: 'app', type: 'ws-reverse' as const, url: app.url }]
    await stage.start([account], { clients })
    await expect.poll(() => app.texts.length).toBe(1)
    const numbersGot = () => app.texts.flatMap((text) => JSON.parse(text).n ?? [])
    emit(1)
    await expect.poll(numbersGot).toEqual([1])
    account = await restarted(stage, { clients })
    emit(2)
    await expect.poll(() => numbersGot().at(-1)).toBe(2)
    expect(numbersGot()).toEqual([1, 2])
  })

  it('that the hub stops several times makes no event a poison event', async () => {
    const deaf = () => stage.opened('?client_name=bot', {}, { autoPong: false })
    await stage.start([account])
    const first = await deaf()
    emit(1)
    await got(first, 1)
    for (let stop = 1; stop <= 4; stop++) {
      account = await restarted(stage)
      const client = await deaf()
      await expect.poll(() => gotBy(client)).toEqual([1])
    }
    // The break of a connection is a suspicion, and the third one would be too many.
    for (let end = 1; end <= 2; end++) {
      account = await restarted(stage)
      const client = await deaf()
      await expect.poll(() => gotBy(client)).toEqual([1])
      const gone = () => stage.log.filter(({ text }) => text === 'client disconnected').length
      const before = gone()
      client.ws.terminate()
      await expect.poll(gone).toBe(before + 1)
    }
    account = await restarted(stage)
    const last = await deaf()
    await expect.poll(() => gotBy(last)).toEqual([1])
  })

  it('its cursor is kept when the hub is closed, without waiting', async () => {
    await stage.start([account])
    const client = await stage.opened('?client_name=bot')
    emit(1)
    await got(client, 1)
    await stage.clock.advance(600)
    await stage.hub.close()
    expect(savedNumber(kept)).toBe(1)
    account = await restarted(stage)
    const after = await stage.opened('?client_name=bot')
    emit(2)
    await got(after, 2)
    expect(gotBy(after)).toEqual([2])
  })

  it('a client for all accounts goes on in each of them', async () => {
    const second = await stage.account('10002')
    await stage.start([account, second])
    const before = await stage.opened('?client_name=bot&self_id=all')
    emit(1, 2)
    await got(before, 2)
    await stage.clock.advance(1_000)
    await expect.poll(() => savedNumber(kept)).toBe(2)
    before.ws.terminate()
    second.emit({ post_type: 'notice', n: 3 })
    emit(4)
    await hasLogged(4)
    await stage.hub.close()
    account = await stage.account()
    await stage.start([account, await stage.account('10002')])
    const after = await stage.opened('?client_name=bot&self_id=all')
    emit(5)
    await got(after, 5)
    expect(gotBy(after).sort()).toEqual([3, 4, 5])
  })

  it('a client that names no account goes on with the one that it had', async () => {
    const second = await stage.account('10002')
    await stage.start([account, second])
    const before = await stage.opened('?client_name=bot&self_id=10002')
    second.emit({ post_type: 'notice', n: 1 })
    await got(before, 1)
    await stage.clock.advance(1_000)
    await expect.poll(() => [...kept.cursors.keys()]).toEqual(['bot 10002 Universal'])
    await stage.hub.close()
    account = await stage.account()
    const again = await stage.account('10002')
    await stage.start([account, again])
    const after = await stage.opened('?client_name=bot')
    emit(8)
    again.emit({ post_type: 'notice', n: 2 })
    await got(after, 2)
    expect(gotBy(after)).toEqual([2])
  })

  it('a client does not go on with an account that it may not use any more', async () => {
    const clientsOf = (...accounts: string[]) => [{ name: 'bot', token: 's3cret-of-the-bot', accounts }]
    const headers = { Authorization: 'Bearer s3cret-of-the-bot' }
    await stage.start([account, await stage.account('10002')], { clients: clientsOf('10001', '10002') })
    await stage.opened('?self_id=10002', headers)
    await expect.poll(() => [...kept.cursors.keys()]).toEqual(['bot 10002 Universal'])
    await stage.hub.close()
    account = await stage.account()
    await stage.start([account, await stage.account('10002')], { clients: clientsOf('10001') })
    const after = await stage.opened('', headers)
    await expect.poll(() => after.frames).toMatchObject([{ meta_event_type: 'lifecycle', self_id: 10001 }])
  })

  it('a client that takes its name after it has connected is told of what it missed', async () => {
    await stage.start([account])
    const before = await stage.opened('?client_name=bot')
    emit(1)
    await got(before, 1)
    await stage.clock.advance(1_000)
    before.ws.terminate()
    await expect.poll(() => savedNumber(kept)).toBe(1)
    account = await restarted(stage)
    emit(2, 3)
    await hasLogged(3)
    const after = await stage.opened()
    await after.call('set_client_name', { name: 'bot' })
    await expect.poll(() => after.events).toMatchObject([{ notice_type: 'rookery_gap', count: 2 }])
  })

  it('a client whose accounts were reduced gets nothing of the others, by no mark', async () => {
    const second = await stage.account('10002')
    const clientsOf = (...accounts: string[]) => [{ name: 'bot', token: 's3cret-of-the-bot', accounts }]
    const headers = { Authorization: 'Bearer s3cret-of-the-bot' }
    await stage.start([account, second], { clients: clientsOf('10001', '10002') })
    const before = await stage.opened('?self_id=all', headers)
    const reader = await reading(stage, '?self_id=all', headers)
    emit(1)
    second.emit({ post_type: 'notice', n: 2 })
    await expect.poll(() => gotBy(before).length + reader.numbers.length).toBe(4)
    await stage.clock.advance(1_000)
    before.ws.terminate()
    reader.cut()
    second.emit({ post_type: 'notice', n: 3 })
    emit(4)
    await hasLogged(4)
    await stage.hub.close()
    account = await stage.account()
    const clients = clientsOf('10001')
    await stage.start([account, await stage.account('10002')], { clients })
    const after = await stage.opened('?self_id=all', headers)
    await got(after, 4)
    expect(gotBy(after)).toEqual([4])
    for (const id of [reader.lastId, markText(beginning, 0), markText(markOfTime(0), 0)]) {
      const again = await reading(stage, '?self_id=all', { ...headers, 'Last-Event-ID': id })
      await expect.poll(() => again.numbers.at(-1)).toBe(4)
      expect(again.numbers.filter((n) => n === 2 || n === 3)).toEqual([])
    }
  })

  it('nothing is kept of clients without a name', async () => {
    await stage.start([account, await stage.account('10002')])
    const client = await stage.opened()
    emit(1)
    await got(client, 1)
    await stage.clock.advance(1_000)
    await stage.hub.close()
    expect([kept.cursors.size, kept.loads]).toEqual([0, 0])
  })

  it('a client that was away for too long is forgotten', async () => {
    let aheadMs = 0
    await onClock({ ...systemClock, now: () => systemClock.now() + aheadMs })
    await stage.start([account])
    for (const name of ['old', 'new']) {
      const client = await stage.opened(`?client_name=${name}`)
      await expect.poll(() => kept.cursors.has(`${name} 10001 Universal`)).toBe(true)
      client.ws.terminate()
      await expect.poll(() => stage.hub.clients()).toEqual([])
      aheadMs += 8 * 24 * 60 * 60 * 1_000
    }
    await expect.poll(() => [...kept.cursors.keys()]).toEqual(['new 10001 Universal'])
  })

  it('a reader of /_events may ask for what came from a time on', async () => {
    await stage.start([account])
    const before = await reading(stage)
    emit(1)
    await expect.poll(() => before.numbers).toEqual([1])
    await stage.clock.advance(1_000)
    const id = markText(markOfTime(stage.clock.now()), 0)
    await stage.clock.advance(1_000)
    emit(2)
    await expect.poll(() => before.numbers).toEqual([1, 2])
    const after = await reading(stage, '', { 'Last-Event-ID': id })
    await expect.poll(() => after.numbers).toEqual([2])
  })

  it('a reader of /_events goes on behind its Last-Event-ID, without a name, too', async () => {
    await stage.start([account])
    const before = await reading(stage)
    emit(1, 6)
    await expect.poll(() => before.numbers).toEqual(numbers(1, 6))
    await hasLogged(6)
    const third = before.received.find(({ text }) => text.includes('"n":3'))?.id ?? ''
    account = await restarted(stage)
    emit(7, 8)
    await hasLogged(8)
    const after = await reading(stage, '', { 'Last-Event-ID': third })
    await expect.poll(() => after.numbers).toEqual(numbers(4, 8))
    const fifth = after.received.find(({ text }) => text.includes('"n":5'))?.id ?? ''
    const again = await reading(stage, '', { 'Last-Event-ID': fifth })
    await expect.poll(() => again.numbers).toEqual(numbers(6, 8))
  })

  it('an application that is posted to gets what it has not answered', async () => {
    const hook = await postReceiver(stage)
    const clients = [{ name: 'hook', type: 'http-post' as const, url: hook.url }]
    await stage.start([account], { clients })
    emit(1, 2)
    const posted = () => hook.posts.flatMap(({ event }) => event.n ?? [])
    await expect.poll(posted).toEqual([1, 2])
    await stage.clock.advance(1_000)
    await expect.poll(() => savedNumber(kept)).toBe(2)
    account = await restarted(stage, { clients })
    emit(3)
    await expect.poll(posted).toEqual([1, 2, 3])
  })

  it('what a reader of /_events got from the log counts as received without another event', async () => {
    await stage.start([account])
    const before = await reading(stage, '?client_name=bot')
    emit(1)
    await expect.poll(() => before.numbers).toEqual([1])
    await stage.clock.advance(1_000)
    before.cut()
    await expect.poll(() => savedNumber(kept)).toBe(1)
    emit(2, 4)
    await hasLogged(4)
    account = await restarted(stage)
    const after = await reading(stage, '?client_name=bot')
    await expect.poll(() => after.numbers).toEqual([2, 3, 4])
    await stage.clock.advance(1_000)
    await expect.poll(() => savedNumber(kept)).toBe(4)
  })

  it('an account that was silent is not hidden by a clock that was set back', async () => {
    let aheadMs = 3_600_000
    await onClock({ ...systemClock, now: () => systemClock.now() + aheadMs })
    await stage.start([account])
    const before = await stage.opened('?client_name=bot')
    before.ws.terminate()
    await expect.poll(() => kept.cursors.size).toBe(1)
    aheadMs = 0
    account = await restarted(stage)
    emit(1, 2)
    await hasLogged(2)
    const after = await stage.opened('?client_name=bot')
    await got(after, 2)
    expect(gotBy(after)).toEqual([1, 2])
    const ahead = markText(markOfTime(Date.now() + 3_600_000), 0)
    const reader = await reading(stage, '', { 'Last-Event-ID': ahead })
    await expect.poll(() => reader.numbers).toEqual([1, 2])
  })

  it('a cursor that cannot be read at first is asked for again', async () => {
    await stage.start([account])
    const before = await stage.opened('?client_name=bot')
    emit(1)
    await got(before, 1)
    await stage.clock.advance(1_000)
    before.ws.terminate()
    await expect.poll(() => savedNumber(kept)).toBe(1)
    emit(2)
    await hasLogged(2)
    kept.isUnreadable = true
    account = await restarted(stage)
    const after = await stage.opened('?client_name=bot')
    await expect.poll(() => kept.loads).toBe(2)
    kept.isUnreadable = false
    await stage.clock.advance(1_000)
    await got(after, 2)
    expect(gotBy(after)).toEqual([2])
  })

  it('a client is served even if the store does not answer', async () => {
    await stage.start([account, await stage.account('10002')])
    kept.isStuck = true
    const client = stage.client('?client_name=bot')
    await expect.poll(() => kept.loads).toBe(2)
    const opened = client.opened()
    await stage.clock.advance(10_000)
    expect(await opened).toBe('open')
    emit(1)
    await hasLogged(1)
    await stage.clock.advance(100_000)
    await got(client, 1)
  })

  it('stale messages are left out, and told as a gap', async () => {
    await stage.start([account])
    const before = await stage.opened('?client_name=bot')
    emit(1)
    await got(before, 1)
    await stage.clock.advance(1_000)
    before.ws.terminate()
    account.emit({ post_type: 'message', message: 'old', n: 2 })
    emit(3)
    await hasLogged(3)
    await stage.clock.advance(400_000)
    account = await restarted(stage)
    const after = await stage.opened('?client_name=bot')
    await got(after, 3)
    expect(gotBy(after)).toEqual(['rookery_gap', 3])
    expect(after.events[0]).toMatchObject({ count: 1 })
  })
})

describe('behind memory', () => {
  it('a client that comes back late gets everything from the log, and no gap', async () => {
    await stage.start([account], LITTLE)
    const before = await stage.opened('?client_name=bot')
    emit(1)
    await got(before, 1)
    await stage.clock.advance(1_000)
    before.ws.terminate()
    emit(2, 50)
    await hasLogged(50)
    const after = await stage.opened('?client_name=bot')
    await got(after, 50)
    expect(gotBy(after)).toEqual(numbers(2, 50))
  })

  it('a client that does not read is overtaken, and gets everything in order later', async () => {
    await stage.start([account], LITTLE)
    const slow = await reading(stage)
    slow.response.pause()
    emit(1, 400, 'x'.repeat(20_000))
    await hasLogged(400)
    emit(401)
    await hasLogged(401)
    expect(stage.hub.journal.events).toBe(5)
    expect(slow.numbers.length).toBeLessThan(400)
    slow.response.resume()
    await expect.poll(() => slow.numbers.at(-1), { timeout: 10_000 }).toBe(401)
    expect(slow.numbers).toEqual(numbers(1, 401))
    expect(kept.reads).toBeGreaterThan(0)
  })

  it('a large event comes whole from the log, too', async () => {
    await stage.start([account], LITTLE)
    const before = await reading(stage)
    emit(1)
    await expect.poll(() => before.numbers).toEqual([1])
    before.cut()
    emit(2, 2, 'x'.repeat(3_000_000))
    emit(3, 10)
    await hasLogged(10)
    const after = await reading(stage, '', { 'Last-Event-ID': before.lastId })
    await expect.poll(() => after.numbers).toEqual(numbers(2, 10))
  })
})

it('two connections that race for one place load its cursor once', async () => {
  await stage.start([account])
  const clients = [stage.client('?client_name=bot'), stage.client('?client_name=bot')]
  await Promise.all(clients.map((each) => each.opened()))
  emit(1)
  await expect.poll(() => clients.flatMap(gotBy)).toContain(1)
  expect(kept.loads).toBe(1)
})

it('connections that come at the same time under a new name are of one client', async () => {
  await stage.start([account, await stage.account('10002')])
  const paths = ['/event', '/api', '/event'].map((path) => `${path}?client_name=bot`)
  kept.isStuck = true
  const outcomes = Promise.all(paths.map((path) => stage.client(path).opened()))
  // Both of `/event` ask for the cursors of both accounts.
  await expect.poll(() => kept.loads).toBe(4)
  await stage.clock.advance(10_000)
  expect((await outcomes).toSorted()).toEqual([409, 'open', 'open'])
  expect(stage.hub.clients()).toHaveLength(1)
})

it('a connection that waits for the store when the hub stops is not opened any more', async () => {
  await stage.start([account, await stage.account('10002')])
  kept.isStuck = true
  const client = stage.client('?client_name=bot')
  await expect.poll(() => kept.loads).toBe(2)
  await stage.hub.close()
  await stage.clock.advance(10_000)
  await expect.poll(() => client.closed).toBeDefined()
  expect(stage.log.map(({ text }) => text)).not.toContain('client connected')
})

it('an event at which a client broke off three times is left out, even if each time the hub was another one', async () => {
  await stage.start([account])
  const before = await stage.opened('?client_name=bot')
  emit(1)
  await got(before, 1)
  await stage.clock.advance(1_000)
  before.ws.terminate()
  emit(2, 4)
  await hasLogged(4)
  for (let death = 1; death <= 3; death++) {
    account = await restarted(stage)
    const client = await stage.opened('?client_name=bot', {}, { autoPong: false })
    await expect.poll(() => gotBy(client)).toContain(2)
    client.ws.terminate()
    await expect
      .poll(() => stage.log.filter(({ text }) => text === 'client disconnected').length)
      .toBe(death + 1)
  }
  account = await restarted(stage)
  const client = await stage.opened('?client_name=bot')
  await got(client, 4)
  expect(gotBy(client)).toEqual(['rookery_gap', 3, 4])
})
