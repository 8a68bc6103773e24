import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { describeJournal } from './journal.conformance.js'
import { EventMaker } from './journal.fixture.js'
import { memoryJournal } from './memory.js'

describeJournal('in memory', memoryJournal)

describe('the journal in memory, left alone', () => {
  beforeEach(() => {
    vi.useFakeTimers()
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  it('forgets by age although nothing comes any more', () => {
    const journal = memoryJournal({ ageMs: 30_000, events: 10, bytes: 1_000 })
    journal.append(new EventMaker().make('1', '{}', Date.now()))
    vi.advanceTimersByTime(29_000)
    expect(journal.size.events).toBe(1)
    vi.advanceTimersByTime(12_000)
    expect(journal.size).toEqual({ events: 0, bytes: 0 })
    journal.close()
    expect(vi.getTimerCount()).toBe(0)
  })
})
