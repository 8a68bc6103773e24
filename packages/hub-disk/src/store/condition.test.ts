import { expect, it } from 'vitest'
import { Condition } from './condition.js'

const fault = (code: string) => ({ code, message: `${code} of the test` })

function stage() {
  let now = 1
  const condition = new Condition({ now: () => now, after: () => () => {} })
  const changes: boolean[] = []
  condition.changed.subscribe(() => changes.push(condition.now.isUp))
  return { condition, changes, pass: (ms: number) => (now += ms) }
}

it('tells the fault that is there, whichever part has it and whatever it was before', () => {
  const { condition, changes, pass } = stage()
  pass(1)
  condition.set('calls', fault('stuck'))
  pass(1)
  condition.set('calls', fault('SQLITE_FULL'))
  expect(condition.now).toEqual({ isUp: false, since: 2, savesEvents: true, fault: fault('SQLITE_FULL') })
  condition.set('events', fault('SQLITE_IOERR'))
  condition.set('calls')
  expect(condition.now).toEqual({ isUp: false, since: 2, savesEvents: false, fault: fault('SQLITE_IOERR') })
  condition.set('events')
  expect(condition.now).toEqual({ isUp: true, since: 3, savesEvents: true })
  expect(changes).toEqual([false, false, true])
})
