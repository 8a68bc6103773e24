import type { WorldSpec } from '@rookery/sandbox'
import { parse } from 'yaml'
import type { ReadFile } from './scenario-files.js'

/** Who is there in a file that has no world: one bot; all others come into being when they are named. */
const BARE: WorldSpec = { accounts: [{ self_id: 10000, nickname: '小企' }] }

/** The world of a scenario file. One that says who is there has nobody else. */
export function worldOf({ world }: ReadFile): { readonly world: WorldSpec; readonly populate: boolean } {
  if (!world) return { world: BARE, populate: true }
  return { world: parse(world.text) as WorldSpec, populate: false }
}
