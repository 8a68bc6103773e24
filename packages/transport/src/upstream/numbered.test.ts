import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Numbered } from './numbered.js'

function add(numbered: Numbered<string>, item: string): number {
  const number = numbered.next()
  numbered.set(number, item)
  return number
}

describe('numbered items', () => {
  it('are found by their numbers, which ascend, however many come and go', () => {
    const steps = fc.array(fc.oneof(fc.constant('add' as const), fc.nat()), { maxLength: 600 })
    fc.assert(
      fc.property(steps, (all) => {
        const numbered = new Numbered<string>()
        const model = new Map<number, string>()
        let last = 0
        for (const step of all) {
          if (step === 'add') {
            const number = add(numbered, `after ${last}`)
            expect(number).toBeGreaterThan(last)
            model.set(number, `after ${last}`)
            last = number
          } else {
            const number = [...model.keys()][step % (model.size + 1)] ?? step
            numbered.delete(number)
            model.delete(number)
            expect(numbered.get(number)).toBeUndefined()
          }
          expect(numbered.size).toBe(model.size)
        }
        for (const [number, item] of model) expect(numbered.get(number)).toBe(item)
        expect(numbered.all()).toEqual([...model.values()])
      }),
    )
  })

  it('are not found by a number that was theirs before another took the place', () => {
    const numbered = new Numbered<string>()
    const first = add(numbered, 'first')
    numbered.delete(first)
    for (let n = 0; n < 1000; n++) numbered.delete(add(numbered, 'later'))
    const kept = add(numbered, 'kept')
    for (let number = 0; number < 2000; number++)
      expect(numbered.get(number)).toBe(number === kept ? 'kept' : undefined)
    expect(numbered.get(Number.NaN)).toBeUndefined()
    expect(numbered.get(1.5)).toBeUndefined()
    expect(numbered.get(-kept)).toBeUndefined()
  })

  it('go past one that waits for long', () => {
    const numbered = new Numbered<string>()
    const long = add(numbered, 'long')
    for (let n = 0; n < 1000; n++) numbered.delete(add(numbered, 'short'))
    expect(numbered.get(long)).toBe('long')
    expect(numbered.size).toBe(1)
  })
})

it('lets go of what is taken out, without a collection of the whole heap', () => {
  setFlagsFromString('--expose-gc')
  const gc = runInNewContext('gc') as (options?: { readonly type: 'minor' }) => void
  const numbered = new Numbered<readonly number[]>()
  // Parsed: V8 may put the arrays of one line of code into the old generation at once.
  const item = JSON.stringify(new Array(1000).fill(1))
  const waiting: number[] = []
  const pass = (items: number): void => {
    for (let n = 0; n < items; n++) {
      const number = numbered.next()
      numbered.set(number, JSON.parse(item))
      if (waiting.push(number) > 50) numbered.delete(waiting.shift() as number)
      if (n % 50 === 0) gc({ type: 'minor' })
    }
  }
  pass(500)
  gc()
  const before = process.memoryUsage().heapUsed
  pass(5000)
  gc({ type: 'minor' })
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(4 * 1024 * 1024)
})
