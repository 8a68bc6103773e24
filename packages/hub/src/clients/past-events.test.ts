import { frameText, systemClock } from '@rookery/transport'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { HistoryWriter } from '../event-lane/history-writer.js'
import { markOfText } from '../history/index.js'
import { Kept } from '../history/kept-store.fixture.js'
import { memoryJournal } from '../journal/memory.js'
import { Clients } from './clients.js'
import { FirstKnown } from './first-known.js'
import { OlderEvents } from './older-events.js'
import { PastEvents } from './past-events.js'

const ACCOUNTS = ['1', '2']

/** A history whose newest events are not written yet while the store is slow. */
function makeHistory() {
  const kept = new Kept()
  const store = kept.store()
  const history = new HistoryWriter(store.log, () => {})
  const keep = { ageMs: 1e15, events: 3, bytes: 1e9 }
  const journal = memoryJournal(
    keep,
    () => 2e12,
    undefined,
    (id) => history.isSettled(id),
  )
  const last = new Map<string, number>()
  const append = (account: string): void => {
    const number = (last.get(account) ?? 0) + 1
    last.set(account, number)
    const text = frameText(Buffer.from(`{"n":"${account} ${number}"}`))
    const event = { id: { account, epoch: 1, number }, isMessage: true, time: 2e9, admittedAt: 2e12, text }
    journal.append(event)
    history.add(event)
    history.flush()
  }
  const older = new OlderEvents({
    firstKnown: new FirstKnown(store.cursors, systemClock, { token: undefined, names: [] }),
    log: store.log,
    now: () => 2e12,
    clock: systemClock,
  })
  const past = new PastEvents({
    log: store.log,
    older,
    clock: systemClock,
    viewOf: (accounts) => journal.view(accounts),
  })
  return { kept, store, journal, append, last, past }
}

const client = new Clients([{ name: 'bot', token: 'any', history: true }]).configured('bot')
const step = fc.oneof(
  fc.constantFrom(...ACCOUNTS).map((append) => ({ append })),
  fc.constantFrom('save' as const, 'page' as const),
)

it('pages hold each event once, in the order of its account, whatever comes and is written meanwhile', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 4 }),
      fc.array(step, { maxLength: 40 }),
      async (limit, steps) => {
        const { kept, store, journal, append, last, past } = makeHistory()
        const got: string[] = []
        let next: string | undefined
        const readPage = async (): Promise<boolean> => {
          const since = next === undefined ? undefined : markOfText(next)
          const page = await past.read({ since, until: undefined, account: undefined, limit }, client)
          expect(page.events.length).toBeLessThanOrEqual(limit)
          got.push(...page.events.map((event) => JSON.parse(Buffer.from(event).toString()).n))
          next = page.next
          return page.hasMore
        }
        kept.isSlow = true
        for (const each of steps) {
          if (typeof each === 'object') append(each.append)
          else if (each === 'save') store.save()
          else await readPage()
        }
        while (await readPage());
        for (const account of ACCOUNTS) {
          const all = Array.from({ length: last.get(account) ?? 0 }, (_, at) => `${account} ${at + 1}`)
          expect(got.filter((each) => each.startsWith(account))).toEqual(all)
        }
        journal.close()
      },
    ),
    { numRuns: 200 },
  )
})

it('pages leave out nothing that memory forgets between the answer of the log and its arrival', async () => {
  const { store, journal, append, last, past } = makeHistory()
  const { read } = store.log
  let reads = 0
  store.log.read = async (request) => {
    const slice = await read(request)
    if (++reads > 1) return slice
    for (let n = 0; n < 10; n++) {
      append('1')
      store.save()
    }
    return slice
  }
  append('1')
  store.save()
  const got: string[] = []
  for (let hasMore = true, next: string | undefined; hasMore; ) {
    const since = next === undefined ? undefined : markOfText(next)
    const page = await past.read({ since, until: undefined, account: undefined, limit: 4 }, client)
    got.push(...page.events.map((event) => JSON.parse(Buffer.from(event).toString()).n))
    next = page.next
    hasMore = page.hasMore
  }
  expect(got).toEqual(Array.from({ length: last.get('1') ?? 0 }, (_, at) => `1 ${at + 1}`))
  journal.close()
})
