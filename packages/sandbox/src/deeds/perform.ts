import type { Done, Turn } from '../turn/turn.js'
import { type DeedArgs, type DeedName, type DeedResult, deeds } from './deeds.js'

/** A deed that was done, with the types of its own. */
export type DoneDeed = {
  readonly [N in DeedName]: Done & {
    readonly do: N
    readonly args: DeedArgs<N>
    readonly result: DeedResult<N>
  }
}[DeedName]

/** What a step notes comes from here, so that it has the types of its deed. */
export const asDeed = (done: Done): DoneDeed => done as DoneDeed

/** Does something, whoever does it, and notes that it was done. @throws Refusal */
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
