import { failedReply, makeCall, okReply, type Reply, readEvent, replyBody } from '@rookery/protocol'
import type { UpstreamEndpoint } from '@rookery/transport'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { TestClock } from '../../../../transport/src/time/clock.fixture.js'
import type { Account } from '../../accounts/accounts.js'
import { Clients } from '../../clients/clients.js'
import type { CallingClient } from '../caller.js'
import { AskOnce } from './ask-once.js'
import { cachedReads } from './cached-reads.js'

const TIMEOUT_MS = 60_000
const { nobody } = new Clients([])

/** A call that the implementation has got. */
interface Asked {
  readonly action: string
  readonly timeoutMs: number
  answer(reply: Reply): void
}

/** An account with a simulated connection, and what stands before it. */
class Wire {
  readonly clock = new TestClock()
  readonly options = { askOnce: true, cache: true, callTimeoutMs: TIMEOUT_MS }
  readonly askOnce = new AskOnce(this.options, this.clock)
  readonly asked: Asked[] = []
  /** Calls whose callers have all left. */
  readonly deserted = new Set<number>()
  /** Calls at the implementation that have no answer yet. */
  waiting = 0
  readonly upstream = this.#endpoint()
  readonly account = {
    selfId: '1',
    links: [],
    online: true,
    isReal: true,
    answers: new Map(),
    events: 0,
  } as Account

  #endpoint(): UpstreamEndpoint {
    const wire = this
    return {
      get waitingCalls() {
        return wire.waiting
      },
    } as UpstreamEndpoint
  }

  read(
    action: string,
    params: object = {},
    {
      caller = { client: nobody, account: 'all' } as CallingClient,
      sendPart = (_part: Reply): void => {},
    } = {},
  ): Promise<Reply> {
    const call = makeCall(action, { ...params })
    return this.askOnce.read(
      this.account,
      this.upstream,
      { caller, call, sendPart },
      (request, timeoutMs) => {
        this.waiting++
        const index = this.asked.length
        return new Promise((resolve) => {
          const answer = (reply: Reply): void => {
            this.waiting--
            resolve(reply)
          }
          this.asked.push({ action, timeoutMs, answer })
          // As a call that is held.
          request.caller.onLeave?.(() => {
            if (this.deserted.has(index)) return
            this.deserted.add(index)
            answer(failedReply(1503, 'all have left'))
          })
        })
      },
    )
  }

  /** Begins a call that is no read; returns its end. */
  write(action: string, params: object = {}): () => void {
    const changed = this.askOnce.changing(this.account, makeCall(action, { ...params }))
    this.waiting++
    return () => {
      this.waiting--
      changed?.(okReply())
    }
  }

  hear(event: object): void {
    const frame = readEvent(Buffer.from(JSON.stringify({ self_id: 1, time: 1, ...event })))
    if (frame) this.askOnce.heard(frame, this.account)
  }
}

