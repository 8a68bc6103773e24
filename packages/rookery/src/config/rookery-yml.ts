import { type ClientOptions, defaultOptions, type HubOptions, type UpstreamOptions } from '@rookery/hub'
import {
  byType,
  flag,
  host,
  hostName,
  integer,
  keys,
  list,
  oneOf,
  pair,
  port,
  type Read,
  required,
  type Shape,
  secret,
  token,
  where,
} from '@rookery/yaml-file'
import { fixedPort, httpUrl, origin, upstreamPath, webSocketUrl } from './net.js'
import { certificate, tls } from './pem-file.js'
import { account, duration, name, size } from './scalars.js'

/**
 * Schema of `rookery.yml`. A new key also gets an option in the hub's `options.ts`, and a row in `toHubOptions` or
 * `OPTION_NAMES` below.
 */

const listen = keys({
  host,
  port,
  token,
  tls,
  hosts: list(hostName),
  cors: list(origin),
  allow: list(name),
  names: oneOf('any', 'configured'),
})

const upstream = byType({
  ws: {
    name: required(name),
    type: required(oneOf('ws')),
    url: required(webSocketUrl),
    token,
    ca: certificate,
    max_frame: size,
  },
  'ws-reverse': {
    name: required(name),
    type: required(oneOf('ws-reverse')),
    path: required(upstreamPath),
    token,
    max_accounts: integer(1, 100_000, 'a number of accounts from 1 to 100000'),
    max_frame: size,
  },
  http: {
    name: required(name),
    type: required(oneOf('http')),
    url: required(httpUrl),
    token,
    ca: certificate,
    post: keys({ path: required(upstreamPath), secret, max_body: size }),
    sse: flag,
    max_frame: size,
  },
})

const rights = {
  accounts: where(list(account), (accounts, { at }, { complain }) => {
    if (accounts.length === 0) {
      complain({
        at,
        found: 'an empty list',
        allowed: 'at least one account; no accounts: key for all',
      })
    }
    return accounts.length > 0
  }),
  allow: list(name),
  self_messages: flag,
  message_format: oneOf('string', 'array'),
  client_status: flag,
}

const client = byType({
  'ws-reverse': {
    name: required(name),
    type: required(oneOf('ws-reverse')),
    url: webSocketUrl,
    api_url: webSocketUrl,
    event_url: webSocketUrl,
    token,
    ca: certificate,
    ...rights,
  },
  'http-post': {
    name: required(name),
    type: required(oneOf('http-post')),
    url: required(httpUrl),
    secret,
    ca: certificate,
    token,
    timeout: duration,
    retries: integer(0, 1_000, 'a whole number from 0 to 1000'),
    ...rights,
  },
  '': { name: required(name), token: required(token), ...rights },
})

const events = integer(1, Number.MAX_SAFE_INTEGER, 'a whole number above 0')

const journal = keys({ engine: oneOf('memory'), keep: keys({ age: duration, events, bytes: size }) })

const portRange = where(
  pair(fixedPort, 'a list of the first and the last port'),
  ([first, last], { at }, { complain }) => {
    if (first > last) complain({ at, found: `[${first}, ${last}]`, allowed: 'first port ≤ last port' })
    return first <= last
  },
)

const table = {
  listen,
  upstreams: list(upstream),
  clients: list(client),
  journal,
  resume: keys({ max_age: duration }),
  ws_port: keys({ timeout: duration, range: portRange }),
  heartbeat_interval: duration,
  dead_after: duration,
  call_timeout: duration,
  rate_limit_interval: duration,
}

export type RookeryYml = Read<typeof table>

export const rookeryYml: Shape<RookeryYml> = keys(table)

/** The file's words as the hub's, with the hub's defaults where the file is silent. */
export function toHubOptions(file: RookeryYml): HubOptions {
  const { listen, upstreams, clients, journal, resume, wsPort, ...preset } = defaultOptions
  const keep = file.journal?.keep
  return {
    listen: { ...listen, ...file.listen },
    upstreams: file.upstreams?.map(toUpstreamOptions) ?? upstreams,
    clients: file.clients?.map(toClientOptions) ?? clients,
    journal: {
      engine: file.journal?.engine ?? journal.engine,
      keep: {
        ageMs: keep?.age ?? journal.keep.ageMs,
        events: keep?.events ?? journal.keep.events,
        bytes: keep?.bytes ?? journal.keep.bytes,
      },
    },
    resume: { maxAgeMs: file.resume?.max_age ?? resume.maxAgeMs },
    wsPort: {
      ...wsPort,
      timeoutMs: file.ws_port?.timeout ?? wsPort.timeoutMs,
      ...(file.ws_port?.range && { range: file.ws_port.range }),
    },
    heartbeatIntervalMs: file.heartbeat_interval ?? preset.heartbeatIntervalMs,
    deadAfterMs: file.dead_after ?? preset.deadAfterMs,
    callTimeoutMs: file.call_timeout ?? preset.callTimeoutMs,
    rateLimitIntervalMs: file.rate_limit_interval ?? preset.rateLimitIntervalMs,
  }
}

/** Keys of the file that the hub's options call otherwise: in one case, and with their units. */
const OPTION_NAMES = {
  max_frame: 'maxFrameBytes',
  max_accounts: 'maxAccounts',
  max_body: 'maxBodyBytes',
  api_url: 'apiUrl',
  event_url: 'eventUrl',
  timeout: 'timeoutMs',
  self_messages: 'selfMessages',
  message_format: 'messageFormat',
  client_status: 'clientStatus',
} as const

type OptionNames = typeof OPTION_NAMES
type Renamed<Entry> = {
  [Key in keyof Entry as Key extends keyof OptionNames ? OptionNames[Key] : Key]: Entry[Key]
}

const isRenamed = (key: string): key is keyof OptionNames => Object.hasOwn(OPTION_NAMES, key)

/** An entry of the file under the names of the hub's options. */
function renamed<Entry extends object>(entry: Entry): Renamed<Entry> {
  const members = Object.entries(entry).map(([key, value]) => [
    isRenamed(key) ? OPTION_NAMES[key] : key,
    value,
  ])
  return Object.fromEntries(members) as Renamed<Entry>
}

type FileUpstream = NonNullable<RookeryYml['upstreams']>[number]

function toUpstreamOptions(upstream: FileUpstream): UpstreamOptions {
  if (upstream.type !== 'http') return renamed(upstream)
  const { post, ...rest } = upstream
  return { ...renamed(rest), ...(post && { post: renamed(post) }) }
}

type FileClient = NonNullable<RookeryYml['clients']>[number]

const toClientOptions = (client: FileClient): ClientOptions => renamed(client)
