import { describe, expect, it } from 'vitest'
import type { Mark, StoredSuspects } from '../history/index.js'
import { isCareful, isPoison, loggedSuspectsAfter } from './logged-suspects.js'

const mark = (accounts: Readonly<Record<string, number>>): Mark => ({
  accounts: new Map(Object.entries(accounts).map(([name, number]) => [name, { epoch: 1, number }])),
})
const suspects = (from: number, until: number, disconnects: number): StoredSuspects => ({
  from: mark({ 1: from }),
  until: mark({ 1: until }),
  disconnects,
})
const after = (before: StoredSuspects | undefined, confirmed: number, sent: number) =>
  loggedSuspectsAfter(before, mark({ 1: confirmed }), mark({ 1: sent }))

describe('suspects in the log after a disconnect', () => {
  it.each([
    ['nobody when everything was confirmed', suspects(4, 9, 2), 9, 9, undefined],
    ['everything under way, the first time', undefined, 4, 9, suspects(4, 9, 1)],
    ['only what was under way both times', suspects(4, 9, 1), 6, 30, suspects(6, 9, 2)],
    ['only what was under way again when less was sent', suspects(4, 9, 1), 4, 6, suspects(4, 6, 2)],
    ['others, from the start, when all before were confirmed', suspects(4, 9, 2), 9, 12, suspects(9, 12, 1)],
  ])('%s', (_, before, confirmed, sent, wanted) => {
    expect(after(before, confirmed, sent)).toEqual(wanted)
  })

  it('are sent one by one from the second time on, up to the last of them', () => {
    expect(isCareful(suspects(4, 9, 1), mark({ 1: 4 }))).toBe(false)
    expect(isCareful(suspects(4, 9, 2), mark({ 1: 8 }))).toBe(true)
    expect(isCareful(suspects(4, 9, 2), mark({ 1: 9 }))).toBe(false)
    expect(isCareful(undefined, mark({}))).toBe(false)
  })

  it('hold a poison event once one is left that was there three times', () => {
    const id = (number: number) => ({ account: '1', epoch: 1, number })
    expect(isPoison(suspects(4, 5, 2), id(5))).toBe(false)
    expect(isPoison(suspects(4, 6, 3), id(5))).toBe(false)
    expect(isPoison(suspects(4, 5, 3), id(4))).toBe(false)
    expect(isPoison(suspects(4, 5, 3), id(6))).toBe(false)
    expect(isPoison(suspects(4, 5, 3), id(5))).toBe(true)
    const two = { from: mark({ 1: 4, 2: 1 }), until: mark({ 1: 5, 2: 2 }), disconnects: 3 }
    expect(isPoison(two, id(5))).toBe(false)
  })
})
