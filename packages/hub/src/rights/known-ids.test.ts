import { expect, it } from 'vitest'
import { idText, KnownIds } from './known-ids.js'

const message = (id: string) => ({ kind: 'message', id }) as const

it('knows ids of an account, by their kind', () => {
  const known = new KnownIds()
  known.note('10001', message('5'))
  expect(known.has('10001', message('5'))).toBe(true)
  expect(known.has('10002', message('5'))).toBe(false)
  expect(known.has('10001', { kind: 'flag', id: '5' })).toBe(false)
  known.forget('10001', message('5'))
  expect(known.has('10001', message('5'))).toBe(false)
})

it('takes a message for a merged forward, which it may hold', () => {
  const known = new KnownIds()
  known.note('10001', message('5'))
  expect(known.has('10001', { kind: 'forward', id: '5' })).toBe(true)
  known.note('10001', { kind: 'forward', id: 'res' })
  expect(known.has('10001', message('res'))).toBe(false)
})

it('forgets those that were not mentioned for longest, and takes none that are long', () => {
  const known = new KnownIds(2)
  for (const id of ['1', '2', '1', '3']) known.note('a', message(id))
  expect(['1', '2', '3'].filter((id) => known.has('a', message(id)))).toEqual(['1', '3'])
  known.note('a', message('x'.repeat(10_000)))
  known.note('a', message(''))
  expect(known.size).toBe(2)
})

it('does not forget those of new events for older ones, of which it knows as many', () => {
  const known = new KnownIds(2)
  for (const id of ['8', '9']) known.note('a', message(id))
  for (const id of ['1', '2', '3', '9']) known.note('a', message(id), true)
  const all = ['1', '2', '3', '8', '9']
  expect(all.filter((id) => known.has('a', message(id)))).toEqual(['2', '3', '8', '9'])
  known.note('a', message('3'))
  known.forget('a', message('2'))
  expect(all.filter((id) => known.has('a', message(id)))).toEqual(['3', '9'])
  expect(known.size).toBe(2)
})

it('reads ids that are texts or integers', () => {
  expect([5, -5, '5', 'abc'].map(idText)).toEqual(['5', '-5', '5', 'abc'])
  for (const value of ['', null, undefined, 1.5, 2 ** 53, true, {}, [5]])
    expect(idText(value)).toBeUndefined()
})
