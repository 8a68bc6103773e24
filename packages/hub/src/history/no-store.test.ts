import { expect, it } from 'vitest'
import { describeHubStore } from './hub-store.conformance.js'
import { noStore } from './no-store.js'

let nowMs = Date.UTC(2026, 0, 1)
/** Each process begins a second later. */
const open = () => {
  nowMs += 10_000
  return noStore({ now: () => nowMs, after: () => () => {} })
}

describeHubStore(
  'in no place',
  async () => ({ store: open(), reopen: async () => open(), end: async () => {} }),
  { history: 'it is for hubs whose restart may forget everything' },
)

it('begins with an epoch of the clock, later than those of stores that are lost', async () => {
  nowMs = 1_800_000_000_500
  expect(await open().log.begin('1')).toBe(1_800_000_010)
})
