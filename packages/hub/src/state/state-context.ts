import type { Parts } from '../assembly/parts.js'
import type { HubOptions } from '../options.js'

/** Parts of the hub that know its state, and the moment at which they are asked. */
export interface StateContext {
  readonly parts: Parts
  readonly options: HubOptions
  /** Unix milliseconds of the hub's start. */
  readonly startedAt: number
  /** Unix milliseconds of now. */
  readonly at: number
  /** Milliseconds of now on the clock of the journal. */
  readonly now: number
}

/** Turns a time of the journal's clock, which nobody sets, into unix milliseconds. */
export const unixTime = ({ at, now }: StateContext, time: number): number => Math.round(at - (now - time))
