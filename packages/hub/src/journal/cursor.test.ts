import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { carefulUntil, newCursor, poisonOf, type Suspects, suspectsAfter } from './cursor.js'

const suspects = (from: number, to: number, disconnects: number): Suspects => ({ from, to, disconnects })

describe('who is suspect after a disconnect', () => {
  it.each([
    ['nobody when everything was confirmed', suspects(3, 9, 2), 9, 9, undefined],
    ['everything under way, the first time', undefined, 4, 9, suspects(5, 9, 1)],
    ['only what was under way both times', suspects(5, 9, 1), 6, 30, suspects(7, 9, 2)],
    ['only what was under way again when less was sent', suspects(5, 9, 1), 4, 6, suspects(5, 6, 2)],
    ['others, from the start, when all before were confirmed', suspects(5, 9, 2), 9, 12, suspects(10, 12, 1)],
    ['still the poison event when it was left out', suspects(5, 5, 3), 4, 12, suspects(5, 5, 4)],
  ])('%s', (_, before, confirmed, sent, after) => {
    expect(suspectsAfter(before, confirmed, sent)).toEqual(after)
  })
})

describe('care', () => {
  it('is taken after two disconnects, up to the last suspect', () => {
    expect(carefulUntil(undefined)).toBe(0)
    expect(carefulUntil(suspects(5, 9, 1))).toBe(0)
    expect(carefulUntil(suspects(5, 9, 2))).toBe(9)
    expect(carefulUntil(suspects(5, 5, 3))).toBe(5)
  })

  it('finds a poison event after three disconnects, and only when one suspect is left', () => {
    expect(poisonOf(undefined)).toBeUndefined()
    expect(poisonOf(suspects(5, 5, 2))).toBeUndefined()
    expect(poisonOf(suspects(5, 6, 3))).toBeUndefined()
    expect(poisonOf(suspects(5, 5, 3))).toBe(5)
  })
})

it('begins behind everything there is', () => {
  expect(newCursor(17)).toMatchObject({ position: 17, suspects: undefined })
})

/** How one connection goes: how far it is sent ahead of the client, and how many marks the client answers in between. */
interface Life {
  readonly ahead: number
  readonly markEvery: number
}

/** A client that dies of some events, sent to as `deliver` does. */
function simulate(head: number, deadly: ReadonlySet<number>, lives: readonly Life[]) {
  const cursor = newCursor(0)
  const handled: number[] = []
  const deaths = new Map<number, number>()
  for (let life = 0; cursor.position < head; life++) {
    if (life > 20 * (deadly.size + 1)) throw new RangeError(`stuck at ${cursor.position}`)
    const { ahead, markEvery } = lives[life % lives.length] ?? { ahead: 1, markEvery: 1 }
    const careful = carefulUntil(cursor.suspects)
    const poison = poisonOf(cursor.suspects)
    let sent = cursor.position
    for (let at = cursor.position + 1; at <= head; at++) {
      sent = at <= careful ? at : Math.min(head, Math.max(sent, at + ahead))
      if (at !== poison && deadly.has(at)) {
        deaths.set(at, (deaths.get(at) ?? 0) + 1)
        break
      }
      if (at !== poison) handled.push(at)
      if (at <= careful || at % markEvery === 0 || at === head) cursor.position = at
    }
    if (cursor.position === head) break
    cursor.suspects = suspectsAfter(cursor.suspects, cursor.position, sent)
  }
  return { handled, deaths }
}

describe('a client that dies whenever it reads a certain event', () => {
  const life = fc.record({
    ahead: fc.integer({ min: 0, max: 50 }),
    markEvery: fc.integer({ min: 1, max: 40 }),
  })
  const lives = fc.array(life, { minLength: 1, maxLength: 5 })

  it('is spared that event after three disconnects, and gets every other one', () => {
    const one = fc.integer({ min: 1, max: 100 })
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60 }), one, lives, (more, deadly, how) => {
        const head = deadly + more
        const { handled, deaths } = simulate(head, new Set([deadly]), how)
        const everyOther = Array.from({ length: head }, (_, index) => index + 1).filter((at) => at !== deadly)
        expect([...new Set(handled)].sort((a, b) => a - b)).toEqual(everyOther)
        expect(deaths.get(deadly)).toBe(3)
      }),
      { numRuns: 1_000 },
    )
  })

  it('is spared every such event, and nothing else, when there are several', () => {
    const several = fc.uniqueArray(fc.integer({ min: 1, max: 80 }), { minLength: 2, maxLength: 6 })
    fc.assert(
      fc.property(several, lives, (deadly, how) => {
        const { handled, deaths } = simulate(90, new Set(deadly), how)
        const others = Array.from({ length: 90 }, (_, index) => index + 1).filter(
          (at) => !deadly.includes(at),
        )
        expect([...new Set(handled)].sort((a, b) => a - b)).toEqual(others)
        expect([...deaths.keys()].sort((a, b) => a - b)).toEqual(deadly.sort((a, b) => a - b))
      }),
      { numRuns: 1_000 },
    )
  })
})
