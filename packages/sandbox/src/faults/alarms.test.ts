import { expect, it } from 'vitest'
import { Alarms } from './alarms.js'

it('never asks a clock for longer than a timer can wait, which would wake it at once', () => {
  const asked: number[] = []
  const after = (delayMs: number) => {
    asked.push(delayMs)
    return () => {}
  }
  const alarms = new Alarms({ now: () => 0, after })
  for (const delayMs of [0, 5_000, 2 ** 31, 1e308, Number.POSITIVE_INFINITY]) alarms.after(delayMs, () => {})
  expect(asked).toEqual([0, 5_000, 2 ** 31 - 1, 2 ** 31 - 1, 2 ** 31 - 1])
})
