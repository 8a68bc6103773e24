import { EventEmitter } from 'node:events'
import { expect, test } from 'vitest'
import { listenForReload } from './reload-signal.js'

function stage(platform: NodeJS.Platform = 'linux') {
  const signals = new EventEmitter()
  const exits: number[] = []
  const terminals = { open: [0, 1, 2] }
  const signal = listenForReload(
    { signals, exit: (code) => void exits.push(code) },
    { platform, terminalsOf: () => terminals.open },
  )
  let reloads = 0
  return {
    signals,
    exits,
    terminals,
    signal,
    start: () => signal.start(() => reloads++),
    hangUp: () => void signals.emit('SIGHUP', 'SIGHUP'),
    reloads: () => reloads,
  }
}

test('SIGHUP asks for a reload, once for all that came before the hub runs', () => {
  const { hangUp, start, reloads, exits } = stage()
  hangUp()
  hangUp()
  start()
  expect(reloads()).toBe(1)
  hangUp()
  expect([reloads(), exits]).toEqual([2, []])
})

test('SIGHUP ends the process when its terminal is gone', () => {
  const { hangUp, start, reloads, exits, terminals } = stage()
  start()
  terminals.open = []
  hangUp()
  expect([reloads(), exits]).toEqual([0, [129]])
})

test('after dispose the signal is left alone, and on Windows from the start', () => {
  const { signal, signals } = stage()
  signal.dispose()
  expect([signals.eventNames(), stage('win32').signals.eventNames()]).toEqual([[], []])
})
