import { describe, expect, it } from 'vitest'
import type { HubState, LogLine } from '../wire/wire.js'
import { emptyHubPage, withLines, withLiveFrame } from './hub-page-state.js'
import { SERIES_POINTS } from './series.js'

const account = (self_id: string, events: number): HubState['accounts'][number] => ({
  self_id,
  online: true,
  since: 0,
  health: 'online',
  events,
  calls_in_flight: 0,
  held_calls: 0,
})

const state = (at: number, more: Partial<HubState> = {}): HubState => ({
  at,
  started_at: 1,
  accounts: [],
  clients: [],
  upstreams: [],
  journal: { events: 0, bytes: 0, engine: 'memory' },
  rates: { events_per_s: 0, deliveries_per_s: 0, calls_per_s: 0 },
  problems: [],
  ...more,
})

describe('the state of the page', () => {
  it('has events a second of each account, and forgets accounts that are gone', () => {
    let page = withLiveFrame(emptyHubPage, {
      type: 'hello',
      realm: 'admin',
      state: state(0, { accounts: [account('1', 100)] }),
    })
    page = withLiveFrame(page, {
      type: 'state',
      state: state(2_000, { accounts: [account('1', 150), account('2', 9)] }),
    })
    expect(page.series.accounts.get('1')).toEqual([0, 25])
    expect(page.series.accounts.get('2')).toEqual([0])
    page = withLiveFrame(page, { type: 'state', state: state(3_000, { accounts: [account('2', 9)] }) })
    expect([...page.series.accounts.keys()]).toEqual(['2'])
  })

  it('keeps so many numbers and no more', () => {
    let page = emptyHubPage
    for (let at = 0; at < SERIES_POINTS * 2; at++)
      page = withLiveFrame(page, {
        type: 'state',
        state: state(at * 1_000, { accounts: [account('1', at)] }),
      })
    expect(page.series.accounts.get('1')).toHaveLength(SERIES_POINTS)
    expect(page.series.events).toHaveLength(SERIES_POINTS)
  })

  it('tells a hub that has started anew from one that was away', () => {
    const line: LogLine = { seq: 5, at: 0, level: 'info', text: '', fields: {} }
    let page = withLiveFrame(emptyHubPage, { type: 'hello', realm: 'admin', state: state(1_000) })
    page = withLiveFrame(page, { type: 'log', lines: [line], left_out: 0 })
    page = withLiveFrame(page, { type: 'hello', realm: 'admin', state: state(9_000) })
    expect([page.restarts, page.log.length]).toEqual([0, 1])
    page = withLiveFrame(page, { type: 'hello', realm: 'admin', state: state(10_000, { started_at: 9_500 }) })
    // Lines of the new run are numbered from the beginning.
    expect([page.restarts, page.log.length]).toEqual([1, 0])
  })

  it('puts changes into the lists, by their keys', () => {
    const first = state(0, { accounts: [account('1', 1), account('2', 2), account('3', 3)] })
    let page = withLiveFrame(emptyHubPage, { type: 'hello', realm: 'admin', state: first })
    const { upstreams, journal, rates, problems } = first
    const accounts = { set: [account('2', 22), account('4', 4)], gone: ['1'] }
    const changes = { at: 1, upstreams, journal, rates, problems, accounts, clients: { set: [], gone: [] } }
    page = withLiveFrame(page, { type: 'changes', changes })
    expect(page.hub?.accounts.map(({ self_id, events }) => [self_id, events])).toEqual([
      ['2', 22],
      ['3', 3],
      ['4', 4],
    ])
  })

  it('has each line of the log once, and 5,000 at most', () => {
    const lines = (from: number, to: number): LogLine[] =>
      Array.from({ length: to - from }, (_, at) => ({
        seq: from + at,
        at: 0,
        level: 'info',
        text: '',
        fields: {},
      }))
    const log = withLines(lines(0, 10), lines(5, 15))
    expect(log.map(({ seq }) => seq)).toEqual(Array.from({ length: 15 }, (_, at) => at))
    expect(withLines(log, lines(15, 20_000))).toHaveLength(5_000)
  })
})
