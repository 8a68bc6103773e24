import type { Issue, Place } from '@rookery/schema'

/** Place in a file; line and column count from 1. */
export interface Spot extends Place {
  readonly line: number
  readonly column: number
}

/** An issue at a place of the file. */
export type PlacedIssue = Issue & Spot
