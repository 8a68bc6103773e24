import { array, optional, summarized } from '@rookery/schema'
import type { Fields } from '../fields/check-fields.js'
import { amount, anObject, boolean, count, literals, name, newId, text } from '../fields/field-schemas.js'
import { memberSpec, memberSpecs } from '../fields/member-spec.js'
import type { GroupSpec, UserSpec } from '../world/world-spec.js'
import type { PageAsk } from './wire.js'

export type Ask<N extends PageAsk['ask']> = Extract<PageAsk, { ask: N }>

const language = literals('zh', 'en')

/** Fields of every request of the page. The contents of objects are checked by their readers. */
export const askFields: { readonly [N in PageAsk['ask']]: Fields<Omit<Ask<N>, 'ask'>> } = {
  act: { by: newId, deed: anObject },
  online: { self_id: newId, online: boolean },
  history: { chat: text, before_seq: optional(count), count },
  forward: { forward_id: text },
  advance: { by_ms: amount },
  transcript: { chat: text, from_seq: count, language },
  wire_transcript: { wire_id: count, language },
  wire_test: { wire_id: count, language },
  chat_test: { chat: text, count, language },
  reset: {},
  export: {},
  import: { text },
  add_user: { user: anObject },
  add_group: { group: anObject },
  add_fault: { fault: anObject },
  clear_faults: {},
}

export const userFields: Fields<UserSpec> = {
  user_id: newId,
  nickname: name,
  sex: optional(literals('male', 'female', 'unknown')),
  age: optional(count),
  level: optional(count),
  long_nick: optional(text),
}

const members = optional(memberSpecs)

export const groupFields: Fields<GroupSpec> = {
  group_id: newId,
  group_name: name,
  owner: memberSpec,
  admins: members,
  members,
  whole_ban: optional(boolean),
  anonymous: optional(boolean),
  refused: optional(summarized(array(newId), 'a list, each a whole number from 1 on')),
  level: optional(count),
  max_member_count: optional(count),
  create_time: optional(count),
}
