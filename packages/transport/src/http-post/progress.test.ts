import { expect, it } from 'vitest'
import { Progress } from './progress.js'

it('reaches a mark once everything before it is done, in whatever order', () => {
  const reached: number[] = []
  const progress = new Progress((position) => void reached.push(position))
  const [a, b] = [progress.begin(), progress.begin()]
  progress.mark(20)
  const c = progress.begin()
  progress.mark(30)
  progress.done(c)
  progress.done(b)
  expect(reached).toEqual([])
  progress.done(a)
  expect(reached).toEqual([30])
})

it('reaches a mark before what began later is done', () => {
  const reached: number[] = []
  const progress = new Progress((position) => void reached.push(position))
  progress.mark(1)
  const a = progress.begin()
  progress.mark(2)
  progress.begin()
  progress.mark(3)
  progress.done(a)
  expect(reached).toEqual([1, 2])
})
