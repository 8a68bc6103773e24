import type { HubListenOptions, HubOptions } from '../../options.js'

/** Key in the config, and when a change of it is in force: with the reload, or with the next start. */
interface Setting {
  readonly key: string
  readonly takes: 'reload' | 'restart'
}

const live = (key: string): Setting => ({ key, takes: 'reload' })
const atStart = (key: string): Setting => ({ key, takes: 'restart' })

type Settings<Options> = { readonly [Name in keyof Required<Options>]: Setting }

/**
 * Settings beside the entries of `upstreams:` and `clients:`. One that is `live` is read from the options whenever it is used;
 * a part that copies it as it is built needs a step in `reload.ts`, or is `atStart`.
 */
export const SETTINGS: Settings<Omit<HubOptions, 'listen' | 'upstreams' | 'clients'>> = {
  journal: atStart('journal'),
  resume: live('resume'),
  alerts: live('alerts'),
  backfill: atStart('backfill'),
  wsPort: live('ws_port'),
  heartbeatIntervalMs: live('heartbeat_interval'),
  deadAfterMs: live('dead_after'),
  callTimeoutMs: live('call_timeout'),
  holdMs: live('hold'),
  rateLimitIntervalMs: live('rate_limit_interval'),
  pace: live('pace'),
  askOnce: live('ask_once'),
  cache: live('cache'),
}

/** Settings of the main port, likewise. */
export const LISTEN_SETTINGS: Settings<HubListenOptions> = {
  host: atStart('listen.host'),
  port: atStart('listen.port'),
  token: live('listen.token'),
  allow: live('listen.allow'),
  tls: atStart('listen.tls'),
  cors: atStart('listen.cors'),
  hosts: atStart('listen.hosts'),
  names: live('listen.names'),
}

/** Keys of an entry in `upstreams:` that are read whenever they are used: a change of them needs no new connection. */
export const LIVE_UPSTREAM_KEYS: ReadonlySet<string> = new Set([
  'process',
  'maxSilenceMs',
  'maxAccounts',
  'pace',
  'webui',
])

/** Keys of an entry in `clients:`, likewise. */
export const LIVE_CLIENT_KEYS: ReadonlySet<string> = new Set([
  'actions',
  'allow',
  'history',
  'lines',
  'readOnly',
])

/** Keys of an entry that say nothing of it: lines move when others are added. */
export const SILENT_KEYS: ReadonlySet<string> = new Set(['lines'])
