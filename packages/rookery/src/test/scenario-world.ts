import { readWorld, type WorldSettings, type WorldSpec } from '@rookery/sandbox'
import type { ScenarioFile } from '@rookery/sandbox/transcript'
import { UsageError } from '../cli/usage-error.js'

/** World of a file without one: one bot; other users are created when named. */
const BARE: WorldSpec = { accounts: [{ self_id: 10000, nickname: '小企' }] }

/** Initial world of scenarios, and whether unknown names create users. */
export interface ScenarioWorld {
  readonly world: WorldSpec
  readonly populate: boolean
  readonly settings: WorldSettings
}

/** The world of a scenario file. A given world contains everybody; no user is added. @throws WorldError */
export function worldOf({ world }: Pick<ScenarioFile, 'world'>, file: string): ScenarioWorld {
  if (!world) return { world: BARE, populate: true, settings: {} }
  const { spec, settings } = readWorld(world.text, { file, firstLine: world.line })
  return { world: withBots(spec, file), populate: false, settings }
}

/** @throws UsageError for a world without a bot to test */
function withBots(world: WorldSpec, file: string): WorldSpec {
  if (world.accounts?.length) return world
  throw new UsageError(`${file}: found a world without accounts; allowed: the bot's account under accounts:`)
}
