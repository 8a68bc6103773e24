import { readWorld, type WorldSettings, type WorldSpec } from '@rookery/sandbox'
import type { ScenarioFile } from '@rookery/sandbox/transcript'
import { UsageError } from '../cli/usage-error.js'

/** World of a file that has none: one bot; all others come into being when they are named. */
const BARE: WorldSpec = { accounts: [{ self_id: 10000, nickname: '小企' }] }

/** The world that scenarios begin in, and whether whoever is named comes into being. */
export interface ScenarioWorld {
  readonly world: WorldSpec
  readonly populate: boolean
  readonly settings: WorldSettings
}

/** The world of a scenario file. One that says who is there has nobody else. @throws WorldError */
export function worldOf({ world }: Pick<ScenarioFile, 'world'>, file: string): ScenarioWorld {
  if (!world) return { world: BARE, populate: true, settings: {} }
  const { spec, settings } = readWorld(world.text, { file, firstLine: world.line })
  return { world: withBots(spec, file), populate: false, settings }
}

/** @throws UsageError for a world without a bot, in which there is nothing to test. */
function withBots(world: WorldSpec, file: string): WorldSpec {
  if (world.accounts?.length) return world
  throw new UsageError(`${file}: found a world without accounts; allowed: the bot's account under accounts:`)
}
