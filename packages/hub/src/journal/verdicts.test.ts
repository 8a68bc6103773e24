import { frameText } from '@rookery/transport'
import { expect, it } from 'vitest'
import type { EventScope } from '../scope/event-scope.js'
import { Verdicts } from './verdicts.js'

const event = (number: number) => ({
  id: { account: '1', epoch: 1, number },
  text: frameText(Buffer.from(`{"n":${number}}`)),
})

it('asks equal scopes once about each event', () => {
  const asked: string[] = []
  const scope = (key: string, least: number): EventScope => ({
    key,
    sees: (judged) => {
      asked.push(`${key} ${judged.member('n')}`)
      return Number(judged.member('n')) >= least
    },
  })
  const verdicts = new Verdicts(undefined)
  const [first, second] = [event(1), event(2)]
  const given = [first, second, first, second].map((each) =>
    [scope('a', 2), scope('a', 2), scope('b', 1)].map((by) => verdicts.sees(by, each)),
  )
  expect(given).toEqual([
    [false, false, true],
    [true, true, true],
    [false, false, true],
    [true, true, true],
  ])
  expect(asked).toEqual(['a 1', 'b 1', 'a 2', 'b 2'])
})

it('hides an event from a scope that fails, and tells of that', () => {
  const failures: unknown[] = []
  const verdicts = new Verdicts((scope, error) => void failures.push([scope.key, error]))
  const error = new RangeError('no')
  const scope: EventScope = {
    key: 'a',
    sees: () => {
      throw error
    },
  }
  expect(verdicts.sees(scope, event(1))).toBe(false)
  expect(failures).toEqual([['a', error]])
})
