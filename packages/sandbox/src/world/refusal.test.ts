import { expect, it } from 'vitest'
import { WorldRefusal } from './refusal.js'

it('gives a reason as it is', () => {
  const reason = '说'.repeat(500)
  expect(new WorldRefusal('no_such_file', reason).message).toBe(reason)
})

it('does not say back all of what somebody wrote at length', () => {
  const reason = `there is no file ${'😀'.repeat(300_000)} in group 30001`
  const { message } = new WorldRefusal('no_such_file', reason)
  expect(message).toMatch(/^there is no file (😀)+…(😀)+ in group 30001$/u)
  expect([...message].length).toBe(501)
})
