import type { IdInput } from '@rookery/protocol'
import type { Turn } from '../turn/turn.js'
import { dayOf } from '../world/day.js'
import { ownGroupOf } from '../world/look-up.js'
import { refuse } from '../world/refusal.js'

export interface SignArgs {
  readonly group_id: IdInput
}

/** Checks in at a group, once a day. */
export function sign(turn: Turn, by: number, { group_id }: SignArgs): null {
  const group = ownGroupOf(turn, by, group_id)
  const last = group.signs.get(by)
  if (last !== undefined && dayOf(last) === dayOf(turn.time)) {
    refuse('used_up', `${by} has already checked in at group ${group.group_id} today`)
  }
  turn.setGroup({ ...group, signs: group.signs.set(by, turn.time) })
  return null
}
