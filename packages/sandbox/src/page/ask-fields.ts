import { array, optional, summarized } from '@rookery/schema'
import type { Fields } from '../fields/check-fields.js'
import {
  booleanField,
  countField,
  literalField,
  nameField,
  newIdField,
  numberField,
  objectField,
  textField,
} from '../fields/field-schemas.js'
import { memberSpec, memberSpecs } from '../fields/member-spec.js'
import type { GroupSpec, UserSpec } from '../world/world-spec.js'
import type { PageAsk } from './wire.js'

export type PageAskOf<N extends PageAsk['ask']> = Extract<PageAsk, { ask: N }>

const language = literalField('zh', 'en')

/** Fields of every request of the page. The contents of objects are checked by their readers. */
export const askFields: { readonly [N in PageAsk['ask']]: Fields<Omit<PageAskOf<N>, 'ask'>> } = {
  act: { by: newIdField, deed: objectField },
  online: { self_id: newIdField, online: booleanField },
  history: { chat: textField, before_seq: optional(countField), count: countField },
  forward: { forward_id: textField },
  advance: { by_ms: numberField },
  transcript: { chat: textField, from_seq: countField, language },
  wire_transcript: { wire_id: countField, language },
  wire_test: { wire_id: countField, language },
  chat_test: { chat: textField, count: countField, language },
  reset: {},
  export: {},
  import: { text: textField },
  add_user: { user: objectField },
  add_group: { group: objectField },
  add_fault: { fault: objectField },
  clear_faults: {},
}

export const userFields: Fields<UserSpec> = {
  user_id: newIdField,
  nickname: nameField,
  sex: optional(literalField('male', 'female', 'unknown')),
  age: optional(countField),
  level: optional(countField),
  long_nick: optional(textField),
}

const members = optional(memberSpecs)

export const groupFields: Fields<GroupSpec> = {
  group_id: newIdField,
  group_name: nameField,
  owner: memberSpec,
  admins: members,
  members,
  whole_ban: optional(booleanField),
  anonymous: optional(booleanField),
  refused: optional(summarized(array(newIdField), 'a list, each a whole number from 1 on')),
  level: optional(countField),
  max_member_count: optional(countField),
  create_time: optional(countField),
}
