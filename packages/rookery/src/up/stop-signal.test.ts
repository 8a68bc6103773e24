import { EventEmitter } from 'node:events'
import { expect, test } from 'vitest'
import { listenForStop } from './stop-signal.js'

function stage() {
  const signals = new EventEmitter()
  const exits: number[] = []
  const clock = { now: 1000 }
  const stop = listenForStop(
    signals,
    (code) => exits.push(code),
    () => clock.now,
  )
  const press = (signal: string) => signals.emit(signal, signal)
  return { signals, exits, clock, stop, press }
}

test('the first signal is the answer, the second ends the process with its number', async () => {
  const { exits, clock, stop, press } = stage()
  press('SIGINT')
  expect(await stop.asked).toBe('SIGINT')
  clock.now += 500
  press('SIGINT')
  expect(exits).toEqual([130])
})

test('a Ctrl+C that arrives twice counts once, another signal counts at once', () => {
  const { exits, clock, press } = stage()
  press('SIGINT')
  clock.now += 499
  press('SIGINT')
  expect(exits).toEqual([])
  press('SIGTERM')
  expect(exits).toEqual([143])
})

test('after dispose the signals are left alone', () => {
  const { signals, stop } = stage()
  stop.dispose()
  expect(signals.eventNames()).toEqual([])
})
