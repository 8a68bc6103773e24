import { okReply, type Reply, replyBody } from '@rookery/protocol'
import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import type { PaceLimits } from '../../traffic-options.js'
import { PACES } from '../../traffic-options.js'
import { AccountPace } from './account-pace.js'
import { HandClock } from './hand-clock.fixture.js'

const perSecond = (count: number, burst?: number) => ({ count, perMs: 1_000, ...(burst && { burst }) })
const [alice, bob, carol] = [{ name: 'alice' }, { name: 'bob' }, { name: 'carol' }]

interface Sent {
  readonly client: object
  readonly chat: string
  readonly n: number
  readonly at: number
}

let clock: HandClock
let pace: AccountPace
let sent: Sent[]
let restarted: number[]
let refused: object[]
let count: number

function begin(
  limits: PaceLimits,
  { random = (): number => 0, loginAt = Number.NEGATIVE_INFINITY } = {},
): void {
  clock = new HandClock()
  sent = []
  restarted = []
  refused = []
  count = 0
  pace = new AccountPace({
    limits,
    clock,
    random,
    loginAt: () => loginAt,
    refused: (client) => void refused.push(client),
    slowed() {},
    stopped() {},
    resumed() {},
  })
}

beforeEach(() => begin({ account: perSecond(1) }))

interface Options {
  readonly isAwaited?: boolean
  readonly bytes?: number
  readonly onLeave?: (listener: () => void) => (() => void) | undefined
}

/** Sends as the stage does. */
function send(
  client: object,
  chat = 'g1',
  { isAwaited = true, bytes = 1, onLeave = () => undefined }: Options = {},
): Promise<Reply> {
  const n = count++
  const leave = async (): Promise<Reply> => {
    sent.push({ client, chat, n, at: clock.time })
    return okReply(n)
  }
  if (pace.leaves(chat)) return leave()
  const restart = async (): Promise<Reply> => {
    restarted.push(n)
    return okReply(n)
  }
  const queued = { client, chat, bytes, isAwaited }
  const refusal = pace.refusalOf(queued)
  return refusal ? Promise.resolve(refusal) : pace.wait({ ...queued, onLeave, send: leave, restart })
}

const bodyOf = async (reply: Promise<Reply>) => replyBody(await reply)
const times = (): number[] => sent.map(({ at }) => at)
const order = (): number[] => sent.map(({ n }) => n)

