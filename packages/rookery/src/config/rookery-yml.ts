import { type ClientOptions, defaultOptions, type HubOptions, type UpstreamOptions } from '@rookery/hub'
import {
  array,
  boolean,
  discriminatedUnion,
  type Infer,
  integer,
  literal,
  object,
  partial,
  refine,
  tuple,
} from '@rookery/schema'
import { host, hostName, port, secret, token } from '@rookery/yaml-file'
import { adminKeys, hubListen } from './admin-config.js'
import { alert, toAlertOptions } from './alert.js'
import { balance } from './balance.js'
import { eventFilter } from './event-filter.js'
import { fixedPort, httpUrl, origin, upstreamPath, webSocketUrl } from './net.js'
import { breaker, pace, toBreaker, toPace } from './pace.js'
import { certificate, tls } from './pem-file.js'
import { ownProcess } from './process.js'
import { scopeKeys, tokenSha256, withLines } from './rights.js'
import { accountNumber, age, duration, durationOrNone, memberPath, name, since, size } from './scalars.js'

/**
 * Schema of `rookery.yml`. A new key also gets an option in the hub's `options.ts`, and a row in `toHubOptions` or
 * `OPTION_NAMES` below.
 */

const listen = object(
  partial({
    host,
    port,
    token,
    tls,
    hosts: array(hostName),
    cors: array(origin),
    allow: array(name),
    names: literal(['any', 'configured']),
    ...adminKeys,
  }),
)

/** An account may be silent for hours; a shorter time would only break connections. */
const SHORTEST_MAX_SILENCE_MS = 10 * 60_000

const maxSilence = refine(duration, (ms, { at }, { addIssue }) => {
  if (ms < SHORTEST_MAX_SILENCE_MS)
    addIssue({ ...at, found: 'a shorter time', allowed: 'at least 10m, better several hours: 12h' })
  return ms >= SHORTEST_MAX_SILENCE_MS
})

const failOver = literal(['none', 'same-group'])

/** Keys of every upstream: about its calls, and the page where its account logs in. */
const shared = { pace, breaker, fail_over: failOver, webui: httpUrl }

const upstream = discriminatedUnion('type', [
  object({
    name,
    type: literal(['ws']),
    url: webSocketUrl,
    ...partial({
      token,
      ca: certificate,
      max_frame: size,
      max_silence: maxSilence,
      process: ownProcess,
      ...shared,
    }),
  }),
  object({
    name,
    type: literal(['ws-reverse']),
    path: upstreamPath,
    ...partial({
      token,
      max_accounts: integer({ min: 1, max: 100_000, allowed: 'a number of accounts from 1 to 100000' }),
      max_frame: size,
      max_silence: maxSilence,
      process: ownProcess,
      ...shared,
    }),
  }),
  object({
    name,
    type: literal(['http']),
    url: httpUrl,
    ...partial({
      token,
      ca: certificate,
      post: object({ path: upstreamPath, ...partial({ secret, max_body: size }) }),
      sse: boolean,
      max_frame: size,
      process: ownProcess,
      ...shared,
    }),
  }),
])

const rights = {
  ...scopeKeys,
  ...partial({
    accounts: refine(array(accountNumber), (accounts, { at }, { addIssue }) => {
      const allowed = 'at least one account; no accounts: key for all'
      if (accounts.length === 0) addIssue({ ...at, found: 'an empty list', allowed })
      return accounts.length > 0
    }),
    self_messages: boolean,
    message_format: literal(['string', 'array']),
    client_status: boolean,
    same_message: literal(['all', 'once']),
    balance,
    responder: literal(['first']),
    seq: boolean,
    confirm: literal(['receipt', 'ack']),
    slow: literal(['resume', 'latest', 'disconnect']),
    since,
    history: boolean,
    events: eventFilter,
    strip_prefix: boolean,
    redact: array(memberPath),
  }),
}

const client = withLines(
  discriminatedUnion('type', [
    object({
      name,
      type: literal(['ws-reverse']),
      ...partial({
        url: webSocketUrl,
        api_url: webSocketUrl,
        event_url: webSocketUrl,
        token,
        ca: certificate,
      }),
      ...rights,
    }),
    object({
      name,
      type: literal(['http-post']),
      url: httpUrl,
      ...partial({
        secret,
        ca: certificate,
        token,
        token_sha256: tokenSha256,
        timeout: duration,
        retries: integer({ max: 1_000, allowed: 'a whole number from 0 to 1000' }),
        breaker,
      }),
      ...rights,
      // There is no connection that could be closed.
      ...partial({ slow: literal(['resume', 'latest']) }),
    }),
    object({ name, ...partial({ token, token_sha256: tokenSha256 }), ...rights }),
  ]),
)

const events = integer({ min: 1, allowed: 'a whole number above 0' })

const journal = partial({
  engine: literal(['disk', 'memory']),
  durability: literal(['process', 'power']),
  keep: object(partial({ age: duration, events, bytes: size })),
  history: object(partial({ age, bytes: size })),
})

