import { Subscribable } from '@rookery/transport'
import { describe, expect, it } from 'vitest'
import type { DroppedRun, EventId, HistoryEvent } from '../history/index.js'
import { EventMaker } from '../journal/journal.fixture.js'
import { memoryJournal } from '../journal/memory.js'
import { HistoryWriter } from './history-writer.js'

/** A log that says what the test wants it to. */
function scriptedLog() {
  const safe = new Subscribable<[upTo: readonly EventId[]]>()
  const dropped = new Subscribable<[run: DroppedRun]>()
  const writes: (readonly HistoryEvent[])[] = []
  const log = {
    begin: () => 1,
    write: (events: readonly HistoryEvent[]) => void writes.push(events),
    onSafe: (listener: (upTo: readonly EventId[]) => void) => safe.subscribe(listener),
    onDropped: (listener: (run: DroppedRun) => void) => dropped.subscribe(listener),
    read: () => Promise.reject(new TypeError('nobody reads here')),
    last: async () => new Map(),
  }
  return { log, writes, safe, dropped }
}

const run = (first: number, last: number): DroppedRun => ({
  account: '1',
  epoch: 1,
  first,
  last,
  fromTime: 0,
  toTime: 0,
})

describe('the history', () => {
  it('is written once per flush, and once more at the end', () => {
    const { log, writes } = scriptedLog()
    const history = new HistoryWriter(log, () => {})
    const maker = new EventMaker()
    for (const text of ['a', 'b']) history.add(maker.make('1', text, 5.5))
    expect(writes).toEqual([])
    history.flush()
    history.flush()
    history.add(maker.make('2', 'c'))
    history.close()
    expect(writes.map((events) => events.map(({ payload }) => Buffer.from(payload).toString()))).toEqual([
      ['a', 'b'],
      ['c'],
    ])
    expect(writes[0]?.[1]).toMatchObject({
      id: { account: '1', epoch: 1, number: 2 },
      admittedAt: 5,
      isMessage: false,
      isLate: false,
    })
  })

  it('tells of what was dropped', () => {
    const { log, dropped } = scriptedLog()
    const told: DroppedRun[] = []
    new HistoryWriter(log, (each) => void told.push(each))
    dropped.emit(run(1, 2))
    expect(told).toEqual([run(1, 2)])
  })

  it('keeps in memory what is neither safe nor given up, within the bytes', () => {
    const { log, safe, dropped } = scriptedLog()
    const history = new HistoryWriter(log, () => {})
    const maker = new EventMaker()
    const keep = { ageMs: 1e9, events: 2, bytes: 1_000 }
    const journal = memoryJournal(
      keep,
      () => 0,
      undefined,
      (id) => history.isSettled(id),
    )
    const view = journal.view('all')
    const append = (bytes = 1): void => journal.append(maker.make('1', ''.padEnd(bytes)))
    for (let n = 1; n <= 5; n++) append()
    expect(view.tail).toBe(0)
    safe.emit([{ account: '1', epoch: 1, number: 2 }])
    append()
    expect(view.tail).toBe(2)
    dropped.emit(run(3, 4))
    append()
    expect(view.tail).toBe(4)
    append(995)
    expect(view.tail).toBe(7)
    journal.close()
  })
})
