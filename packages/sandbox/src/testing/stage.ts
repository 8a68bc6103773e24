import type { Clock } from '@rookery/transport'
import type { Deed } from '../deeds/deeds.js'
import type { Population } from './population.js'
import type { TestStory } from './story.js'
import type { Waiting } from './until.js'

/** State that the parts of a test share. */
export interface TestStage extends Waiting {
  readonly story: TestStory
  readonly population: Population
  readonly clock: Clock
  /** The accounts under test; the first is the default for private chats. */
  readonly bots: readonly number[]
  /** Timeout of an expectation, in milliseconds of real time. */
  readonly timeoutMs: number
  act(by: number, deed: Deed): Promise<unknown>
  /** Advances the clock; on the machine's clock it waits. */
  advance(ms: number): Promise<void>
}
