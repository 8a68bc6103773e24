import {
  describeKind,
  flag,
  host,
  hostName,
  keys,
  list,
  mapOr,
  oneOf,
  oneOrList,
  port,
  type Read,
  required,
  type Shape,
  secret,
  token,
} from '@rookery/yaml-file'
import type { LinkSpec } from '../world/link-spec.js'
import { profiles } from '../world/profile.js'
import type { FriendsSpec } from '../world/world-spec.js'
import { count, httpUrl, id, name, text, time, webSocketUrl } from './scalars.js'

/** Keys of a world file: the one place to add a key. */

const person = {
  nickname: required(name),
  sex: oneOf('male', 'female', 'unknown'),
  age: count,
  level: count,
  long_nick: text,
}

const reporting = { report_self_message: flag, message_format: oneOf('array', 'string') }
const listening = { host, port: required(port), token, hosts: list(hostName), ...reporting }

/** The links of an account, by key. */
const links = {
  http: oneOrList(keys(listening)),
  ws: oneOrList(keys(listening)),
  'ws-reverse': oneOrList(
    keys({
      url: required(webSocketUrl),
      token,
      reconnect_interval_ms: count,
      role: oneOf('Universal', 'API', 'Event'),
      ...reporting,
    }),
  ),
  'http-post': oneOrList(keys({ url: required(httpUrl), secret, token, timeout_ms: count, ...reporting })),
}

export const linkTypes = [
  'http',
  'ws',
  'ws-reverse',
  'http-post',
] as const satisfies readonly LinkSpec['type'][]

const account = keys({
  self_id: required(id),
  ...person,
  online: flag,
  profile: oneOf(...profiles),
  ...links,
})

const member = mapOr(
  keys({
    user_id: required(id),
    card: text,
    title: text,
    level: count,
    join_time: time,
    last_sent_time: time,
    muted_until: time,
  }),
  id,
)

const group = keys({
  group_id: required(id),
  group_name: required(name),
  owner: required(member),
  admins: list(member),
  members: list(member),
  whole_ban: flag,
  anonymous: flag,
  refused: list(id),
  level: count,
  max_member_count: count,
  create_time: time,
})

const FRIENDS = 'a list of two users, and what they call each other if you like: [10000, 20001, "爱丽丝"]'

const friends: Shape<FriendsSpec> = (node, reading) => {
  const items = node.kind === 'list' ? node.items : []
  if (items.length < 2 || items.length > 4) {
    const found = node.kind === 'list' ? `a list of ${items.length}` : describeKind(node)
    reading.complain({ at: node.at, found, allowed: FRIENDS })
    return undefined
  }
  const values = items.map((item, index) => (index < 2 ? id(item, reading) : text(item, reading)))
  return values.every((value) => value !== undefined) ? (values as unknown as FriendsSpec) : undefined
}

const table = {
  seed: count,
  reply_at: flag,
  media: keys({ folders: list(text) }),
  accounts: list(account),
  users: list(keys({ user_id: required(id), ...person })),
  friends: list(friends),
  groups: list(group),
}

export type WorldYml = Read<typeof table>

export const worldYml: Shape<WorldYml> = keys(table)
