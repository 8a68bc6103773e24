import { beforeEach, describe, expect, it } from 'vitest'
import {
  CONFIRM_AFTER_MS,
  CONFIRM_WITHIN_MS,
  ConfirmationSlots,
  type Confirming,
} from './confirmation-slots.js'
import { StillClock } from './deliver.fixture.js'

let clock: StillClock
let slots: ConfirmationSlots
let startedAt: number
/** Milliseconds after which each was asked. */
let asked: number[]
beforeEach(() => {
  clock = new StillClock()
  slots = new ConfirmationSlots(clock)
  startedAt = clock.now()
  asked = []
})

const confirming = (): Confirming => ({
  slot: undefined,
  mark: () => void asked.push(clock.now() - startedAt),
})

function add(count: number): Confirming[] {
  const all = Array.from({ length: count }, confirming)
  for (const each of all) slots.add(each)
  return all
}

/** How many were asked in each turn. */
function askedInTurns(): number[] {
  const turns = new Map<number, number>()
  for (const at of asked) turns.set(at, (turns.get(at) ?? 0) + 1)
  return [...turns.values()]
}

describe('connections that wait to be asked for confirmation', () => {
  it.each([1, 10, 100, 1_000])('are all asked once between 250 and 500 ms later: %s of them', (count) => {
    clock.advance(7)
    startedAt = clock.now()
    add(count)
    clock.advance(CONFIRM_WITHIN_MS)
    expect(asked).toHaveLength(count)
    expect(Math.min(...asked)).toBeGreaterThanOrEqual(CONFIRM_AFTER_MS)
    clock.advance(10_000)
    expect(asked).toHaveLength(count)
  })

  it('are asked as late as may be, so that one question stands for many events', () => {
    add(16)
    clock.advance(CONFIRM_WITHIN_MS - 1)
    expect(asked).toEqual([])
    clock.advance(1)
    expect(askedInTurns()).toEqual([16])
  })

  it('are few in one turn of the event loop, and the others follow in turns of their own', () => {
    add(100)
    clock.advance(CONFIRM_WITHIN_MS)
    expect(askedInTurns()).toEqual([4, 16, 16, 16, 16, 16, 16])
  })

  it('are spread evenly where they are very many', () => {
    add(1_600)
    clock.advance(CONFIRM_WITHIN_MS)
    expect(askedInTurns()).toEqual(Array(10).fill(160))
  })

  it('keep their slot, however often they are added', () => {
    const [each] = add(1)
    clock.advance(200)
    if (each) slots.add(each)
    clock.advance(CONFIRM_WITHIN_MS - 200)
    expect(asked).toHaveLength(1)
    if (each) slots.add(each)
    clock.advance(CONFIRM_WITHIN_MS)
    expect(asked).toHaveLength(2)
  })

  it('are asked again shortly when they could not confirm, and then no more in the slot that they had', () => {
    const [each] = add(1)
    if (each) slots.retry(each)
    clock.advance(75)
    expect(asked).toHaveLength(1)
    clock.advance(CONFIRM_WITHIN_MS)
    expect(asked).toHaveLength(1)
  })

  it('are asked when the event loop was too busy to do so in time', () => {
    const late = new StillClock()
    const rings: (() => void)[] = []
    slots = new ConfirmationSlots({
      now: () => late.now(),
      after: (_, wake) => {
        rings.push(wake)
        return () => {}
      },
    })
    add(100)
    late.advance(60_000)
    for (const ring of rings.splice(0)) ring()
    expect(asked).toHaveLength(100)
    expect(rings).toEqual([])
  })

  it('are asked no more after the end', () => {
    add(3)
    slots.close()
    clock.advance(CONFIRM_WITHIN_MS)
    expect(asked).toEqual([])
  })
})