describe('the pace of an account', () => {
  it('lets a burst leave at once, and then one for each interval', () => {
    begin(PACES.gentle)
    for (let n = 0; n < 30; n++) void send(alice, `g${n}`)
    expect(times()).toHaveLength(20)
    clock.advance(5_100)
    expect(times().slice(20)).toEqual([1, 2, 3, 4, 5].map((s) => s * 1_000 + 25))
  })

  it('counts what has left of late when its limits change, whatever they were', () => {
    begin(PACES.gentle)
    for (let n = 0; n < 30; n++) void send(alice, n % 2 === 0 ? 'g1' : `g10${n}`, { isAwaited: false })
    clock.advance(15_000)
    expect(sent).toHaveLength(30)
    pace.configure({ account: { count: 31, perMs: 60_000 }, user: perSecond(1) })
    void send(alice, 'g7', { isAwaited: false })
    void send(alice, 'g8', { isAwaited: false })
    expect(sent).toHaveLength(31)
    // The next one leaves when the first of them is a minute old.
    clock.advance(60_000 + 500 - clock.time)
    expect(times().filter((at) => at > 20_000)).toEqual([60_000 + 120])
    pace.configure({ group: { count: 1, perMs: 60_000 } })
    void send(alice, 'g8', { isAwaited: false })
    void send(alice, 'g9', { isAwaited: false })
    expect(sent.slice(32).map(({ chat }) => chat)).toEqual(['g9'])
  })

  it('has each group wait for itself only', () => {
    begin({ group: perSecond(1), user: perSecond(1) })
    for (const chat of ['g1', 'g1', 'u1', 'g2', 'u1', '', '']) void send(alice, chat)
    expect(order()).toEqual([0, 2, 3, 5, 6])
    clock.advance(1_100)
    expect(order()).toEqual([0, 2, 3, 5, 6, 1, 4])
  })

  it('never exceeds a window with 10,000 sends of several clients, keeps the order of each chat, and is fair', () => {
    begin({ account: { count: 20, perMs: 60_000 }, group: perSecond(1) })
    const clients = [alice, bob, carol, {}, {}]
    for (let n = 0; n < 10_000; n++) void send(clients[n % 5] ?? {}, `g${n % 7}`, { isAwaited: false })
    for (let hour = 0; hour < 12; hour++) clock.advance(3_600_000)
    expect(sent).toHaveLength(10_000)
    const left = times()
    for (const [n, at] of left.entries()) expect(at - (left[n - 20] ?? -99_999)).toBeGreaterThan(60_000)
    for (const client of clients)
      for (let chat = 0; chat < 7; chat++) {
        const own = sent.filter((each) => each.client === client && each.chat === `g${chat}`)
        expect(own.map(({ n }) => n)).toEqual(own.map(({ n }) => n).sort((a, b) => a - b))
        for (const [n, { at }] of own.entries())
          expect(at - (own[n - 1]?.at ?? -9_999)).toBeGreaterThan(1_000)
      }
    const half = sent.slice(0, 5_000)
    for (const client of clients) expect(half.filter((each) => each.client === client)).toHaveLength(1_000)
  })

  it('gives others their turns while one client floods, and tells it when to come again', async () => {
    begin(PACES.gentle)
    const flood = Array.from({ length: 10_000 }, (_, n) => send(alice, `g${n % 50}`))
    const other = send(bob, 'g99')
    clock.advance(2_100)
    expect(sent.some(({ client }) => client === bob)).toBe(true)
    expect(replyBody(await other)).toMatchObject({ retcode: 0 })
    const codes = new Map<unknown, number>()
    clock.advance(30_000)
    for (const each of await Promise.all(flood.map(bodyOf))) {
      codes.set(each.retcode, (codes.get(each.retcode) ?? 0) + 1)
      if (each.retcode === 1429) expect(Number(Object(each.data).retry_after)).toBeGreaterThan(0)
    }
    expect(codes.get(0)).toBeGreaterThanOrEqual(38)
    expect(codes.get(0)).toBeLessThan(50)
    expect((codes.get(0) ?? 0) + (codes.get(1429) ?? 0)).toBe(10_000)
  })

  it('refuses at once what would wait past the deadline, and later what others have pushed past it', async () => {
    begin({ account: perSecond(1), deadlineMs: 3_200 })
    const own = Array.from({ length: 5 }, () => send(alice))
    expect(await bodyOf(own[4] ?? Promise.reject())).toMatchObject({
      retcode: 1429,
      outcome: 'unsent',
      data: { retry_after: 5 },
      wording: 'too many sends: its turn would come in 5 s; nothing was executed',
    })
    const others = [bob, carol].map((each) => send(each))
    clock.advance(3_300)
    expect(order()).toEqual([0, 1, 5, 6])
    for (const late of own.slice(2, 4))
      expect(await bodyOf(late)).toMatchObject({
        retcode: 1429,
        wording: 'too many sends: its turn did not come before the deadline; nothing was executed',
      })
    for (const each of others) expect(await bodyOf(each)).toMatchObject({ retcode: 0 })
    expect(refused).toEqual([alice, alice, alice])
    expect(clock.alarms).toBeLessThanOrEqual(1)
  })

  it('has what nobody waits for wait as long as it must', () => {
    begin({ account: perSecond(1), deadlineMs: 1_000 })
    for (let n = 0; n < 40; n++) void send(alice, 'g1', { isAwaited: false })
    clock.advance(60_000)
    expect(order()).toEqual(Array.from({ length: 40 }, (_, n) => n))
  })

  it('never sends what its caller has left, and leaves no listener behind', async () => {
    const listeners = new Set<() => void>()
    const onLeave = (listener: () => void) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    }
    void send(alice)
    const left = send(alice, 'g1', { onLeave })
    const stays = send(alice)
    expect(listeners.size).toBe(1)
    for (const each of [...listeners]) each()
    clock.advance(5_000)
    expect(order()).toEqual([0, 2])
    expect(await bodyOf(left)).toMatchObject({ retcode: 1503, outcome: 'unsent' })
    expect(await bodyOf(stays)).toMatchObject({ retcode: 0 })
    void send(alice)
    const gone = send(alice, 'g1', {
      onLeave: (listener) => {
        listener()
        return onLeave(() => {})
      },
    })
    expect(await bodyOf(gone)).toMatchObject({ retcode: 1503 })
    expect(listeners.size).toBe(0)
  })

  it('delays at random only what has to wait', () => {
    begin({ account: perSecond(1), jitterMs: 400 }, { random: () => 0.5 })
    void send(alice)
    void send(alice)
    void send(alice)
    clock.advance(10_000)
    expect(times()).toEqual([0, 1_225, 2_450])
  })

  it('is slow after a login, and ever less so', () => {
    begin({ account: { count: 10, perMs: 10_000 }, warmUpMs: 600_000, deadlineMs: 600_000 }, { loginAt: 0 })
    for (let n = 0; n < 50; n++) void send(alice, 'g1', { isAwaited: false })
    expect([times().length, pace.slowness]).toEqual([2, 5])
    clock.advance(10_100)
    expect(times()).toHaveLength(4)
    clock.advance(300_000)
    expect(pace.slowness).toBeLessThan(3)
    clock.advance(400_000)
    expect(pace.slowness).toBe(1)
  })

  it('tells the place and the wait of a send that would come now', () => {
    begin({ account: perSecond(1, 2), group: perSecond(1) })
    expect(pace.placeOf(alice, 'g1')).toEqual({ position: 0, waitMs: 0 })
    for (let n = 0; n < 4; n++) void send(alice, 'g1')
    expect(pace.waiting(alice)).toEqual({ all: 3, own: 3 })
    expect(pace.placeOf(alice, 'g1').position).toBe(4)
    expect(pace.placeOf(bob, 'g2')).toEqual({ position: 0, waitMs: 0 })
    void send(bob, 'g2')
    const { waitMs, position } = pace.placeOf(bob, 'g2')
    expect(position).toBe(2)
    expect(waitMs).toBeGreaterThan(1_000)
    expect(waitMs).toBeLessThan(4_000)
  })

  it('holds no more calls and bytes of one client, or of all, than it may', () => {
    begin({ account: perSecond(1), deadlineMs: 100_000_000 })
    const waiting = (client: object, bytes: number, calls: number): number => {
      for (let n = 0; n < calls; n++) void send(client, 'g1', { bytes })
      return pace.waiting(client).own
    }
    void send(alice)
    const MEBIBYTE = 1024 * 1024
    expect(waiting(alice, 1, 3_000)).toBe(2_500)
    expect(waiting(bob, 5 * MEBIBYTE, 10)).toBe(3)
    expect(waiting(carol, 50 * MEBIBYTE, 2)).toBe(0)
    expect(waiting(carol, 40 * MEBIBYTE, 2)).toBe(1)
    expect(refused).toHaveLength(500 + 7 + 2 + 1)
  })

  it('has what waits go another way, in order, when its connection is another one', async () => {
    const replies = Array.from({ length: 3 }, () => send(alice))
    pace.restart()
    await Promise.all(replies)
    clock.advance(30_000)
    expect([order(), restarted, clock.alarms]).toEqual([[0], [1, 2], 0])
  })

  it('answers what waits, and what comes, once it is closed', async () => {
    const replies = Array.from({ length: 3 }, () => send(alice))
    pace.close('the hub stops')
    for (const each of [...replies.slice(1), send(alice)])
      expect(await bodyOf(each)).toMatchObject({
        retcode: 1503,
        wording: 'the hub stops; nothing was executed',
      })
    expect([clock.alarms, order()]).toEqual([0, [0]])
  })

  it('keeps windows, order and every reply, whatever happens', async () => {
    const rate = fc.record({ count: fc.integer({ min: 1, max: 3 }), perMs: fc.constantFrom(500, 2_000) })
    const limit = fc.option(rate, { nil: undefined })
    const step = fc.oneof(
      fc.record({
        is: fc.constant('send' as const),
        by: fc.nat(2),
        chat: fc.nat(3),
        isAwaited: fc.boolean(),
      }),
      fc.record({ is: fc.constant('pass' as const), ms: fc.nat(3_000) }),
      fc.record({ is: fc.constant('leave' as const), by: fc.nat(2) }),
    )
    await fc.assert(
      fc.asyncProperty(
        limit,
        limit,
        fc.nat(300),
        fc.array(step, { maxLength: 60 }),
        async (account, group, jitterMs, steps) => {
          begin(
            { ...(account && { account }), ...(group && { group }), jitterMs, deadlineMs: 5_000 },
            { random: () => 0.7 },
          )
          const clients = [alice, bob, carol]
          const leaving = [new Set<() => void>(), new Set<() => void>(), new Set<() => void>()]
          const replies: Promise<Reply>[] = []
          for (const each of steps) {
            if (each.is === 'pass') clock.advance(each.ms)
            else if (each.is === 'leave') for (const leave of [...(leaving[each.by] ?? [])]) leave()
            else {
              const own = leaving[each.by]
              const onLeave = (listener: () => void) => {
                own?.add(listener)
                return () => void own?.delete(listener)
              }
              const options = { isAwaited: each.isAwaited, ...(each.isAwaited && { onLeave }) }
              replies.push(send(clients[each.by] ?? {}, `g${each.chat}`, options))
            }
          }
          clock.advance(600_000)
          const outcomes = await Promise.all(replies.map(bodyOf))
          const done = outcomes.flatMap(({ retcode, data }) => (retcode === 0 ? [Number(data)] : []))
          expect([...order()].sort((a, b) => a - b)).toEqual(done.sort((a, b) => a - b))
          const keeps = (list: readonly number[], limited = account) => {
            list.forEach((at, n) => {
              const before = limited && list[n - limited.count]
              if (limited && before !== undefined) expect(at - before).toBeGreaterThan(limited.perMs)
            })
          }
          keeps(times())
          for (let chat = 0; chat < 4; chat++) {
            const inChat = sent.filter((each) => each.chat === `g${chat}`)
            keeps(
              inChat.map(({ at }) => at),
              group,
            )
            for (const client of clients) {
              const own = inChat.filter((each) => each.client === client).map(({ n }) => n)
              expect(own).toEqual([...own].sort((a, b) => a - b))
            }
          }
          expect(leaving.map(({ size }) => size)).toEqual([0, 0, 0])
          expect(pace.waiting(alice).all).toBe(0)
        },
      ),
      { numRuns: 200 },
    )
  })
})
