import { expect, it } from 'vitest'
import { Subscribable } from './subscribable.js'

it('tells all listeners in their order, each subscription once', () => {
  const happened = new Subscribable<[what: string]>()
  const told: string[] = []
  const listener = (what: string): void => void told.push(what)
  happened.subscribe(listener)
  const unsubscribe = happened.subscribe(listener)
  happened.subscribe((what) => told.push(`last ${what}`))
  happened.emit('a')
  expect(told).toEqual(['a', 'a', 'last a'])
  unsubscribe()
  unsubscribe()
  happened.emit('b')
  expect(told.slice(3)).toEqual(['b', 'last b'])
  expect(happened.size).toBe(2)
})

it('tells nobody who unsubscribes or subscribes meanwhile', () => {
  const happened = new Subscribable()
  const told: string[] = []
  happened.subscribe(() => {
    told.push('first')
    unsubscribe()
    happened.subscribe(() => told.push('new'))
  })
  const unsubscribe = happened.subscribe(() => told.push('second'))
  happened.emit()
  expect(told).toEqual(['first'])
})
