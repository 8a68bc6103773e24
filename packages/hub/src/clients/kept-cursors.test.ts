import { expect, it } from 'vitest'
import { StillClock } from '../event-lane/deliver.fixture.js'
import { Kept } from '../history/kept-store.fixture.js'
import { newCursor } from '../journal/cursor.js'
import { memoryJournal } from '../journal/memory.js'
import { silentLog } from '../log/log.js'
import { type Client, type ClientConnection, Clients } from './clients.js'
import { KeptCursors } from './kept-cursors.js'

const WEEK_MS = 7 * 24 * 60 * 60 * 1_000

it('the saved cursors of a name are forgotten with the name', async () => {
  const clock = new StillClock()
  const kept = new Kept()
  const cursors = new KeptCursors(kept.store().cursors, { clock, log: silentLog, now: () => clock.now() })
  const clients = new Clients([], { clock })
  clients.onForgotten((name, places) => cursors.forget(name, places))
  const journal = memoryJournal({ ageMs: 1e12, events: 10, bytes: 1e9 }, () => clock.now(), clock)
  const view = journal.view('all')
  /** A client that comes, confirms something and leaves. */
  const visit = async (name: string): Promise<void> => {
    const client = (await clients.identify(name)) as Client
    const connection = { account: 'all' } as ClientConnection
    clients.connected(client, connection)
    const cursor = newCursor(view.head, clock)
    client.cursors.set('all Universal', cursor)
    cursors.moved(cursor, { client, place: 'all Universal', view })
    clients.disconnected(client, connection)
  }
  await visit('old')
  clock.advance(1_000)
  expect([...kept.cursors.keys()]).toEqual(['old all Universal'])
  clock.advance(WEEK_MS + 1_000)
  await visit('new')
  clock.advance(1_000)
  expect([...kept.cursors.keys()]).toEqual(['new all Universal'])
  journal.close()
})
