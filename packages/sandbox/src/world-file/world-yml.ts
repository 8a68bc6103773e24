import {
  array,
  boolean,
  type Infer,
  literal,
  object,
  oneOrArray,
  optional,
  partial,
  tuple,
  union,
} from '@rookery/schema'
import { host, hostName, port, secret, token } from '@rookery/yaml-file'
import type { LinkSpec } from '../world/link-spec.js'
import { profiles } from '../world/profile.js'
import type { FriendsSpec } from '../world/world-spec.js'
import { count, httpUrl, id, name, text, time, webSocketUrl } from './scalars.js'

/** Keys of a world file: the one place to add a key. */

const person = {
  nickname: name,
  ...partial({ sex: literal(['male', 'female', 'unknown']), age: count, level: count, long_nick: text }),
}

const reporting = { report_self_message: boolean, message_format: literal(['array', 'string']) }
const listening = {
  host: optional(host),
  port,
  ...partial({ token, hosts: array(hostName), ...reporting }),
}

/** The links of an account, by key. */
const links = {
  http: oneOrArray(object(listening)),
  ws: oneOrArray(object(listening)),
  'ws-reverse': oneOrArray(
    object({
      url: webSocketUrl,
      ...partial({
        token,
        reconnect_interval_ms: count,
        role: literal(['Universal', 'API', 'Event']),
        ...reporting,
      }),
    }),
  ),
  'http-post': oneOrArray(
    object({ url: httpUrl, ...partial({ secret, token, timeout_ms: count, ...reporting }) }),
  ),
}

export const linkTypes = [
  'http',
  'ws',
  'ws-reverse',
  'http-post',
] as const satisfies readonly LinkSpec['type'][]

const account = object({
  self_id: id,
  ...person,
  ...partial({ online: boolean, profile: literal(profiles), ...links }),
})

const member = union([
  object({
    user_id: id,
    ...partial({
      card: text,
      title: text,
      level: count,
      join_time: time,
      last_sent_time: time,
      muted_until: time,
    }),
  }),
  id,
])

const group = object({
  group_id: id,
  group_name: name,
  owner: member,
  ...partial({
    admins: array(member),
    members: array(member),
    whole_ban: boolean,
    anonymous: boolean,
    refused: array(id),
    level: count,
    max_member_count: count,
    create_time: time,
  }),
})

const friends = tuple<FriendsSpec>(
  [id, id, optional(text), optional(text)],
  'a list of two users, and what they call each other if you like: [10000, 20001, "爱丽丝"]',
)

export const worldYml = object(
  partial({
    seed: count,
    reply_at: boolean,
    media: object(partial({ folders: array(text) })),
    accounts: array(account),
    users: array(object({ user_id: id, ...person })),
    friends: array(friends),
    groups: array(group),
  }),
)

export type WorldYml = Infer<typeof worldYml>