const portRange = refine(
  tuple<readonly [number, number]>([fixedPort, fixedPort], 'a list of the first and the last port'),
  ([first, last], { at }, { addIssue }) => {
    const allowed = 'first port ≤ last port'
    if (first > last) addIssue({ ...at, found: `[${first}, ${last}]`, allowed })
    return first <= last
  },
)

export const rookeryYml = object(
  partial({
    listen,
    upstreams: array(upstream),
    clients: array(client),
    data: name,
    journal: object(journal),
    resume: object(partial({ max_age: duration })),
    backfill: boolean,
    alerts: array(alert),
    pace,
    ws_port: object(partial({ timeout: duration, range: portRange })),
    heartbeat_interval: duration,
    dead_after: duration,
    call_timeout: duration,
    hold: durationOrNone,
    rate_limit_interval: duration,
    ask_once: boolean,
    cache: boolean,
    watch_config: boolean,
  }),
)

export type RookeryYml = Infer<typeof rookeryYml>

/** Options of a hub without a config file. Its accounts are in daily use, so that they send gently. */
export const defaultConfig: HubOptions = { ...defaultOptions, pace: 'gentle' }

/** Converts the file's keys to the hub's options, with defaults for missing ones. */
export function toHubOptions(file: RookeryYml): HubOptions {
  const { listen, upstreams, clients, journal, resume, alerts, wsPort, ...preset } = defaultConfig
  const keep = file.journal?.keep
  return {
    listen: { ...listen, ...hubListen(file.listen ?? {}) },
    upstreams: file.upstreams?.map(toUpstreamOptions) ?? upstreams,
    clients: file.clients?.map(toClientOptions) ?? clients,
    journal: {
      engine: journal.engine,
      keep: {
        ageMs: keep?.age ?? journal.keep.ageMs,
        events: keep?.events ?? journal.keep.events,
        bytes: keep?.bytes ?? journal.keep.bytes,
      },
    },
    backfill: file.backfill ?? preset.backfill,
    alerts: file.alerts?.map(toAlertOptions) ?? alerts,
    pace: file.pace === undefined ? preset.pace : toPace(file.pace),
    resume: { maxAgeMs: file.resume?.max_age ?? resume.maxAgeMs },
    wsPort: {
      ...wsPort,
      timeoutMs: file.ws_port?.timeout ?? wsPort.timeoutMs,
      ...(file.ws_port?.range && { range: file.ws_port.range }),
    },
    heartbeatIntervalMs: file.heartbeat_interval ?? preset.heartbeatIntervalMs,
    deadAfterMs: file.dead_after ?? preset.deadAfterMs,
    callTimeoutMs: file.call_timeout ?? preset.callTimeoutMs,
    holdMs: file.hold ?? preset.holdMs,
    rateLimitIntervalMs: file.rate_limit_interval ?? preset.rateLimitIntervalMs,
    askOnce: file.ask_once ?? preset.askOnce,
    cache: file.cache ?? preset.cache,
  }
}

/** Keys of the file whose options have other names or units. */
const OPTION_NAMES = {
  max_frame: 'maxFrameBytes',
  max_accounts: 'maxAccounts',
  max_body: 'maxBodyBytes',
  max_silence: 'maxSilenceMs',
  fail_over: 'failOver',
  api_url: 'apiUrl',
  event_url: 'eventUrl',
  timeout: 'timeoutMs',
  self_messages: 'selfMessages',
  message_format: 'messageFormat',
  client_status: 'clientStatus',
  strip_prefix: 'stripPrefix',
  read_only: 'readOnly',
  expires: 'expiresAt',
  token_sha256: 'tokenSha256',
  same_message: 'sameMessage',
} as const

type OptionNames = typeof OPTION_NAMES
type Renamed<Entry> = {
  [Key in keyof Entry as Key extends keyof OptionNames ? OptionNames[Key] : Key]: Entry[Key]
}

const isRenamed = (key: string): key is keyof OptionNames => Object.hasOwn(OPTION_NAMES, key)

/** An entry of the file with the names of the hub's options. */
function renamed<Entry extends object>(entry: Entry): Renamed<Entry> {
  const members = Object.entries(entry).map(([key, value]) => [
    isRenamed(key) ? OPTION_NAMES[key] : key,
    value,
  ])
  return Object.fromEntries(members) as Renamed<Entry>
}

type FileUpstream = NonNullable<RookeryYml['upstreams']>[number]

function toUpstreamOptions(upstream: FileUpstream): UpstreamOptions {
  const { pace: own, breaker: guard, ...entry } = upstream
  const traffic = { ...(own !== undefined && { pace: toPace(own) }), ...breakerOf(guard) }
  if (entry.type !== 'http') return { ...renamed(entry), ...traffic }
  const { post, ...rest } = entry
  return { ...renamed(rest), ...traffic, ...(post && { post: renamed(post) }) }
}

type FileClient = NonNullable<RookeryYml['clients']>[number]

function toClientOptions(client: FileClient): ClientOptions {
  if (!('type' in client) || client.type !== 'http-post') return renamed(client)
  const { breaker: guard, ...entry } = client
  return { ...renamed(entry), ...breakerOf(guard) }
}

const breakerOf = (file: Infer<typeof breaker> | undefined) =>
  file === undefined ? {} : { breaker: toBreaker(file) }
