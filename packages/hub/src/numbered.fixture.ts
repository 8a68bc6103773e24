import { afterEach, beforeEach, expect } from 'vitest'
import { Kept } from './history/kept-store.fixture.js'
import { type SimulatedAccount, Stage, type TestClient } from './hub.fixture.js'
import type { HubOptions } from './options.js'

/** Scene of one test. */
export interface Scene {
  readonly stage: Stage
  readonly account: SimulatedAccount
  /** The store that the hubs of the stage are given, unless the test gives them another one or none. */
  readonly kept: Kept
}

/** Sets a stage with one account before each test of a file, and clears it afterwards. `hasStore`: its hubs have a store. */
export function eachOnStage(set: (scene: Scene) => void, { hasStore = false } = {}): void {
  let stage: Stage
  beforeEach(async () => {
    stage = new Stage()
    const kept = new Kept()
    if (hasStore) stage.kept = kept
    set({ stage, account: await stage.account(), kept })
  })
  afterEach(() => stage.close())
}

/** Ends the hub and starts another one; returns the account for which the implementation is there again. */
export async function restarted(stage: Stage, options: Partial<HubOptions> = {}): Promise<SimulatedAccount> {
  await stage.hub.close()
  const account = await stage.account()
  await stage.start([account], options)
  return account
}

/** The whole numbers from one to another. */
export const numbers = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, n) => from + n)

/** Has an account tell of events with these numbers, as their `n`. */
export function emitNumbered({ emit }: SimulatedAccount, all: readonly number[], more: object = {}): void {
  for (const n of all) emit({ post_type: 'notice', ...more, n })
}

/** What a client got: the numbers of its events, and the kinds of those that have none. */
export const gotBy = ({ events }: TestClient): unknown[] =>
  events.map(({ n, notice_type }) => n ?? notice_type)

/** Waits until a client got the event with a number. */
export const got = (client: TestClient, to: number): Promise<void> =>
  expect.poll(() => gotBy(client).at(-1)).toBe(to)

/** Waits until the hub, or its store, has so many events. */
export const hasCome = (stage: Stage, count: number): Promise<void> =>
  expect.poll(() => Math.max(stage.hub.journal.events, stage.kept?.events.length ?? 0)).toBe(count)

/** Waits until so many clients have left. */
export const isGone = (stage: Stage, count: number): Promise<void> =>
  expect.poll(() => stage.log.filter(({ text }) => text === 'client disconnected').length).toBe(count)

/** The number up to which the first saved cursor goes. */
export const savedNumber = (kept: Kept): number | undefined =>
  [...kept.cursors.values()][0]?.mark.accounts.get('10001')?.number
