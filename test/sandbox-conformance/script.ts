import { sourcesOf } from './protocol.js'
import type { Facts } from './shapes.js'
import type { Stage } from './stage.js'

type Params = Facts | ((stage: Stage) => Promise<Facts>)

/** A call that must fail: what it is given, what the reason names, and the account that calls. */
export type Failing = readonly [params: Params, reason: RegExp, by?: number]

/** What an independent client expects of one action. */
export interface Script {
  /** What the call is given; what it needs is done first. Default: nothing. */
  readonly params?: Params
  /** The implementation that the accounts answer like. Default: the first that has the action. */
  readonly profile?: string
  /** Who calls. Default: the first account. */
  readonly by?: number
  /** The events that follow, for each account; default none. */
  readonly first?: readonly string[]
  readonly second?: readonly string[]
  /** Short for the same ones for both. */
  readonly both?: readonly string[]
  /** Calls that fail with 1200; what fails with 1400 is known from the tables. */
  readonly fails?: readonly Failing[]
}

export type Scripts = Readonly<Record<string, Script>>

/** The implementation of a script's stage. */
export const profileFor = (action: string, { profile }: Script): string =>
  profile ??
  ['napcat', 'lagrange', 'llbot', 'go-cqhttp'].find((each) => sourcesOf(action).includes(each)) ??
  'napcat'

export const paramsOf = async (params: Params | undefined, stage: Stage): Promise<Facts> =>
  typeof params === 'function' ? params(stage) : (params ?? {})
