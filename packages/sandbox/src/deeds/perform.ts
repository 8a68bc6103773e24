import type { Done, Turn } from '../turn/turn.js'
import { type DeedArgs, type DeedName, type DeedResult, deeds } from './deeds.js'

/** A completed deed, with the arg and result types of its own kind. */
export type DoneDeed = {
  readonly [N in DeedName]: Done & {
    readonly do: N
    readonly args: DeedArgs<N>
    readonly result: DeedResult<N>
  }
}[DeedName]

/** Narrows a `Done` to its deed's types. Safe, because only `perform` records deeds. */
export const asDeed = (done: Done): DoneDeed => done as DoneDeed

/** Performs a deed for anybody, and records it in the turn. @throws WorldRefusal */
export function perform<N extends DeedName>(
  turn: Turn,
  by: number,
  name: N,
  args: DeedArgs<N>,
): DeedResult<N> {
  const deed = deeds[name] as (turn: Turn, by: number, args: DeedArgs<N>) => DeedResult<N>
  const result = deed(turn, by, args)
  turn.done.push({ by, timeMs: turn.world.nowMs, do: name, args, result })
  return result
}
