import { array, custom, optional, summarized } from '@rookery/schema'
import type { MemberSpec } from '../world/world-spec.js'
import { type Fields, hasFields } from './check-fields.js'
import { count, newId, text } from './field-schemas.js'

const fields: Fields<MemberSpec> = {
  user_id: newId,
  card: optional(text),
  title: optional(text),
  level: optional(count),
  join_time: optional(count),
  last_sent_time: optional(count),
  muted_until: optional(count),
}

const allowed = 'the number of a user, or {"user_id": …, "card": …}'

/** A member, by number or with further fields. */
export const memberSpec = custom<number | MemberSpec>(
  allowed,
  (value) => hasFields({ user_id: value }, { user_id: newId }) || hasFields(value, fields),
)

export const memberSpecs = summarized(array(memberSpec), `a list, each ${allowed}`)
