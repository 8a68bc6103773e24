import { framedPayload } from '@rookery/transport'
import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import type { JournalOptions } from '../options.js'
import { EventMaker } from './journal.fixture.js'
import type { AccountSelection, Journal, JournalEvent, JournalView } from './journal.js'

/** Opens an empty journal; `now` is its time in milliseconds. */
export type OpenJournal = (keep: JournalOptions['keep'], now: () => number) => Journal

const PLENTY = { ageMs: 60_000, events: 1_000_000, bytes: 1_000_000_000 }

const maker = new EventMaker()
const eventOf = (account: string, text: string, admittedAt = 0): JournalEvent =>
  maker.make(account, text, admittedAt)

const textOf = (event: JournalEvent): string => framedPayload(event.text).toString()

const read = (view: JournalView): string[] =>
  Array.from({ length: view.head - view.tail }, (_, index) => textOf(view.at(view.tail + 1 + index)))

/** Tests that every journal engine passes. */
export function describeJournal(name: string, openJournal: OpenJournal): void {
  describe(`the journal ${name}`, () => {
    let clock = 0
    let journal: Journal | undefined
    const open = (keep: Partial<JournalOptions['keep']> = {}): Journal => {
      clock = 1_000_000
      journal = openJournal({ ...PLENTY, ...keep }, () => clock)
      return journal
    }
    const append = (to: Journal, account: string, ...texts: string[]): void => {
      for (const text of texts) to.append(eventOf(account, text, clock))
    }
    afterEach(() => journal?.close())

    it('leaves out what the accounts sent themselves, where asked to', () => {
      const opened = open()
      const early = opened.view(['1'], { selfMessages: false })
      append(opened, '1', 'heard')
      opened.append({ ...eventOf('1', 'said', clock), isSelfMessage: true })
      append(opened, '1', 'heard again')
      const late = opened.view('all', { selfMessages: false })
      for (const view of [early, late]) expect(read(view)).toEqual(['heard', 'heard again'])
      expect(read(opened.view('all'))).toEqual(['heard', 'said', 'heard again'])
      expect(opened.view(['1'], { selfMessages: true })).toBe(opened.view(['1']))
    })

    it('begins empty, at position 0', () => {
      const opened = open()
      const view = opened.view('all')
      expect([view.head, view.tail, opened.size]).toEqual([0, 0, { events: 0, bytes: 0 }])
      expect(() => view.at(0)).toThrow(RangeError)
      expect(() => view.at(1)).toThrow(RangeError)
    })

    it('numbers the events of each view from 1 without holes', () => {
      const opened = open()
      const [all, a, both] = (['all', ['1'], ['1', '2']] as AccountSelection[]).map((each) =>
        opened.view(each),
      )
      append(opened, '1', 'a1')
      append(opened, '3', 'c1')
      append(opened, '2', 'b1')
      append(opened, '1', 'a2')
      expect(all && read(all)).toEqual(['a1', 'c1', 'b1', 'a2'])
      expect(a && read(a)).toEqual(['a1', 'a2'])
      expect(both && read(both)).toEqual(['a1', 'b1', 'a2'])
      expect([all?.head, a?.head, both?.head]).toEqual([4, 2, 3])
    })

    it('knows where the newest event lies that was fetched late', () => {
      const journal = open()
      const view = journal.view(['1'])
      expect(view.lastLate).toBe(0)
      for (const [account, isLate] of [
        ['1', false],
        ['2', true],
        ['1', true],
        ['1', false],
      ] as const)
        journal.append({ ...eventOf(account, 'x', clock), isLate })
      expect([view.lastLate, journal.view('all').lastLate, journal.view(['2']).lastLate]).toEqual([2, 3, 1])
    })

    it('gives an event back as it was appended', () => {
      const opened = open()
      const event = { ...eventOf('9007199254740993', '{"汉":"🐧"}', 999_999), isMessage: true, time: 7 }
      opened.append(event)
      const { text, ...rest } = opened.view('all').at(1)
      expect(rest).toEqual({ id: event.id, isMessage: true, time: 7, admittedAt: 999_999 })
      expect(text.frame.equals(event.text.frame)).toBe(true)
      expect(text.payloadStart).toBe(event.text.payloadStart)
    })

    it('lets a view that is opened late hold all that is kept', () => {
      const opened = open({ events: 3 })
      append(opened, '1', 'a1', 'a2', 'a3')
      append(opened, '2', 'b1')
      const late = opened.view(['1'])
      expect(read(late)).toEqual(['a2', 'a3'])
      append(opened, '1', 'a4')
      expect(read(late)).toEqual(['a3', 'a4'])
    })

    it('gives one view for the same accounts, in whatever order and however often they are named', () => {
      const opened = open()
      expect(opened.view(['1', '2'])).toBe(opened.view(['2', '1', '2']))
      expect(opened.view('all')).toBe(opened.view('all'))
      const keys = [opened.view('all'), opened.view(['1']), opened.view(['2']), opened.view(['1', '2'])]
      expect(new Set(keys.map((view) => view.key)).size).toBe(4)
    })

    it('begins the views of an account anew after they were dropped, and leaves the others alone', () => {
      const opened = open()
      const [own, heard, both] = [
        opened.view(['1']),
        opened.view(['1'], { selfMessages: false }),
        opened.view(['1', '2']),
      ]
      append(opened, '1', 'a1')
      opened.forgetViews('1')
      append(opened, '1', 'a2')
      expect([own.head, heard.head, both.head]).toEqual([1, 1, 2])
      expect(read(opened.view(['1']))).toEqual(['a1', 'a2'])
      expect(opened.view(['1', '2'])).toBe(both)
    })

    it('forgets the oldest beyond its number of events', () => {
      const opened = open({ events: 2 })
      const view = opened.view('all')
      append(opened, '1', 'a1', 'a2', 'a3')
      expect([view.tail, view.head, opened.size.events]).toEqual([1, 3, 2])
      expect(read(view)).toEqual(['a2', 'a3'])
    })

    it('forgets the oldest beyond its number of bytes, and counts what is left', () => {
      const one = eventOf('1', 'x'.repeat(100)).text.frame.length
      const opened = open({ bytes: one * 3 })
      append(opened, '1', ...Array.from({ length: 10 }, () => 'x'.repeat(100)))
      expect(opened.size).toEqual({ events: 3, bytes: one * 3 })
      append(opened, '1', 'y'.repeat(250))
      expect(read(opened.view('all')).at(-1)).toBe('y'.repeat(250))
      expect(opened.size.bytes).toBeLessThanOrEqual(one * 3)
    })

    it('forgets by age, by its own clock', () => {
      const opened = open({ ageMs: 1_000 })
      const [all, a] = [opened.view('all'), opened.view(['1'])]
      append(opened, '1', 'a1')
      clock += 600
      append(opened, '2', 'b1')
      expect(read(all)).toEqual(['a1', 'b1'])
      clock += 600
      append(opened, '2', 'b2')
      expect(read(all)).toEqual(['b1', 'b2'])
      expect([a.tail, a.head]).toEqual([1, 1])
    })

    it('throws RangeError outside of what can be read', () => {
      const opened = open({ events: 2 })
      const view = opened.view('all')
      append(opened, '1', 'a1', 'a2', 'a3')
      for (const position of [-1, 0, 1, 4, 5, 1.5, Number.NaN])
        expect(() => view.at(position), `at(${position})`).toThrow(RangeError)
      expect(textOf(view.at(2))).toBe('a2')
    })

    it('keeps every view equal to a plain list that forgets', () => {
      const accounts = fc.constantFrom('1', '2', '3')
      const step = fc.oneof(
        { weight: 8, arbitrary: fc.record({ account: accounts, size: fc.integer({ min: 0, max: 300 }) }) },
        { weight: 2, arbitrary: fc.record({ view: fc.subarray(['1', '2', '3'], { minLength: 1 }) }) },
        { weight: 1, arbitrary: fc.record({ later: fc.integer({ min: 1, max: 400 }) }) },
      )
      const keep = fc.record({
        ageMs: fc.constantFrom(500, 1_000_000),
        events: fc.integer({ min: 1, max: 20 }),
        bytes: fc.integer({ min: 500, max: 5_000 }),
      })
      fc.assert(
        fc.property(keep, fc.array(step, { maxLength: 120 }), (limits, steps) => {
          const opened = open(limits)
          try {
            agreesWithList(opened, limits, steps, (ms) => (clock += ms))
          } finally {
            opened.close()
          }
        }),
        { numRuns: 150 },
      )
    })

    it('stays right over many more events than it keeps', () => {
      const opened = open({ events: 700 })
      const [all, odd] = [opened.view('all'), opened.view(['1'])]
      for (let n = 1; n <= 10_000; n++) append(opened, String(n % 2), String(n))
      expect([all.tail, all.head, textOf(all.at(9_301)), textOf(all.at(10_000))]).toEqual([
        9_300,
        10_000,
        '9301',
        '10000',
      ])
      expect([odd.tail, odd.head, textOf(odd.at(4_651)), textOf(odd.at(5_000))]).toEqual([
        4_650,
        5_000,
        '9301',
        '9999',
      ])
    })
  })
}

type Step = { account: string; size: number } | { view: string[] } | { later: number }

function agreesWithList(
  journal: Journal,
  keep: JournalOptions['keep'],
  steps: readonly Step[],
  pass: (ms: number) => number,
): void {
  let list: { account: string; text: string; at: number; bytes: number }[] = []
  const views = new Map<JournalView, AccountSelection>([[journal.view('all'), 'all']])
  let now = pass(0)
  for (const [index, step] of steps.entries()) {
    if ('later' in step) now = pass(step.later)
    else if ('view' in step) views.set(journal.view(step.view), step.view)
    else {
      const event = eventOf(step.account, String(index).padEnd(step.size, '.'), now)
      journal.append(event)
      list.push({ account: step.account, text: textOf(event), at: now, bytes: event.text.frame.length })
      list = list.filter(({ at }) => at >= now - keep.ageMs).slice(-keep.events)
      while (list.reduce((sum, { bytes }) => sum + bytes, 0) > keep.bytes) list.shift()
      // Checked at the end: an engine may forget by age between any two events.
      for (const [view, accounts] of views) {
        const wanted = list.filter(({ account }) => accounts === 'all' || accounts.includes(account))
        expect(read(view)).toEqual(wanted.map(({ text }) => text))
      }
    }
  }
}
