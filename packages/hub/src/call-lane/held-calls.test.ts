import { failedReply, okReply, type Reply, replyBody } from '@rookery/protocol'
import type { UpstreamEndpoint } from '@rookery/transport'
import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { TestClock } from '../../../transport/src/time/clock.fixture.js'
import type { Account } from '../accounts/accounts.js'
import { Clients } from '../clients/clients.js'
import type { CallingClient } from './caller.js'
import { HeldCalls } from './held-calls.js'

const { nobody } = new Clients([])
const stays: CallingClient = { client: nobody, account: 'all' }

/** An account whose one connection is open, closed, or open for events alone. */
function accountWith(state: { isOpen: boolean; takesCalls?: boolean }): Account {
  const upstream = state as unknown as UpstreamEndpoint
  return {
    selfId: '1',
    isReal: true,
    links: [{ name: 'x', upstream }],
    online: true,
    answers: new Map(),
    events: 0,
  }
}

/** A caller that can leave. */
function leaving(): { readonly caller: CallingClient; leave(): void; readonly listeners: Set<() => void> } {
  const listeners = new Set<() => void>()
  const onLeave = (listener: () => void): (() => void) => {
    listeners.add(listener)
    return () => void listeners.delete(listener)
  }
  return {
    caller: { ...stays, onLeave },
    leave: () => {
      for (const each of [...listeners]) each()
    },
    listeners,
  }
}

let clock: TestClock
let held: HeldCalls
let sent: unknown[]
beforeEach(() => {
  clock = new TestClock()
  held = new HeldCalls({ holdMs: 5_000 }, clock)
  sent = []
})

const hold = (account: Account, name: unknown, caller = stays, bytes = 1): Promise<Reply> =>
  held.hold({
    account,
    caller,
    bytes,
    send: async () => {
      sent.push(name)
      return okReply(name)
    },
    unsent: (why) => failedReply(1503, why),
  })

const said = async (reply: Promise<Reply>): Promise<unknown> => {
  const { retcode, data, wording } = replyBody(await reply)
  return retcode === 0 ? data : wording
}

describe('calls to an account', () => {
  it('that was never reachable do not wait', async () => {
    const account = accountWith({ isOpen: true, takesCalls: false })
    held.linksChanged(account)
    expect(await said(hold(account, 'x'))).toBe('')
  })

  it('wait from its loss on, though they come before the loss is told', async () => {
    const state = { isOpen: true }
    const account = accountWith(state)
    held.linksChanged(account)
    state.isOpen = false
    const first = hold(account, 'first')
    await clock.advance(4_000)
    held.linksChanged(account)
    const second = hold(account, 'second')
    await clock.advance(1_000)
    expect(await Promise.all([said(first), said(second)])).toEqual(['', ''])
  })

  it('wait anew after each loss', async () => {
    const state = { isOpen: true }
    const account = accountWith(state)
    for (const round of [1, 2, 3]) {
      state.isOpen = true
      held.linksChanged(account)
      state.isOpen = false
      held.linksChanged(account)
      await clock.advance(4_000)
      const reply = hold(account, round)
      state.isOpen = true
      held.linksChanged(account)
      expect(await said(reply)).toBe(round)
    }
  })

  it('make room when their callers leave, and leave no listener behind', async () => {
    const state = { isOpen: true }
    const account = accountWith(state)
    held.linksChanged(account)
    state.isOpen = false
    const [going, other] = [leaving(), leaving()]
    const dropped = Array.from({ length: 1_000 }, (_, n) => hold(account, n, going.caller))
    expect(await said(hold(account, 'too many'))).toContain('1000 calls')
    going.leave()
    for (const each of dropped) expect(await said(each)).toContain('left')
    const kept = hold(account, 'kept', other.caller)
    state.isOpen = true
    held.linksChanged(account)
    expect(await said(kept)).toBe('kept')
    expect([sent, going.listeners.size, other.listeners.size]).toEqual([['kept'], 0, 0])
  })

  it('are sent though the one before them cannot be', async () => {
    const state = { isOpen: true }
    const account = accountWith(state)
    held.linksChanged(account)
    state.isOpen = false
    const failing = held.hold({
      account,
      caller: stays,
      bytes: 1,
      send: () => {
        throw new TypeError('inside')
      },
      unsent: (why) => failedReply(1503, why),
    })
    const next = hold(account, 'next')
    state.isOpen = true
    held.linksChanged(account)
    expect(replyBody(await failing)).toMatchObject({ retcode: 1500 })
    expect(await said(next)).toBe('next')
  })

  it('are refused when it is forgotten, and when the hub stops', async () => {
    const account = accountWith({ isOpen: true })
    for (const end of [() => held.forget(account), () => held.close()]) {
      const state = { isOpen: true }
      Object.assign(account, accountWith(state))
      held.linksChanged(account)
      state.isOpen = false
      const reply = hold(account, 'x')
      end()
      expect(await said(reply)).toMatch(/forgotten|stops/)
    }
    expect(held.isOn).toBe(false)
  })

  it('are sent once at most, in order, or refused, whatever happens meanwhile', async () => {
    const step = fc.oneof(
      fc.record({ is: fc.constant('call' as const), by: fc.nat(2), bytes: fc.nat(9 * 1024 * 1024) }),
      fc.record({ is: fc.constant('leave' as const), by: fc.nat(2) }),
      fc.constantFrom({ is: 'lose' as const }, { is: 'return' as const }, { is: 'late' as const }),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
        clock = new TestClock()
        held = new HeldCalls({ holdMs: 5_000 }, clock)
        sent = []
        const state = { isOpen: true }
        const account = accountWith(state)
        held.linksChanged(account)
        const callers = [leaving(), leaving(), leaving()]
        const replies: Promise<Reply>[] = []
        for (const each of steps) {
          if (each.is === 'call' && !state.isOpen)
            replies.push(hold(account, replies.length, callers[each.by]?.caller, each.bytes))
          else if (each.is === 'leave') callers[each.by]?.leave()
          else if (each.is === 'late') await clock.advance(2_600)
          else if (each.is === 'lose' || each.is === 'return') {
            state.isOpen = each.is === 'return'
            held.linksChanged(account)
          }
        }
        held.close()
        const outcomes = (await Promise.all(replies)).map((reply) => replyBody(reply))
        const done = outcomes.flatMap(({ retcode, data }) => (retcode === 0 ? [data] : []))
        expect(sent).toEqual([...sent].sort((a, b) => Number(a) - Number(b)))
        expect(sent).toEqual(done)
        expect(callers.map(({ listeners }) => listeners.size)).toEqual([0, 0, 0])
      }),
      { numRuns: 60 },
    )
  })
})
