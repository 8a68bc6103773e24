import { expect, test } from 'vitest'
import { recordsIn } from '../peers/worker.mjs'
import { sharedWork } from './shared-work.mjs'

const groupOf = (n: number) => n % 2
const ON_THE_WAY_MS = 100

/** A process with what it received: each number with its time, and the time of its confirmation. */
const life = (
  records: readonly (readonly [number, number, number?])[],
  startedAt = 0,
  killedAt?: number,
) => ({
  startedAt,
  killedAt,
  records: records.map(([n, at, confirmedAt]) => ({ n, at, confirmedAt })),
})
const shared = (events: number, ...lives: ReturnType<typeof life>[]) =>
  sharedWork({ events, groupOf, lives, onTheWayMs: ON_THE_WAY_MS })

test('events that were shared as promised', () => {
  const [odd, even] = [
    life([
      [1, 100],
      [3, 300],
    ]),
    life([
      [2, 200],
      [4, 400],
    ]),
  ]
  expect(shared(4, odd, even)).toEqual({
    missing: 0,
    twice: 0,
    disordered: 0,
    moved: 0,
    handedOn: { count: 0, slowestMs: 0 },
  })
})

test('an event that nobody got is missing', () => {
  expect(shared(3, life([[1, 100]]), life([[2, 200]])).missing).toBe(1)
})

test('an event at two members is counted, unless the first was killed before it had confirmed it', () => {
  const other = life([[1, 900]])
  expect(shared(1, life([[1, 100]]), other).twice).toBe(1)
  expect(shared(1, life([[1, 100, 600]], 0, 800), other).twice).toBe(1)
  expect(shared(1, life([[1, 100, 750]], 0, 800), other).twice).toBe(0)
  expect(shared(1, life([[1, 100]], 0, 800), other)).toMatchObject({
    twice: 0,
    handedOn: { count: 1, slowestMs: 100 },
  })
})

test('a ping confirms what came before it', () => {
  expect(recordsIn('1 100\n2 200\n0 300\n3 400\n0 4')).toEqual([
    { n: 1, at: 100, confirmedAt: 300 },
    { n: 2, at: 200, confirmedAt: 300 },
    { n: 3, at: 400 },
  ])
})

test('what comes behind a later event of its group is out of order, at one member and at two', () => {
  const backwards = life([
    [3, 100],
    [1, 200],
  ])
  expect(shared(3, backwards, life([[2, 150]])).disordered).toBe(2)
  expect(shared(3, life([[3, 100]]), life([[1, 200]])).disordered).toBe(1)
  const apart = life([
    [2, 100],
    [1, 200],
  ])
  expect(shared(2, apart).disordered).toBe(0)
})

test('a group that goes to another member needs somebody to come or go', () => {
  const first = [[1, 100]] as const
  const then = [[3, 300]] as const
  expect(shared(3, life(first), life(then)).moved).toBe(1)
  expect(shared(3, life(first, 0, 200), life(then)).moved).toBe(0)
  expect(shared(3, life(first), life(then, 200)).moved).toBe(0)
  const again = life([...first, [5, 500]])
  expect(shared(5, again, life(then, 200)).moved).toBe(1)
})
