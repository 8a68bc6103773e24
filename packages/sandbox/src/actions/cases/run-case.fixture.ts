import type { ActionName, EventTable, OneBotEvent } from '@rookery/protocol'
import type { Deed } from '../../deeds/deeds.js'
import { readParams } from '../../profiles/shape-params.js'
import { type ActionAnswer, type Input, step } from '../../step.js'
import type { ToldEvent } from '../../turn/turn.js'
import { DEFAULT_PROFILE, type Profile, profilesWith } from '../../world/profile.js'
import type { RefusalName } from '../../world/refusal.js'
import { NOW_MS, readingClub } from '../../world/world.fixture.js'
import type { Media, World } from '../../world/world.js'

/** A value, or a function that finds it in the world: ids and flags are random. */
type FromWorld<T> = T | ((world: World) => T)

/** Preparation of a case: deeds, calls, accounts going online or offline, passing time. */
export type Given =
  | { readonly by: number; readonly deed: FromWorld<Deed> }
  | { readonly self_id: number; readonly action: ActionName; readonly params: FromWorld<object> }
  | { readonly self_id: number; readonly online: boolean }
  | { readonly waitSeconds: number }

/** An expected event: the reporting account, its name, and the fields it must contain. */
export type Told = readonly [self_id: number, name: keyof EventTable, partial?: object]

/** One call with its expected outcome. */
export interface ActionCase {
  readonly action: ActionName
  readonly name: string
  /** Initial world. Default: the reading club. */
  readonly world?: () => World
  /** Files in the world. */
  readonly media?: readonly Media[]
  readonly given?: readonly Given[]
  /** Profile of the accounts. Default: the first one that has the action and accepts the params. */
  readonly profile?: Profile
  /** The account that calls. Default 10000, an admin of group 30001. */
  readonly by?: number
  readonly params?: FromWorld<object>
  readonly refusal?: RefusalName
  /** Fields that the data must contain. Default: anything that the tables allow. */
  readonly data?: FromWorld<unknown>
  /** The expected events, in any order. Default: none. */
  readonly events?: readonly Told[]
  /** Checks the world afterwards. */
  readonly after?: (world: World) => void
}

export interface Outcome {
  readonly before: World
  readonly world: World
  readonly answer: ActionAnswer
  readonly events: readonly ToldEvent[]
}

/** Runs one case. Its preparation must not be refused. */
export function runCase(each: ActionCase): Outcome {
  const start = (each.world ?? readingClub)()
  const media = start.media.concat((each.media ?? []).map((file) => [file.file, file] as const))
  const profile = each.profile ?? profileFor(each)
  let before: World = like(profile, { ...start, media })
  for (const given of each.given ?? []) before = like(profile, happen(before, given))
  const params = fromWorld(each.params ?? {}, before)
  const { nowMs } = before
  const input: Input = { is: 'call', nowMs, self_id: each.by ?? 10000, action: each.action, params }
  return { before, ...step(before, input) }
}

/** The first profile that has the action, preferably one that accepts the params. */
function profileFor({ action, params }: ActionCase): Profile {
  const able = profilesWith(action)
  if (typeof params === 'function') return able[0] ?? DEFAULT_PROFILE
  return able.find((profile) => takes(profile, action, params)) ?? able[0] ?? DEFAULT_PROFILE
}

function takes(profile: Profile, action: ActionName, params: object = {}): boolean {
  try {
    return readParams(profile, action, params) !== undefined
  } catch {
    return false
  }
}

const profileWith = (action: string): Profile => profilesWith(action)[0] ?? DEFAULT_PROFILE

/** The world with one profile for all accounts. */
const like = (profile: Profile, world: World): World => ({
  ...world,
  accounts: world.accounts.map((account) => ({ ...account, profile })),
})

export function fromWorld<T>(value: FromWorld<T>, world: World): T {
  return typeof value === 'function' ? (value as (world: World) => T)(world) : value
}

function happen(world: World, given: Given): World {
  if ('waitSeconds' in given) return { ...world, nowMs: world.nowMs + given.waitSeconds * 1000 }
  // Calls in the preparation use their action's own name, so the profile must have it.
  const ready = 'action' in given ? like(profileWith(given.action), world) : world
  const { answer, world: next } = step(ready, inputOf(world, given))
  if (answer.status === 'failed') throw new Error(`${JSON.stringify(given)}: ${answer.reason}`)
  return next
}

function inputOf(world: World, given: Exclude<Given, { waitSeconds: number }>): Input {
  const { nowMs } = world
  if ('deed' in given) return { is: 'deed', nowMs, by: given.by, deed: fromWorld(given.deed, world) }
  if ('online' in given) return { is: 'online', nowMs, ...given }
  return { is: 'call', nowMs, ...given, params: fromWorld(given.params, world) }
}

/** The names of an event, most specific first: `notice.group_ban.ban`, `notice.group_ban`, `notice`. */
export function namesOf(event: OneBotEvent): readonly string[] {
  const { post_type, sub_type, ...rest } = event as OneBotEvent & { readonly sub_type?: string }
  const detail = (rest as Readonly<Record<string, unknown>>)[detailField(post_type)]
  const name = `${post_type}.${detail}`
  return [...(sub_type === undefined ? [] : [`${name}.${sub_type}`]), name, post_type]
}

const detailField = (post_type: string): string =>
  post_type === 'message_sent' ? 'message_type' : `${post_type}_type`

/** Initial time of the reading club, unix seconds. */
export const NOW = NOW_MS / 1000
