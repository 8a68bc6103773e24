import type { MemberSpec } from '../world/world-spec.js'
import { type Fields, hasFields } from './check-fields.js'
import { count, type Kind, number, optional, text } from './kinds.js'

const fields: Fields<MemberSpec> = {
  user_id: number,
  card: optional(text),
  title: optional(text),
  level: optional(count),
  join_time: optional(count),
  last_sent_time: optional(count),
  muted_until: optional(count),
}

/** A member, by number or with further fields. */
export const memberSpec: Kind<number | MemberSpec> = {
  allowed: 'the number of a user, or {"user_id": …, "card": …}',
  is: (value): value is number | MemberSpec => number.is(value) || hasFields(value, fields),
}
