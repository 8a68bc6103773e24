import type { Source } from './sources.mjs'

/** A test as it is written. */
export interface TestTitle {
  readonly title: string
  /** Titles of what it stands in, from the outermost on. */
  readonly about: readonly string[]
  /** Whether it never runs, on no machine. */
  readonly isSkipped: boolean
}

/** Lists the tests of a file: each title, the titles of what it stands in from the outermost on, and whether it never runs. */
export function testTitles(source: Source): readonly TestTitle[]
