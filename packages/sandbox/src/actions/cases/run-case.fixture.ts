import type { ActionName, EventTable, OneBotEvent } from '@rookery/protocol'
import type { Deed } from '../../deeds/deeds.js'
import { readParams } from '../../profiles/shape-params.js'
import { type ActionAnswer, type Input, step } from '../../step.js'
import type { ToldEvent } from '../../turn/turn.js'
import { DEFAULT_PROFILE, type Profile, profilesWith } from '../../world/profile.js'
import type { RefusalName } from '../../world/refusal.js'
import { NOW_MS, readingClub } from '../../world/world.fixture.js'
import type { Media, World } from '../../world/world.js'

/** Something, or how it comes from the world that there is: flags and ids that were drawn are found there. */
type FromWorld<T> = T | ((world: World) => T)

/** What happens before the call: somebody does something, an account calls, goes or comes, time goes by. */
export type Given =
  | { readonly by: number; readonly deed: FromWorld<Deed> }
  | { readonly self_id: number; readonly action: ActionName; readonly params: FromWorld<object> }
  | { readonly self_id: number; readonly online: boolean }
  | { readonly waitSeconds: number }

/** The account that reports an event, the event's name, and what it must hold beside. */
export type Told = readonly [self_id: number, name: keyof EventTable, partial?: object]

/** One call and what comes of it. */
export interface ActionCase {
  readonly action: ActionName
  readonly name: string
  /** The world that it begins with. Default: the reading club. */
  readonly world?: () => World
  /** Files that the world has. */
  readonly media?: readonly Media[]
  readonly given?: readonly Given[]
  /** The implementation that the accounts answer like. Default: the first one that has the action and takes the params. */
  readonly profile?: Profile
  /** The account that calls. Default 10000, an admin of group 30001. */
  readonly by?: number
  readonly params?: FromWorld<object>
  readonly refusal?: RefusalName
  /** What the data must hold: an object may hold more. Without it, anything that the tables allow. */
  readonly data?: FromWorld<unknown>
  /** Exactly these, in any order. Default: none. */
  readonly events?: readonly Told[]
  /** What is so afterwards. */
  readonly after?: (world: World) => void
}

export interface Outcome {
  readonly before: World
  readonly world: World
  readonly answer: ActionAnswer
  readonly events: readonly ToldEvent[]
}

/** Runs one case from its world on. What is given must not be refused. */
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

/** The first implementation that has the action; one that takes the params, if there is. */
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

/** The world with accounts that all answer alike. */
const like = (profile: Profile, world: World): World => ({
  ...world,
  accounts: world.accounts.map((account) => ({ ...account, profile })),
})

export function fromWorld<T>(value: FromWorld<T>, world: World): T {
  return typeof value === 'function' ? (value as (world: World) => T)(world) : value
}

function happen(world: World, given: Given): World {
  if ('waitSeconds' in given) return { ...world, nowMs: world.nowMs + given.waitSeconds * 1000 }
  // What is given is called by its own name, whoever has it.
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

/** The names of an event, the whole before its parts: `notice.group_ban.ban`, `notice.group_ban`, `notice`. */
export function namesOf(event: OneBotEvent): readonly string[] {
  const { post_type, sub_type, ...rest } = event as OneBotEvent & { readonly sub_type?: string }
  const detail = (rest as Readonly<Record<string, unknown>>)[detailField(post_type)]
  const name = `${post_type}.${detail}`
  return [...(sub_type === undefined ? [] : [`${name}.${sub_type}`]), name, post_type]
}

const detailField = (post_type: string): string =>
  post_type === 'message_sent' ? 'message_type' : `${post_type}_type`

/** When the reading club begins, unix seconds. */
export const NOW = NOW_MS / 1000
