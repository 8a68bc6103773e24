import { systemClock } from '@rookery/transport'
import { describe, expect, it } from 'vitest'
import { eventOf } from '../history/history.fixture.js'
import { Kept } from '../history/kept-store.fixture.js'
import { EventMaker } from '../journal/journal.fixture.js'
import { memoryJournal } from '../journal/memory.js'
import { PastReading } from './past-reading.js'

const HOUR_MS = 3_600_000
const NOW = 1_800_000_000_000

/** Reads the past of account 1, of which memory has the last events and the log those of so many hours. */
async function read({ hours = 0, memory = 0, keep = 1e6, pad = '', hasLog = true }) {
  const journal = memoryJournal({ ageMs: 1e15, events: keep, bytes: 1e12 }, () => NOW)
  journal.close()
  const maker = new EventMaker()
  for (let n = memory; n > 0; n--) journal.append(maker.make('1', `memory ${n}`, NOW - n * 1_000))
  const kept = new Kept()
  for (let hour = hours; hour > 0; hour--) {
    const event = eventOf(hour % 2 ? '1' : '2', 1, hours - hour + 1, `log ${hour}${pad}`)
    kept.events.push({ ...event, admittedAt: NOW - hour * HOUR_MS + 1_000 })
  }
  const texts: string[] = []
  const reading = new PastReading(
    '1',
    {
      ...{ view: journal.view('all'), log: hasLog ? kept.store().log : undefined, now: () => NOW },
      ...{ clock: systemClock, signal: new AbortController().signal },
    },
    ({ payload }) => void texts.push(Buffer.from(payload).toString().slice(0, 30)),
  )
  await reading.read()
  return { texts, knownFromMs: reading.knownFromMs, reads: kept.reads }
}

describe('the past of an account', () => {
  it('is what memory and the log have of it, to the last event', async () => {
    const { texts, knownFromMs } = await read({ hours: 400, memory: 3 })
    expect(texts.slice(0, 3)).toEqual(['memory 3', 'memory 2', 'memory 1'])
    const logged = Array.from({ length: 200 }, (_, n) => `{"message":"log ${2 * n + 1}"}`)
    expect([...texts.slice(3)].sort()).toEqual(logged.sort())
    expect(knownFromMs).toBe(0)
  })

  it('is read from the newest part on, as far as the bytes allow', async () => {
    const { texts, knownFromMs } = await read({ hours: 200, pad: 'x'.repeat(1024 * 1024) })
    expect(texts[0]).toMatch(/log 1x/)
    expect(texts.length).toBeLessThan(40)
    // Of the step that was not read to its end nothing is known for certain.
    expect(knownFromMs).toBe(NOW - 24 * HOUR_MS)
  })

  it('is known from its oldest event on where memory has forgotten and there is no log', async () => {
    expect(await read({ memory: 9, keep: 4, hasLog: false })).toMatchObject({ knownFromMs: NOW - 4_000 })
    expect(await read({ memory: 4, hasLog: false })).toMatchObject({ knownFromMs: 0 })
  })
})
