import { type EventName, eventFacts, type OneBotEvent } from '@rookery/protocol'
import type { EventBody } from '../world/event-body.js'
import { type Profile, profiles } from '../world/profile.js'
import type { World } from '../world/world.js'
import { eventShapes } from './event-shapes.js'
import { foreignFields, isGivenBy, keepFields, type Omission } from './foreign-fields.js'

/** Treatment of an event: the fields to leave out, or `absent` if the implementation has no such event. */
type Plan = { readonly omission: Omission | undefined } | 'absent'

type Fields = Readonly<Record<string, unknown>>

/** Fields of every event. */
interface Head {
  readonly time: number
  readonly self_id: number
}

/** An event as the implementation reports it; undefined if it does not. */
export function shapeEvent(
  profile: Profile,
  world: World,
  head: Head,
  body: EventBody,
): OneBotEvent | undefined {
  const shape = eventShapes[profile][nameOf(body)]
  const shaped = shape ? shape(body, world) : body
  if (shaped === undefined) return undefined
  const plan = plansOf(profile).get(`${nameOf(shaped)}${variantOf(shaped)}`)
  if (plan === 'absent') return undefined
  const { time, self_id } = head
  // Assigned one by one: a second spread takes twenty times as long.
  if (!plan?.omission) return { time, self_id, ...shaped } as OneBotEvent
  const event: Record<string, unknown> = {}
  event.time = time
  event.self_id = self_id
  return keepFields(event, shaped as unknown as Fields, plan.omission) as unknown as OneBotEvent
}

/** The table name of an event: `notice.notify.poke`, `message.group.normal`, `notice.group_card`. */
export function nameOf(body: object): string {
  const fields = body as Fields
  const { post_type, sub_type } = fields
  const detail = fields[post_type === 'message_sent' ? 'message_type' : `${post_type}_type`]
  return sub_type === undefined ? `${post_type}.${detail}` : `${post_type}.${detail}.${sub_type}`
}

/** The variant of an event: the tables have separate rows for pokes in a group and of a friend. */
const variantOf = (body: object): string =>
  (body as Fields).sub_type === 'poke' ? ('group_id' in body ? ' group' : ' friend') : ''

const plans = new Map<Profile, ReadonlyMap<string, Plan>>()

function plansOf(profile: Profile): ReadonlyMap<string, Plan> {
  let found = plans.get(profile)
  if (!found) {
    found = new Map(Object.keys(eventFacts).flatMap((name) => plansOfRow(profile, name as EventName)))
    plans.set(profile, found)
  }
  return found
}

function plansOfRow(profile: Profile, name: EventName): readonly (readonly [string, Plan])[] {
  const row = eventFacts[name]
  // Events of Rookery's own hub belong to no implementation.
  if (!profiles.some((each) => row.source.includes(each))) return []
  const variant = row.variant === undefined ? '' : ` ${row.variant}`
  const own = row.fields.filter(isGivenBy(profile))
  const omission = foreignFields(own, row.fields)
  const plan: Plan = row.source.includes(profile) ? { omission } : 'absent'
  const key = `${row.post_type}.${row.detail_type}`
  if (row.sub_types.length === 0) return [[`${key}${variant}`, plan]]
  return row.sub_types.map(({ value, source }) => {
    const isOwn = source === undefined || source.includes(profile)
    return [`${key}.${value}${variant}`, isOwn ? plan : 'absent']
  })
}
