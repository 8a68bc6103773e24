import { array, custom, optional, summarized } from '@rookery/schema'
import type { MemberSpec } from '../world/world-spec.js'
import { type Fields, hasFields } from './check-fields.js'
import { countField, newIdField, textField } from './field-schemas.js'

const fields: Fields<MemberSpec> = {
  user_id: newIdField,
  card: optional(textField),
  title: optional(textField),
  level: optional(countField),
  join_time: optional(countField),
  last_sent_time: optional(countField),
  muted_until: optional(countField),
}

const allowed = 'the number of a user, or {"user_id": …, "card": …}'

/** A member, by number or with further fields. */
export const memberSpec = custom<number | MemberSpec>(
  allowed,
  (value) => hasFields({ user_id: value }, { user_id: newIdField }) || hasFields(value, fields),
)

export const memberSpecs = summarized(array(memberSpec), `a list, each ${allowed}`)
