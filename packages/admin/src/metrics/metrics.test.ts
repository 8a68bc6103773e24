import type { ClientState, HubCounters, HubState } from '@rookery/hub'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Stage } from '../../../hub/src/hub.fixture.js'
import { exposition } from './exposition.js'
import { hubFamilies } from './hub-families.js'
import { Metrics } from './metrics.js'

const CLIENT: ClientState = {
  app_id: 'a',
  kind: 'named',
  connections: [],
  lag_events: 0,
  lag_s: 0,
  gaps: 0,
  rights: {},
}
const STATE: HubState = {
  at: 2_000,
  started_at: 1_500,
  accounts: [],
  clients: [],
  upstreams: [],
  journal: { events: 0, bytes: 0, engine: 'memory' },
  rates: { events_per_s: 0, deliveries_per_s: 0, calls_per_s: 0 },
  problems: [],
}
const COUNTERS: HubCounters = {
  events: 0,
  deliveries: 0,
  calls: [],
  durations: [],
  duration_limits_ms: [5, 10],
}

const linesOf = (state: Partial<HubState>, counters: Partial<HubCounters> = {}): string[] =>
  exposition(hubFamilies({ ...STATE, ...state }, { ...COUNTERS, ...counters })).split('\n')

describe('the text of metrics', () => {
  it('names each metric once, with its help and type, and leaves out those without values', () => {
    const lines = linesOf({})
    expect(lines).toEqual([
      '# HELP rookery_deliveries_total Events sent to clients, each for each of its connections.',
      '# TYPE rookery_deliveries_total counter',
      'rookery_deliveries_total 0',
      '# HELP rookery_journal_events Events that the journal holds in memory.',
      '# TYPE rookery_journal_events gauge',
      'rookery_journal_events 0',
      '# HELP rookery_journal_bytes Bytes of these events.',
      '# TYPE rookery_journal_bytes gauge',
      'rookery_journal_bytes 0',
      '# HELP rookery_start_time_seconds Start of the hub, as unix time.',
      '# TYPE rookery_start_time_seconds gauge',
      'rookery_start_time_seconds 1.5',
      '',
    ])
  })

  it('escapes what clients call themselves', () => {
    const name = 'a"b\\c\nd{e="f"} 喵'
    expect(linesOf({ clients: [{ ...CLIENT, name, gaps: 2 }] })).toContain(
      'rookery_client_gaps_total{client="a\\"b\\\\c\\nd{e=\\"f\\"} 喵"} 2',
    )
  })

  it('has histograms whose buckets hold all up to their limits', () => {
    const durations = [{ action: 'get_msg', sum_ms: 1_234, counts: [3, 2, 1] }]
    const lines = linesOf({}, { durations }).filter((line) => line.startsWith('rookery_call_duration'))
    expect(lines).toEqual([
      'rookery_call_duration_seconds_bucket{action="get_msg",le="0.005"} 3',
      'rookery_call_duration_seconds_bucket{action="get_msg",le="0.01"} 5',
      'rookery_call_duration_seconds_bucket{action="get_msg",le="+Inf"} 6',
      'rookery_call_duration_seconds_sum{action="get_msg"} 1.234',
      'rookery_call_duration_seconds_count{action="get_msg"} 6',
    ])
  })

  it('counts clients beyond two hundred together, and those without a name; the config’s have their own', () => {
    const many = Array.from({ length: 500 }, (_, n) => ({ ...CLIENT, name: `c${n}`, gaps: 1, lag_events: n }))
    const nameless = [CLIENT, CLIENT].map((each) => ({ ...each, kind: 'anonymous' as const, gaps: 3 }))
    const entry = { ...CLIENT, name: 'entry', kind: 'configured' as const }
    const lines = linesOf({ clients: [...nameless, ...many, entry] })
    const gaps = lines.filter((line) => line.startsWith('rookery_client_gaps_total'))
    expect(gaps).toHaveLength(201)
    expect(gaps).toContain('rookery_client_gaps_total{client="entry"} 0')
    expect(gaps).toContain('rookery_client_gaps_total{client="anonymous"} 6')
    expect(gaps).toContain('rookery_client_gaps_total{client="other"} 302')
    expect(lines).toContain('rookery_client_lag_events{client="other"} 499')
  })

  it('has problems by kind', () => {
    const problem = { subject: '1', since: 0, text: '', advice: '', fields: {} }
    const lines = linesOf({
      problems: [
        { ...problem, kind: 'account_offline', severity: 'error' },
        { ...problem, kind: 'account_offline', severity: 'error' },
        { ...problem, kind: 'token_short', severity: 'warning' },
      ],
    })
    expect(lines).toContain('rookery_problems{kind="account_offline",severity="error"} 2')
    expect(lines).toContain('rookery_problems{kind="token_short",severity="warning"} 1')
  })
})

describe('the metrics of a running hub', () => {
  let stage: Stage
  let metrics: Metrics
  beforeEach(async () => {
    stage = new Stage()
    const account = await stage.account()
    await stage.start([account])
    metrics = new Metrics(stage.hub)
    const client = await stage.opened('?client_name=bot')
    for (let n = 0; n < 3; n++) account.emit({ post_type: 'notice', n })
    await expect.poll(() => client.events.length).toBe(3)
    await client.call('send_group_msg', { group_id: 1, message: 'x' })
  })
  afterEach(async () => {
    metrics.close()
    await stage.close()
  })

  it('agree with its state and counters', () => {
    const lines = metrics.text().split('\n')
    for (const line of [
      'rookery_events_total{account="10001"} 3',
      'rookery_deliveries_total 3',
      'rookery_calls_total{action="send_group_msg",client="bot",outcome="ok"} 1',
      'rookery_call_duration_seconds_count{action="send_group_msg"} 1',
      'rookery_client_connections{client="bot"} 1',
      'rookery_account_online{account="10001"} 1',
      'rookery_upstream_up{upstream="up0"} 1',
      'rookery_journal_events 3',
    ])
      expect(lines).toContain(line)
  })

  it('have what the process uses, and how late its timers are', async () => {
    metrics.text()
    await new Promise((resolve) => setImmediate(resolve))
    const values = new Map(
      metrics
        .text()
        .split('\n')
        .filter((line) => !line.startsWith('#'))
        .map((line) => [line.split(' ')[0], Number(line.split(' ')[1])]),
    )
    expect(values.get('process_resident_memory_bytes')).toBeGreaterThan(1e7)
    expect(values.get('nodejs_heap_size_used_bytes')).toBeGreaterThan(1e6)
    expect(values.get('process_cpu_seconds_total')).toBeGreaterThan(0)
    for (const name of ['p50', 'p99', 'max'])
      expect(values.get(`nodejs_eventloop_lag_${name}_seconds`)).toBeGreaterThanOrEqual(0)
  })
})
