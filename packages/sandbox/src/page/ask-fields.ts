import type { Fields } from '../fields/check-fields.js'
import { amount, anObject, count, flag, list, name, number, oneOf, optional, text } from '../fields/kinds.js'
import { memberSpec } from '../fields/member-spec.js'
import type { GroupSpec, UserSpec } from '../world/world-spec.js'
import type { PageAsk } from './wire.js'

export type Ask<N extends PageAsk['ask']> = Extract<PageAsk, { ask: N }>

const language = oneOf('zh', 'en')

/** Fields of every request of the page. The contents of objects are checked by their readers. */
export const askFields: { readonly [N in PageAsk['ask']]: Fields<Omit<Ask<N>, 'ask'>> } = {
  act: { by: number, deed: anObject },
  online: { self_id: number, online: flag },
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
  user_id: number,
  nickname: name,
  sex: optional(oneOf('male', 'female', 'unknown')),
  age: optional(count),
  level: optional(count),
  long_nick: optional(text),
}

const members = optional(list(memberSpec))

export const groupFields: Fields<GroupSpec> = {
  group_id: number,
  group_name: name,
  owner: memberSpec,
  admins: members,
  members,
  whole_ban: optional(flag),
  anonymous: optional(flag),
  refused: optional(list(number)),
  level: optional(count),
  max_member_count: optional(count),
  create_time: optional(count),
}
