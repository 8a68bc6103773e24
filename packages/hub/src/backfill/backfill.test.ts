import { describe, expect, it } from 'vitest'
import { TestClock } from '../../../transport/src/time/clock.fixture.js'
import type { Account, AccountUpstream } from '../accounts/accounts.js'
import { Kept } from '../history/kept-store.fixture.js'
import { noStore } from '../history/no-store.js'
import type { JournalView } from '../journal/journal.js'
import { Backfill } from './backfill.js'

/** An account whose memory is looked at, and how often it was. */
function watched(isKept: boolean) {
  const clock = new TestClock()
  let looks = 0
  const view = {
    tail: 0,
    get head(): number {
      looks++
      return 0
    },
  } as JournalView
  const log = { info() {}, warn() {}, error() {} }
  const backfill = new Backfill({
    ...{ log, clock, view, maxAgeMs: 1_000, now: () => clock.now() },
    store: isKept ? new Kept().store() : noStore(clock),
    last: () => undefined,
    late() {},
    gap() {},
  })
  const upstream = { isOpen: true, takesCalls: true } as AccountUpstream['upstream']
  const links: AccountUpstream[] = []
  const account: Account = {
    selfId: '10001',
    isReal: true,
    links,
    online: true,
    answers: new Map(),
    events: 0,
  }
  const look = async (isThere: boolean): Promise<number> => {
    links.splice(0, links.length, ...(isThere ? [{ name: 'qq', upstream }] : []))
    backfill.look(account)
    await clock.advance(10_000)
    // Memory is read in the turns of the event loop that follow.
    for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve))
    return looks
  }
  return { look, backfill }
}

describe('memory', () => {
  it('is not read for an account that was never lost, where nothing outlives the process', async () => {
    const { look, backfill } = watched(false)
    expect(await look(true)).toBe(0)
    expect(await look(false)).toBe(0)
    expect(await look(true)).toBeGreaterThan(0)
    backfill.close()
  })

  it('is read at once where an earlier process may have left a gap', async () => {
    const { look, backfill } = watched(true)
    expect(await look(true)).toBeGreaterThan(0)
    backfill.close()
  })
})
