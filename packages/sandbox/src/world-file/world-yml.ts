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
import { anyText, displayName, httpUrl, naturalNumber, unixTime, webSocketUrl, worldId } from './scalars.js'

/** Keys of a world file: the one place to add a key. */

const person = {
  nickname: displayName,
  ...partial({
    sex: literal(['male', 'female', 'unknown']),
    age: naturalNumber,
    level: naturalNumber,
    long_nick: anyText,
  }),
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
        reconnect_interval_ms: naturalNumber,
        role: literal(['Universal', 'API', 'Event']),
        ...reporting,
      }),
    }),
  ),
  'http-post': oneOrArray(
    object({ url: httpUrl, ...partial({ secret, token, timeout_ms: naturalNumber, ...reporting }) }),
  ),
}

export const linkTypes = [
  'http',
  'ws',
  'ws-reverse',
  'http-post',
] as const satisfies readonly LinkSpec['type'][]

const account = object({
  self_id: worldId,
  ...person,
  ...partial({ online: boolean, profile: literal(profiles), ...links }),
})

const member = union([
  object({
    user_id: worldId,
    ...partial({
      card: anyText,
      title: anyText,
      level: naturalNumber,
      join_time: unixTime,
      last_sent_time: unixTime,
      muted_until: unixTime,
    }),
  }),
  worldId,
])

const group = object({
  group_id: worldId,
  group_name: displayName,
  owner: member,
  ...partial({
    admins: array(member),
    members: array(member),
    whole_ban: boolean,
    anonymous: boolean,
    refused: array(worldId),
    level: naturalNumber,
    max_member_count: naturalNumber,
    create_time: unixTime,
  }),
})

const friends = tuple<FriendsSpec>(
  [worldId, worldId, optional(anyText), optional(anyText)],
  'a list of two users, and what they call each other if you like: [10000, 20001, "爱丽丝"]',
)

export const worldYml = object(
  partial({
    seed: naturalNumber,
    reply_at: boolean,
    media: object(partial({ folders: array(anyText) })),
    accounts: array(account),
    users: array(object({ user_id: worldId, ...person })),
    friends: array(friends),
    groups: array(group),
  }),
)

export type WorldYml = Infer<typeof worldYml>
