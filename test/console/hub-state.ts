import type { HubState } from '@rookery/hub'

type ClientState = HubState['clients'][number]

const NOW = Date.now()
const MINUTE = 60_000

/** A name full of markup, one that turns the direction, and one that shows nothing. Pictures have plain ones. */
export const NASTY = process.env.CONSOLE_SHOTS
  ? { markup: 'Pingu', turned: 'Koishi/4.18', invisible: '帝企鹅' }
  : {
      markup: '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script>',
      turned: '\u202eevil\u202c بوت 机器人',
      invisible: '\u200b\u200d\ufeff',
    }

const connection = (id: number, account: string, lag = 0): ClientState['connections'][number] => ({
  id,
  account,
  transport: 'ws',
  role: 'universal',
  address: `127.0.0.1:${50_000 + id}`,
  program: 'NoneBot/2.4.0',
  opened_at: NOW - 90 * MINUTE,
  position: 12_000 - lag,
  lag_events: lag,
  lag_s: lag / 20,
  delivered: 12_000 - lag,
  calls_in_flight: 0,
})

const client = (app_id: string, name: string | undefined, more: Partial<ClientState> = {}): ClientState => ({
  app_id,
  ...(name === undefined ? {} : { name }),
  kind: name === undefined ? 'anonymous' : 'configured',
  connections: [connection(app_id.length, '10001')],
  lag_events: 0,
  lag_s: 0,
  gaps: 0,
  rights: {},
  ...more,
})

/** The state of a hub with three accounts, of which one is logged out, and four bots, of which one lags. */
export function hubState(): HubState {
  const at = Date.now()
  return {
    at,
    started_at: NOW - 3 * 60 * MINUTE,
    accounts: accounts(),
    clients: clients(),
    upstreams: upstreams(),
    journal: { events: 52_413, bytes: 31_400_000, oldest_at: NOW - 170 * MINUTE, engine: 'memory' },
    rates: { events_per_s: 12.4, deliveries_per_s: 37.1, calls_per_s: 2.3 },
    problems: problems(),
  }
}

/** The state that many seconds later. */
export function stateAfter(seconds: number): HubState {
  const state = hubState()
  const wave = 12 + 9 * Math.sin(seconds / 7)
  return {
    ...state,
    at: state.at + seconds * 1_000,
    accounts: state.accounts.map((each) => ({
      ...each,
      events: each.online ? Math.round(each.events + 12 * seconds - 63 * Math.cos(seconds / 7)) : each.events,
    })),
    clients: state.clients.map((each) => ({
      ...each,
      lag_events: each.name === 'weather' ? 2_000 + 12 * seconds : Math.round(seconds % 13 === 0 ? 20 : 0),
    })),
    rates: { events_per_s: wave, deliveries_per_s: 3 * wave, calls_per_s: wave / 5 },
  }
}

const accounts = (): HubState['accounts'] => [
  {
    self_id: '10001',
    nickname: '小企',
    online: true,
    since: NOW - 180 * MINUTE,
    health: 'online',
    upstream: 'napcat',
    implementation: { name: 'NapCat.Onebot', version: '4.8.95' },
    webui: 'http://127.0.0.1:6099/webui',
    last_event_at: Date.now() - 1_500,
    events: 41_233,
    calls_in_flight: 2,
    held_calls: 0,
    pace: { waiting: 3, next_in_ms: 400, slowed: false },
  },
  {
    self_id: '10002',
    nickname: NASTY.markup,
    online: false,
    since: NOW - 12 * MINUTE,
    health: 'offline',
    upstream: 'lagrange',
    implementation: { name: 'Lagrange.OneBot' },
    webui: 'http://127.0.0.1:6100/',
    last_event_at: NOW - 12 * MINUTE,
    events: 11_180,
    calls_in_flight: 0,
    held_calls: 4,
    breaker: { state: 'open', retry_after_ms: 9_000 },
  },
  {
    self_id: '10003',
    nickname: NASTY.invisible,
    online: true,
    since: NOW - 60 * MINUTE,
    health: 'online',
    events: 0,
    calls_in_flight: 0,
    held_calls: 0,
  },
]

const clients = (): HubState['clients'] => [
  client('a1', 'weather', {
    connections: [connection(1, '10001', 3_120)],
    lag_events: 3_120,
    lag_s: 156,
    gaps: 1,
    rights: { accounts: ['10001'], actions: ['send_*', 'get_*'], groups: { deny: ['30002'] }, users: [] },
    filter: 'post_type is "message" and raw_message begins with "/"',
  }),
  client('a22', 'forum', { rights: { read_only: true, groups: ['30001'], expires: NOW + 86_400_000 } }),
  client('a333', 'archive', { connections: [], last_seen_at: NOW - 40 * MINUTE }),
  client('a4444', undefined, { connections: [{ ...connection(4, 'all'), program: NASTY.turned }] }),
]

const upstreams = (): HubState['upstreams'] => [
  {
    name: 'napcat',
    type: 'ws',
    address: 'ws://127.0.0.1:3001',
    state: 'connected',
    since: NOW - 180 * MINUTE,
    self_ids: ['10001'],
    webui: 'http://127.0.0.1:6099/webui',
    process: { state: 'running', pid: 4711 },
  },
  {
    name: 'lagrange',
    type: 'ws-reverse',
    address: '/upstream/lagrange',
    state: 'failed',
    failure: 'connection refused',
    since: NOW - 12 * MINUTE,
    self_ids: ['10002'],
  },
]

const problems = (): HubState['problems'] => [
  {
    kind: 'account_offline',
    severity: 'error',
    subject: '10002',
    since: NOW - 12 * MINUTE,
    text: 'Account 10002 is logged out of QQ: its implementation is connected and reports it offline.',
    advice: 'Log in again on the page of the implementation, usually by scanning the code.',
    fields: { account: '10002', upstream: 'lagrange', webui: 'http://127.0.0.1:6100/' },
  },
  {
    kind: 'client_lagging',
    severity: 'warning',
    subject: 'weather',
    since: NOW - 3 * MINUTE,
    text: 'Client weather is 3,120 events behind, for 156 s.',
    advice: 'It is too slow, or stuck: see its log. If it does not need these events, have it jump to now.',
    fields: { client: 'weather', account: '10001', events: 3_120, seconds: 156 },
  },
  {
    kind: 'connections_refused',
    severity: 'warning',
    subject: '127.0.0.1',
    since: NOW - MINUTE,
    text: '4 connections from 127.0.0.1 were refused: wrong token.',
    advice: 'If it is your bot, check its token. If not, somebody tries tokens.',
    fields: { address: '127.0.0.1', reason: 'wrong token', count: 4 },
  },
]
