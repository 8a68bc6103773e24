import type { Clock } from '@rookery/transport'
import type { Deed } from '../deeds/deeds.js'
import type { Population } from './population.js'
import type { Story } from './story.js'
import type { Waiting } from './until.js'

/** What everything in a test stands on. */
export interface Stage extends Waiting {
  readonly story: Story
  readonly population: Population
  readonly clock: Clock
  /** The accounts under test; the first is the one that private chats are with. */
  readonly bots: readonly number[]
  /** How long an expectation waits, in milliseconds of real time. */
  readonly timeoutMs: number
  act(by: number, deed: Deed): Promise<unknown>
  /** Goes on by so many milliseconds; on the machine's own clock it waits. */
  advance(ms: number): Promise<void>
}
