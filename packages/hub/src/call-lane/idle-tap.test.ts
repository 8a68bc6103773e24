import { makeCall, okReply, type Reply, readEvent } from '@rookery/protocol'
import { systemClock } from '@rookery/transport'
import { expect, it } from 'vitest'
import { Accounts } from '../accounts/accounts.js'
import { makeClient } from '../clients/client.js'
import { record } from '../event-lane/record.js'
import type { JournalEvent } from '../journal/journal.js'
import { TrafficTap } from '../traffic/tap.js'
import { tappedCalls } from './tapped-calls.js'

const accounts = new Accounts({ upstreams: ['up'], limits: { of: () => 10, inAll: 10 } })
const request = () => ({
  caller: { client: makeClient('anonymous', undefined, { rights: {} }), account: 'all' },
  call: makeCall('get_status'),
  sendPart() {},
})

/** A tap at which nothing but `isOn` may be asked while nobody taps. */
class IdleTap extends TrafficTap {
  override event(): void {
    throw new RangeError('something was made of an event for nobody')
  }

  override call(): void {
    throw new RangeError('something was made of a call for nobody')
  }
}

it('while nobody taps, a call is the very promise of its execution', async () => {
  const tap = new IdleTap(systemClock)
  const pending: Promise<Reply> = Promise.resolve(okReply())
  const asked: unknown[] = []
  const execute = tappedCalls(
    (each) => {
      asked.push(each)
      return pending
    },
    { tap, accounts, clock: systemClock },
  )
  const each = request()
  expect(execute(each)).toBe(pending)
  expect(asked[0]).toBe(each)
  const undo = tap.tap(() => {})
  const tapped = execute(each)
  expect(tapped).not.toBe(pending)
  await expect(tapped).rejects.toThrow('for nobody')
  undo()
  expect(execute(each)).toBe(pending)
})

it('while nobody taps, nothing is made of an event', () => {
  const tap = new IdleTap(systemClock)
  const kept: JournalEvent[] = []
  const event = readEvent(Buffer.from('{"post_type":"notice","self_id":1,"time":1}'))
  if (!event) throw new RangeError('no event')
  const account = { selfId: '1', isReal: true, links: [], online: true, answers: new Map(), events: 0 }
  const order = { epoch: 1, number: 1 }
  const context = { journal: { append: (each: JournalEvent) => void kept.push(each) }, tap }
  const admit = () => record(event, account, order, { ...context, now: () => 5, clock: systemClock })
  admit()
  expect([kept.length, account.events]).toEqual([1, 1])
  expect(account).toMatchObject({ lastEventAt: 5 })
  tap.tap(() => {})
  expect(admit).toThrow('for nobody')
})
