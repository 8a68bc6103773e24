import { readEvent } from '@rookery/protocol'
import { framedPayload } from '@rookery/transport'
import { afterEach, describe, expect, it } from 'vitest'
import type { Account } from '../accounts/accounts.js'
import { noStore } from '../history/index.js'
import type { UpstreamSession } from '../upstreams/upstream-session.js'
import { DeliveryStage } from './deliver.fixture.js'
import { eventLane, ownEventLane } from './lane.js'
import { Numbering } from './numbering.js'

const stage = new DeliveryStage()
afterEach(() => stage.close())

const account = { selfId: '10001' } as Account
const session = { account, standing: 'serving', hears: () => true } as unknown as UpstreamSession
const notice = (n: number): Uint8Array =>
  Buffer.from(`{"time":1,"self_id":10001,"post_type":"notice","n":${n}}`)

describe('an event of the hub itself', () => {
  it('waits behind those of the implementation that wait for the numbers of their account', async () => {
    let begun: (epoch: number) => void = () => {}
    const { log } = noStore()
    log.begin = () => new Promise((resolve) => (begun = resolve))
    const numbering = new Numbering(log)
    const { journal, delivery } = stage
    const clock = { now: () => stage.now, after: () => () => {} }
    const context = { journal, delivery, numbering, clock, now: () => stage.now }
    const event = readEvent(notice(1))
    if (event) eventLane(context)(event, session)
    ownEventLane(context)(notice(2), account)
    expect(journal.view('all').head).toBe(0)
    begun(7)
    await Promise.resolve()
    const view = journal.view('all')
    expect([1, 2].map((position) => view.at(position).id)).toEqual([
      { account: '10001', epoch: 7, number: 1 },
      { account: '10001', epoch: 7, number: 2 },
    ])
    expect(framedPayload(view.at(2).text).toString()).toContain('"n":2')
  })
})
