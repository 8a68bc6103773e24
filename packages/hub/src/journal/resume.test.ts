import { frameText } from '@rookery/transport'
import { describe, expect, it } from 'vitest'
import type { Cursor, Suspects } from './cursor.js'
import type { JournalView } from './journal.js'
import { memoryJournal } from './memory.js'
import { planResume } from './resume.js'

const MINUTE = 60_000
const START = 1_700_000_000_000
const seconds = (minute: number): number => (START + minute * MINUTE) / 1000

/**
 * A view with one event a minute: `m` a message, `n` another one, `l` a message of ten minutes ago that was fetched
 * late. It has forgotten all but `keep`.
 */
function viewOf(kinds: string, keep = 1_000): JournalView {
  const journal = memoryJournal({ ageMs: 1e12, events: keep, bytes: 1e9 }, () => START)
  for (const [minute, kind] of [...kinds].entries()) {
    const admittedAt = START + minute * MINUTE
    const text = frameText(Buffer.from(String(minute + 1)))
    const id = { account: '1', epoch: 1, number: minute + 1 }
    const isLate = kind === 'l'
    const time = admittedAt / 1000 - (isLate ? 600 : 0)
    journal.append({ id, isMessage: kind !== 'n', isLate, time, admittedAt, text })
  }
  journal.close()
  return journal.view('all')
}

const cursorAt = (position: number, suspects?: Suspects): Cursor => ({
  position,
  time: seconds(position - 1),
  suspects,
})

/** The positions that a resume would send. */
function sentBy(view: JournalView, cursor: Cursor, staleBefore: number): number[] {
  const plan = planResume(view, cursor, staleBefore)
  const positions: number[] = []
  for (let at = Math.max(cursor.position, view.tail) + 1; at <= view.head; at++) {
    if (at > plan.until || !plan.leavesOut(at)) positions.push(at)
  }
  return positions
}

const NEVER = Number.NEGATIVE_INFINITY

describe('a resume', () => {
  it('at the head has nothing to plan', () => {
    const plan = planResume(viewOf('mmm'), cursorAt(3), NEVER)
    expect(plan).toMatchObject({ gap: undefined, carefulUntil: 0 })
    expect(sentBy(viewOf('mmm'), cursorAt(3), Number.POSITIVE_INFINITY)).toEqual([])
  })

  it('sends everything behind the cursor when all of it is fresh, and announces no gap', () => {
    expect(sentBy(viewOf('mnmnm'), cursorAt(2), NEVER)).toEqual([3, 4, 5])
    expect(planResume(viewOf('mnmnm'), cursorAt(2), NEVER).gap).toBeUndefined()
  })

  it('leaves out messages that are too old, but no notice, and announces exactly those', () => {
    const view = viewOf('mmnmnmmn')
    const staleBefore = START + 5 * MINUTE
    expect(sentBy(view, cursorAt(1), staleBefore)).toEqual([3, 5, 6, 7, 8])
    expect(planResume(view, cursorAt(1), staleBefore).gap).toEqual({
      from_time: seconds(1),
      to_time: seconds(3),
      count: 2,
    })
  })

  it('goes by the own time of messages that were fetched late, wherever they lie', () => {
    const view = viewOf('mmlnmlm')
    expect(sentBy(view, cursorAt(1), START + MINUTE)).toEqual([2, 4, 5, 7])
    expect(planResume(view, cursorAt(1), START + MINUTE).gap).toMatchObject({ count: 2 })
    expect(sentBy(view, cursorAt(1), START - 6 * MINUTE)).toEqual([2, 4, 5, 6, 7])
    expect(sentBy(view, cursorAt(1), NEVER)).toEqual([2, 3, 4, 5, 6, 7])
    expect(sentBy(view, cursorAt(6), START + MINUTE)).toEqual([7])
  })

  it('takes a message of exactly the limit for fresh', () => {
    expect(sentBy(viewOf('mmm'), cursorAt(0), START + 1 * MINUTE)).toEqual([2, 3])
  })

  it('announces what the journal has forgotten, from the last confirmation to the first event there is', () => {
    const view = viewOf('nnnnnnnnnn', 4)
    expect(sentBy(view, cursorAt(2), NEVER)).toEqual([7, 8, 9, 10])
    expect(planResume(view, cursorAt(2), NEVER).gap).toEqual({
      from_time: seconds(1),
      to_time: seconds(6),
      count: 4,
    })
  })

  it('announces forgotten events and stale messages as one gap', () => {
    const view = viewOf('nnnnnnmnmn', 4)
    expect(planResume(view, cursorAt(2), START + 8 * MINUTE).gap).toEqual({
      from_time: seconds(1),
      to_time: seconds(6),
      count: 5,
    })
    expect(sentBy(view, cursorAt(2), START + 8 * MINUTE)).toEqual([8, 9, 10])
  })

  it('of a journal that has forgotten everything still says how much that was', () => {
    const journal = memoryJournal({ ageMs: 1_000, events: 10, bytes: 1e6 }, () => START)
    for (const number of [1, 2, 3]) {
      const text = frameText(Buffer.from('{}'))
      const id = { account: '1', epoch: 1, number }
      journal.append({ id, isMessage: false, time: 1, admittedAt: START - 2_000, text })
    }
    journal.close()
    const gap = planResume(journal.view('all'), { position: 1, time: 50, suspects: undefined }, NEVER).gap
    expect(gap).toEqual({ from_time: 50, to_time: 50, count: 2 })
  })

  it('leaves out a poison event and counts it', () => {
    const cursor = cursorAt(2, { from: 3, to: 3, disconnects: 3 })
    expect(sentBy(viewOf('nnnnn'), cursor, NEVER)).toEqual([4, 5])
    expect(planResume(viewOf('nnnnn'), cursor, NEVER)).toMatchObject({
      carefulUntil: 3,
      gap: { from_time: seconds(2), to_time: seconds(2), count: 1 },
    })
  })

  it('counts a poison event that is a stale message once', () => {
    const cursor = cursorAt(2, { from: 3, to: 3, disconnects: 3 })
    expect(planResume(viewOf('mmmnm'), cursor, START + 3 * MINUTE).gap).toMatchObject({ count: 1 })
  })

  it('is careful up to the last suspect after two disconnects, and leaves nothing out yet', () => {
    const cursor = cursorAt(1, { from: 2, to: 4, disconnects: 2 })
    expect(planResume(viewOf('nnnnnn'), cursor, NEVER)).toMatchObject({ carefulUntil: 4, gap: undefined })
    expect(sentBy(viewOf('nnnnnn'), cursor, NEVER)).toEqual([2, 3, 4, 5, 6])
  })

  it('has no care for suspects that were forgotten meanwhile', () => {
    const cursor = cursorAt(1, { from: 2, to: 2, disconnects: 3 })
    const view = viewOf('nnnnnnnn', 3)
    expect(planResume(view, cursor, NEVER).gap).toMatchObject({ count: 4 })
    expect(sentBy(view, cursor, NEVER)).toEqual([6, 7, 8])
  })
})
