import { readFile } from 'node:fs/promises'
import { systemClock } from '@rookery/transport'
import { Sandbox, type SandboxSettings } from '../sandbox.js'
import { VirtualClock } from '../virtual-clock.js'
import { buildWorld } from '../world/build-world.js'
import type { AccountSpec, WorldSpec } from '../world/world-spec.js'
import { readWorld, type WorldFile } from '../world-file/read-world.js'
import { QQ } from './qq.js'

/** An account under test: its number, or its specification. */
export type BotSpec = number | AccountSpec

/** Settings of a sandbox for tests: its bots, its world, its clock and its chance. */
export interface TestSettings {
  /** The accounts under test. Default: those of the world, or 10000. */
  readonly bot?: BotSpec | readonly BotSpec[]
  /** Initial world, or the path of a world file. Groups and people named later are created on demand. */
  readonly world?: WorldSpec | string
  /** Seed of the random generator. */
  readonly seed?: number
  /** `virtual` stands still until the test advances it, `system` is the machine's clock. Default `virtual`. */
  readonly clock?: 'virtual' | 'system'
  /** Initial time of a virtual clock, in milliseconds since 1970. Default: now. */
  readonly startMs?: number
  /** Whether a person's reply in a group mentions the quoted author, as QQ clients do. Default true. */
  readonly replyAt?: boolean
  /** Timeout of an expectation, in milliseconds of real time. Default 1 000. */
  readonly timeoutMs?: number
}

/** Nicknames of bots without one. */
const NICKNAMES = ['小企', '小鹅'] as const
const DEFAULT_BOT = 10000
const TIMEOUT_MS = 1_000

/**
 * A simulated QQ for one test.
 *
 * ```ts
 * await using qq = await sandbox({ bot: 10000 })
 * await qq.attach(bot)
 * const alice = qq.group('读书会').member('Alice')
 * await alice.says('/天气 南京')
 * await qq.group('读书会').expect('南京的天气是……')
 * ```
 */
export async function sandbox(settings: TestSettings = {}): Promise<QQ> {
  const { clock = 'virtual', startMs, timeoutMs = TIMEOUT_MS } = settings
  const { spec: given, settings: written } = await readSpec(settings.world)
  const bots = botsOf(settings.bot, given)
  const time = clock === 'virtual' ? new VirtualClock(startMs) : systemClock
  const spec = { ...withBots(given, bots), ...(settings.seed === undefined ? {} : { seed: settings.seed }) }
  const qq = new Sandbox(buildWorld(spec, time.now()), time, { ...written, ...definedOf(settings) })
  const ids = bots.map(({ self_id }) => self_id)
  return new QQ(qq, { bots: ids, timeoutMs, onClose: () => qq.close() })
}

/** @throws WorldError for a file with errors */
async function readSpec(world: WorldSpec | string = {}): Promise<Pick<WorldFile, 'spec' | 'settings'>> {
  if (typeof world !== 'string') return { spec: world, settings: {} }
  return readWorld(await readFile(world, 'utf8'), { file: world, env: process.env })
}

const definedOf = ({ replyAt }: TestSettings): SandboxSettings => (replyAt === undefined ? {} : { replyAt })

/** The world with the bots added. */
function withBots(world: WorldSpec, bots: readonly AccountSpec[]): WorldSpec {
  const { accounts = [] } = world
  const more = bots.filter(({ self_id }) => !accounts.some((each) => each.self_id === self_id))
  return { ...world, accounts: [...accounts, ...more] }
}

function botsOf(bot: TestSettings['bot'], { accounts = [] }: WorldSpec): readonly AccountSpec[] {
  const given = bot ?? (accounts.length > 0 ? accounts : DEFAULT_BOT)
  const all = (Array.isArray(given) ? given : [given]) as readonly BotSpec[]
  return all.map((each, index) =>
    typeof each === 'number' ? { self_id: each, nickname: NICKNAMES[index] ?? `bot-${each}` } : each,
  )
}