/** Lets the promises that are settled go on. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve()
}

const data = async (reply: Promise<Reply>): Promise<unknown> => replyBody(await reply).data
const list = ['get_group_member_list', { group_id: 30001 }] as const

describe('equal reads under way', () => {
  it('are one call, and each caller gets its answer', async () => {
    const wire = new Wire()
    const replies = Array.from({ length: 50 }, () => wire.read(...list))
    expect(wire.asked).toHaveLength(1)
    wire.asked[0]?.answer(okReply(['a']))
    expect(await Promise.all(replies.map(data))).toEqual(Array(50).fill(['a']))
  })

  it.each([
    ['keys in another order', { a: { x: 1, y: 2 }, b: 1 }, { b: 1, a: { y: 2, x: 1 } }, 1],
    ['the self_id that chose the account', { a: 1, self_id: 1 }, { a: 1 }, 1],
    ['another value', { a: 1 }, { a: 2 }, 2],
    ['a list in another order', { a: [1, 2] }, { a: [2, 1] }, 2],
    ['a large text', { a: 'x'.repeat(5_000) }, { a: 'x'.repeat(5_000) }, 2],
  ])('with %s', (_, one, two, calls) => {
    const wire = new Wire()
    void wire.read('get_msg', one)
    void wire.read('get_msg', two)
    expect(wire.asked).toHaveLength(calls)
  })

  it.each(['get_status', 'get_cookies', 'get_config', '.get_credentials'])(
    'are asked one by one: %s',
    (action) => {
      const wire = new Wire()
      void wire.read(action)
      void wire.read(action)
      expect(wire.asked).toHaveLength(2)
    },
  )

  it('are separate for clients with other rights, and one for those with the same', () => {
    const wire = new Wire()
    const entries = [
      { name: 'a', token: 'a', accounts: ['1'] },
      { name: 'b', token: 'b', accounts: ['1'] },
      { name: 'c', token: 'c', accounts: ['1', '2'] },
      { name: 'd', token: 'd' },
    ]
    const clients = new Clients(entries)
    for (const { name } of entries)
      void wire.read(...list, { caller: { client: clients.configured(name), account: '1' } })
    void wire.read(...list)
    expect(wire.asked).toHaveLength(3)
  })

  it('share a failure, which is not kept', async () => {
    const wire = new Wire()
    const replies = [wire.read(...list), wire.read(...list)]
    wire.asked[0]?.answer(failedReply(1404, 'no'))
    expect((await Promise.all(replies)).map((each) => replyBody(each).retcode)).toEqual([1404, 1404])
    void wire.read(...list)
    expect(wire.asked).toHaveLength(2)
  })

  it('end for each caller after its own time', async () => {
    const wire = new Wire()
    const first = wire.read(...list)
    await wire.clock.advance(TIMEOUT_MS - 1_000)
    const second = wire.read(...list)
    await wire.clock.advance(1_500)
    expect(replyBody(await first)).toMatchObject({ retcode: 1504, outcome: 'unknown' })
    // A call that hangs is joined by nobody else.
    void wire.read(...list)
    expect(wire.asked.map(({ timeoutMs }) => timeoutMs)).toEqual([2 * TIMEOUT_MS, 2 * TIMEOUT_MS])
    wire.asked[0]?.answer(okReply('late'))
    expect(await data(second)).toBe('late')
  })

  it('that are answered in parts give them to all, and are joined by nobody after the first', async () => {
    const wire = new Wire()
    let passPart = (_part: Reply): void => {}
    const send = (request: { sendPart(part: Reply): void }): Promise<Reply> => {
      passPart = request.sendPart
      wire.asked.push({ action: 'get_file', timeoutMs: 0, answer() {} })
      return new Promise(() => {})
    }
    const call = makeCall('get_file', { file: 'x' })
    const parts: string[] = []
    const ask = (name: string): void =>
      void wire.askOnce.read(
        wire.account,
        wire.upstream,
        { caller: { client: nobody, account: 'all' }, call, sendPart: () => void parts.push(name) },
        send,
      )
    ask('a')
    ask('b')
    passPart(okReply())
    expect([wire.asked.length, parts]).toEqual([1, ['a', 'b']])
    ask('c')
    expect(wire.asked).toHaveLength(2)
  })

  it('have a caller that leaves once all have left', async () => {
    const wire = new Wire()
    const leave: (() => void)[] = []
    const leaver = (): CallingClient => ({
      client: nobody,
      account: 'all',
      onLeave: (listener) => {
        leave.push(listener)
        return () => {}
      },
    })
    let shared: CallingClient | undefined
    const ask = (): void =>
      void wire.askOnce.read(
        wire.account,
        wire.upstream,
        { caller: leaver(), call: makeCall(list[0], { ...list[1] }), sendPart() {} },
        ({ caller }) => {
          shared = caller
          return new Promise(() => {})
        },
      )
    let deserted = 0
    ask()
    shared?.onLeave?.(() => deserted++)
    ask()
    leave[0]?.()
    expect(deserted).toBe(0)
    leave[1]?.()
    expect(deserted).toBe(1)
  })
})

describe('an answer', () => {
  const answered = async (wire: Wire, action: string, params: object, reply: Reply): Promise<void> => {
    const asked = wire.read(action, params)
    wire.asked.at(-1)?.answer(reply)
    await asked
  }

  it.each(Object.entries(cachedReads))('of %s is given again for a time', async (action, { keepMs }) => {
    const wire = new Wire()
    const params = { group_id: 1, user_id: 2 }
    await answered(wire, action, params, okReply('one'))
    await wire.clock.advance(keepMs - 100)
    expect(await data(wire.read(action, { group_id: '1', user_id: '2' }))).toBe('one')
    await wire.clock.advance(200)
    void wire.read(action, params)
    expect([wire.asked.length, wire.askOnce.size]).toEqual([2, { answers: 0, bytes: 0 }])
  })

  it.each(['get_msg', 'get_forward_msg', 'get_image', 'get_status', 'get_group_msg_history', 'get_cookies'])(
    'of %s is never given again',
    async (action) => {
      const wire = new Wire()
      await answered(wire, action, { message_id: 1 }, okReply())
      void wire.read(action, { message_id: 1 })
      expect(wire.asked).toHaveLength(2)
    },
  )

  it('is refreshed by no_cache, which joins no call without it', async () => {
    const wire = new Wire()
    await answered(wire, ...list, okReply('old'))
    const fresh = wire.read(list[0], { ...list[1], no_cache: true })
    void wire.read(list[0], { ...list[1], no_cache: 'true' })
    expect(await data(wire.read(...list))).toBe('old')
    wire.asked[1]?.answer(okReply('new'))
    expect(await data(fresh)).toBe('new')
    expect(await data(wire.read(...list))).toBe('new')
    expect(wire.asked).toHaveLength(2)
  })

  it('is not kept where cache is off, and nothing is shared where ask_once is', async () => {
    const wire = new Wire()
    wire.options.cache = false
    await answered(wire, ...list, okReply())
    void wire.read(...list)
    void wire.read(...list)
    expect(wire.asked).toHaveLength(2)
    wire.options.askOnce = false
    void wire.read(...list)
    expect(wire.asked.at(-1)?.timeoutMs).toBe(TIMEOUT_MS)
    expect(wire.asked).toHaveLength(3)
  })

  it('is given up with the oldest first, beyond a number and beyond some megabytes', async () => {
    const wire = new Wire()
    for (let group_id = 1; group_id <= 1_001; group_id++)
      await answered(wire, list[0], { group_id }, okReply())
    expect(wire.askOnce.size.answers).toBe(1_000)
    const big = okReply('x'.repeat(3 * 1024 * 1024))
    for (let group_id = 2_001; group_id <= 2_006; group_id++) await answered(wire, list[0], { group_id }, big)
    expect(wire.askOnce.size.bytes).toBeLessThanOrEqual(16 * 1024 * 1024)
    expect(wire.askOnce.size.answers).toBe(5)
    await answered(wire, 'get_group_info', { group_id: 1 }, okReply('x'.repeat(5 * 1024 * 1024)))
    expect(wire.askOnce.size.answers).toBe(5)
    wire.askOnce.forget(wire.account)
    expect(wire.askOnce.size).toEqual({ answers: 0, bytes: 0 })
  })

  const kept = async (): Promise<Wire> => {
    const wire = new Wire()
    for (const [action] of Object.entries(cachedReads))
      await answered(wire, action, { group_id: 1, user_id: 2 }, okReply())
    return wire
  }
  const left = async (wire: Wire): Promise<string[]> => {
    const before = wire.asked.length
    for (const action of Object.keys(cachedReads)) void wire.read(action, { group_id: 1, user_id: 2 })
    const asked = wire.asked.slice(before).map(({ action }) => action)
    return Object.keys(cachedReads).filter((action) => !asked.includes(action))
  }
  const all = Object.keys(cachedReads)
  const ofGroup = ['get_group_member_list', 'get_group_member_info', 'get_group_info', 'get_group_list']
  const ofFriend = ['get_friend_list', 'get_friends_with_category', 'get_stranger_info']
  const without = (gone: readonly string[]): string[] => all.filter((each) => !gone.includes(each))
  const ids = { group_id: 1, user_id: 2 }

  it.each([
    [{ post_type: 'notice', notice_type: 'group_increase', ...ids }, ofGroup],
    [{ post_type: 'notice', notice_type: 'group_card', group_id: '1', user_id: '2' }, ofGroup],
    [{ post_type: 'notice', notice_type: 'group_ban', group_id: 1, user_id: 0 }, ofGroup],
    [{ post_type: 'notice', notice_type: 'notify', sub_type: 'title', ...ids }, ofGroup],
    [{ post_type: 'notice', notice_type: 'a_new_one', group_id: 1 }, ofGroup],
    [{ post_type: 'notice', notice_type: 'group_admin', group_id: 7, user_id: 2 }, ['get_group_list']],
    [{ post_type: 'notice', notice_type: 'friend_add', user_id: 2 }, ofFriend],
    [{ post_type: 'notice', notice_type: 'a_new_one' }, all],
    [{ post_type: 'notice', notice_type: 'bot_offline' }, all],
    [{ post_type: 'message', ...ids }, ['get_group_member_info', 'get_stranger_info']],
    [{ post_type: 'message', user_id: 2 }, ['get_stranger_info']],
    [{ post_type: 'message', group_id: 1, user_id: 3 }, []],
    [{ post_type: 'notice', notice_type: 'notify', sub_type: 'poke', ...ids }, []],
    [{ post_type: 'notice', notice_type: 'group_recall', ...ids }, []],
    [{ post_type: 'request', request_type: 'group', ...ids }, []],
  ])('ends with the event %j', async (event, gone) => {
    const wire = await kept()
    wire.hear(event)
    expect(await left(wire)).toEqual(without(gone))
  })

  it.each([
    ['set_group_card', { ...ids, card: 'x' }, ofGroup],
    ['set_group_name', { group_id: '1', group_name: 'x' }, ofGroup],
    ['set_group_kick', ids, ofGroup],
    ['set_group_leave', { group_id: 1 }, ofGroup],
    ['set_group_kick', { group_id: 7, user_id: 2 }, ['get_group_list']],
    ['set_group_add_request', { flag: 'x', approve: true }, all],
    ['set_friend_remark', { user_id: 2, remark: 'x' }, ofFriend],
    ['set_qq_profile', { nickname: 'x' }, all],
    ['an_action_of_its_own', {}, all],
    ['.handle_quick_operation', { context: {}, operation: { kick: true } }, all],
    ['.handle_quick_operation', { context: {}, operation: { reply: 'hi' } }, []],
    ['send_group_msg', { group_id: 1, message: 'hi' }, []],
  ])('ends with the call %s %j, as it is made', async (action, params, gone) => {
    const wire = await kept()
    wire.write(action, params)
    expect(await left(wire)).toEqual(without(gone))
  })

  it('asked for during such a call ends with its reply', async () => {
    const wire = new Wire()
    const end = wire.write('set_group_card', { ...ids, card: 'x' })
    await answered(wire, 'get_group_member_list', { group_id: 1 }, okReply('old'))
    end()
    void wire.read('get_group_member_list', { group_id: 1 })
    expect(wire.asked).toHaveLength(2)
  })
})

describe('a read, whatever happens meanwhile', () => {
  const group = fc.integer({ min: 1, max: 2 })
  const user = fc.integer({ min: 1, max: 2 })
  const read = fc.oneof(
    group.map((g) => ['get_group_member_list', { group_id: g }] as const),
    fc.tuple(group, user).map(([g, u]) => ['get_group_member_info', { group_id: g, user_id: u }] as const),
    fc.constant(['get_group_list', {}] as const),
    fc.constant(['get_login_info', {}] as const),
    fc.constant(['get_msg', { message_id: 1 }] as const),
  )
  const step = fc.oneof(
    { weight: 6, arbitrary: fc.tuple(fc.constant('read' as const), read, fc.boolean()) },
    { weight: 4, arbitrary: fc.tuple(fc.constant('answer' as const), fc.nat(), fc.boolean()) },
    { weight: 2, arbitrary: fc.tuple(fc.constant('card' as const), group, user) },
    { weight: 2, arbitrary: fc.tuple(fc.constant('message' as const), group, user) },
    {
      weight: 2,
      arbitrary: fc.tuple(fc.constant('begin' as const), group, fc.constantFrom('card', 'send', 'profile')),
    },
    { weight: 2, arbitrary: fc.tuple(fc.constant('end' as const), fc.nat(), fc.constant(0)) },
    { weight: 2, arbitrary: fc.tuple(fc.constant('leave' as const), fc.nat(), fc.constant(0)) },
    {
      weight: 1,
      arbitrary: fc.tuple(
        fc.constant('pass' as const),
        fc.constantFrom(1_000, 6_000, 70_000),
        fc.constant(0),
      ),
    },
  )

  /** Whether a change of that kind may show in what a read asks for. */
  const shows = (
    [action, params]: readonly [string, { group_id?: number; user_id?: number; message_id?: number }],
    [kind, g, u]: readonly [string, number, number],
  ): boolean => {
    if (action === 'get_msg' || kind === 'profile') return true
    if (action === 'get_login_info' || kind === 'send') return false
    if (kind === 'message') return params.group_id === g && params.user_id === u
    return action === 'get_group_list' || params.group_id === g
  }

  it('gets no answer from before the last change that its caller can know of, by as few calls as can be', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 60, size: 'max' }), async (steps) => {
        const wire = new Wire()
        /** Moments that only grow; a change has one, and an answer shows what was there when it was asked for. */
        let moment = 0
        const changes: { readonly at: number; readonly what: readonly [string, number, number] }[] = []
        const calls: {
          ask: Parameters<typeof shows>[0]
          fresh: boolean
          at: number
          open: boolean
          isReplaced: boolean
          index: number
        }[] = []
        const writes: { end(): void; what: readonly [string, number, number] }[] = []
        const happened = (what: readonly [string, number, number]): void =>
          void changes.push({ at: ++moment, what })
        const lastOf = (list: typeof changes, ask: Parameters<typeof shows>[0]): number =>
          list.findLast(({ what }) => shows(ask, what))?.at ?? 0
        /** Beginnings of calls that change something: what was asked for before them is joined no more. */
        const begun: typeof changes = []
        const checks: Promise<void>[] = []
        const readers: { hasLeft: boolean; readonly listeners: Set<() => void> }[] = []
        for (const [kind, one, two] of steps) {
          if (kind === 'read') {
            const [action, params] = one
            const knownOf = lastOf(changes, one)
            const since = Math.max(knownOf, lastOf(begun, one))
            const before = wire.asked.length
            const asked = { ...params, ...(two && action !== 'get_msg' && { no_cache: true }) }
            const reader = { hasLeft: false, listeners: new Set<() => void>() }
            readers.push(reader)
            const onLeave = (listener: () => void): (() => void) => {
              reader.listeners.add(listener)
              return () => void reader.listeners.delete(listener)
            }
            const reply = wire.read(action, asked, { caller: { client: nobody, account: 'all', onLeave } })
            const fresh = two && action !== 'get_msg'
            if (wire.asked.length > before) {
              const like = calls.filter(
                (each) =>
                  each.open &&
                  !wire.deserted.has(each.index) &&
                  !each.isReplaced &&
                  each.at > since &&
                  JSON.stringify(each.ask) === JSON.stringify(one) &&
                  (!fresh || each.fresh),
              )
              // Beside other calls, what has no row of the table is asked for alone.
              if (action !== 'get_msg') expect(like).toEqual([])
              calls.push({ ask: one, fresh, at: ++moment, open: true, isReplaced: false, index: before })
            }
            checks.push(
              reply.then((got) => {
                const { status, data: shown, retcode } = replyBody(got)
                if (status === 'ok') expect(shown).toBeGreaterThanOrEqual(knownOf)
                else expect(reader.hasLeft ? [1404, 1504, 1503] : [1404, 1504]).toContain(retcode)
                expect(reader.listeners.size).toBe(0)
              }),
            )
          } else if (kind === 'answer') {
            const open = calls.filter((each) => each.open && !wire.deserted.has(each.index))
            const call = open[one % Math.max(1, open.length)]
            if (!call) continue
            call.open = false
            // The answer to the one takes the place of the other.
            if (call.fresh && two)
              for (const each of calls)
                if (JSON.stringify(each.ask) === JSON.stringify(call.ask)) each.isReplaced ||= !each.fresh
            wire.asked[call.index]?.answer(two ? okReply(call.at) : failedReply(1404, 'no'))
            await settled()
          } else if (kind === 'card' || kind === 'message') {
            happened([kind, one, two])
            const ids = { group_id: one, user_id: two }
            wire.hear(
              kind === 'card'
                ? { post_type: 'notice', notice_type: 'group_card', ...ids }
                : { post_type: 'message', ...ids },
            )
          } else if (kind === 'begin') {
            const action = { card: 'set_group_card', send: 'send_msg', profile: 'set_qq_profile' }[two] ?? ''
            begun.push({ at: ++moment, what: [two, one, 0] })
            writes.push({ end: wire.write(action, { group_id: one }), what: [two, one, 0] })
          } else if (kind === 'leave') {
            const reader = readers[one % Math.max(1, readers.length)]
            if (!reader) continue
            reader.hasLeft = true
            for (const listener of [...reader.listeners]) listener()
            // A connection that closes is a turn of the event loop of its own.
            await settled()
          } else if (kind === 'end') {
            const [write] = writes.splice(one % Math.max(1, writes.length), 1)
            if (!write) continue
            write.end()
            happened(write.what)
          } else {
            await wire.clock.advance(one)
            // Whoever waited for too long is gone; the calls hang.
            if (one > TIMEOUT_MS) for (const each of calls) each.at = each.open ? -1 : each.at
          }
        }
        for (const call of calls)
          if (call.open && !wire.deserted.has(call.index))
            wire.asked[call.index]?.answer(okReply(call.at < 0 ? moment : call.at))
        await Promise.all(checks)
        for (const { end } of writes) end()
        await wire.clock.advance(120_000)
        expect(wire.askOnce.size).toEqual({ answers: 0, bytes: 0 })
      }),
      { numRuns: 300 },
    )
  })
})
