import fc from 'fast-check'
import { expect, it } from 'vitest'
import { tryRights } from './hub-rights-model.fixture.js'
import { sharedConfigs, tryShared } from './hub-shared-model.fixture.js'
import { calls } from './rights-oracle-calls.fixture.js'
import { events, rights } from './rights-oracle-events.fixture.js'

it('no client sees or does what its scopes forbid, for many configs, events and calls', async () => {
  const property = fc.asyncProperty(rights, events, calls, tryRights)
  const outcome = await fc.check(property, { numRuns: 400, endOnFailure: true })
  expect(outcome.errorInstance ?? outcome.failed).toBe(false)
}, 600_000)

it('nor where clients share events and messages, and accounts are chosen and stand in for others', async () => {
  const property = fc.asyncProperty(sharedConfigs, events, calls, tryShared)
  const outcome = await fc.check(property, { numRuns: 80, endOnFailure: true })
  expect(outcome.errorInstance ?? outcome.failed).toBe(false)
}, 900_000)
