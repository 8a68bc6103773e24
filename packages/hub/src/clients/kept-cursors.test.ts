import { beforeEach, describe, expect, it } from 'vitest'
import { StillClock } from '../event-lane/deliver.fixture.js'
import { Kept } from '../history/kept-store.fixture.js'
import { newCursor } from '../journal/cursor.js'
import { memoryJournal } from '../journal/memory.js'
import { silentLog } from '../log/log.js'
import { type Client, type ClientConnection, Clients } from './clients.js'
import { KeptCursors } from './kept-cursors.js'

const WEEK_MS = 7 * 24 * 60 * 60 * 1_000

const MOST_AWAY = 10_000
const PLACE = 'all Universal'

let clock: StillClock
let kept: Kept
let cursors: KeptCursors
let clients: Clients
beforeEach(() => {
  clock = new StillClock()
  kept = new Kept()
  cursors = new KeptCursors(kept.store().cursors, { clock, log: silentLog, now: () => clock.now() })
  clients = new Clients([], { clock })
})

/** Lets clients come, confirm something and leave. */
function visits() {
  clients.onForgotten((name, places) => cursors.forget(name, places))
  const journal = memoryJournal({ ageMs: 1e12, events: 10, bytes: 1e9 }, () => clock.now(), clock)
  journal.close()
  const view = journal.view('all')
  return async (name: string): Promise<void> => {
    const client = (await clients.identify(name)) as Client
    const connection = { account: 'all' } as ClientConnection
    clients.connected(client, connection)
    const cursor = newCursor(view.head, clock)
    client.cursors.set(PLACE, cursor)
    cursors.moved(cursor, { client, place: PLACE, view })
    clients.disconnected(client, connection)
  }
}

describe('the saved cursors of a name', () => {
  it('are forgotten with the name', async () => {
    const visit = visits()
    await visit('old')
    clock.advance(1_000)
    expect([...kept.cursors.keys()]).toEqual([`old ${PLACE}`])
    clock.advance(WEEK_MS + 1_000)
    await visit('new')
    clock.advance(1_000)
    expect([...kept.cursors.keys()]).toEqual([`new ${PLACE}`])
  })

  it('are not saved after it is forgotten, as when too many are away', async () => {
    const visit = visits()
    for (let n = 0; n <= MOST_AWAY; n++) await visit(`bot${n}`)
    clock.advance(1_000)
    expect(kept.cursors.size).toBe(MOST_AWAY)
    expect(kept.cursors.has(`bot${MOST_AWAY} ${PLACE}`)).toBe(false)
  })

  it('tell which of its places it used last', async () => {
    const client = (await clients.identify('bot')) as Client
    const mark = { accounts: new Map() }
    for (const [time, place] of ['a', 'c', 'b'].entries())
      kept.cursors.set(`bot ${place}`, { mark, time: time % 2 })
    expect(await cursors.latest(client, ['a', 'b', 'c', 'd'])).toBe('c')
    expect(await cursors.latest(client, ['d'])).toBeUndefined()
  })
})
