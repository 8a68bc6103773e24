import { execFileSync } from 'node:child_process'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { EXPOSITION_TYPE, Metrics } from '@rookery/admin'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Kept } from '../packages/hub/src/history/kept-store.fixture.js'
import { Stage } from '../packages/hub/src/hub.fixture.js'
import { dashboardQueries, type Query, RULES, ruleQueries } from './prometheus/queries.js'
import { type Prometheus, programs, prometheusFor } from './prometheus/server.js'

const SCRAPES_MS = 20_000
const pace = { account: { count: 100, perMs: 1_000 } }

let stage: Stage
let prometheus: Prometheus
let metrics: Metrics

/** A hub with two accounts, one of which goes offline, and a bot that gets events, makes calls and hangs. */
beforeAll(async () => {
  stage = new Stage()
  stage.kept = new Kept()
  const accounts = [await stage.account('10001'), await stage.account('10002')]
  await stage.start(accounts, { pace, deadAfterMs: 1e9 })
  metrics = new Metrics(stage.hub)
  stage.undo(() => metrics.close())
  prometheus = await prometheusFor(stage, await served(), RULES)
  const bot = await stage.opened('?client_name=bot&self_id=10001')
  await stage.opened('?client_name=hung&self_id=10001', {}, { autoPong: false })
  const [one, two] = accounts
  two?.emit({ post_type: 'meta_event', meta_event_type: 'heartbeat', status: { online: false } })
  let n = 0
  await expect
    .poll(
      async () => {
        one?.emit({ post_type: 'notice', n: n++ })
        two?.emit({ post_type: 'notice', n: n++ })
        await bot.call('get_group_list', {}, n)
        await bot.call('send_group_msg', { group_id: 1, message: 'x' }, -n)
        return (await prometheus.query('changes(rookery_deliveries_total[1m]) > 3')).length
      },
      { timeout: SCRAPES_MS, interval: 200 },
    )
    .toBe(1)
})
afterAll(() => stage.close())

/** Serves the metrics as the admin's server does, without a token. */
async function served(): Promise<string> {
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'Content-Type': EXPOSITION_TYPE }).end(metrics.text())
  }).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  stage.undo(() => {
    server.closeAllConnections()
    server.close()
  })
  return `127.0.0.1:${(server.address() as AddressInfo).port}`
}

const cases = (queries: readonly Query[]) => queries.map(({ of, expression }) => [of, expression] as const)

describe('a real Prometheus', () => {
  it('reads the metrics, of which promtool has nothing to say', () => {
    expect(() =>
      execFileSync(programs().promtool, ['check', 'metrics'], { input: metrics.text(), stdio: 'pipe' }),
    ).not.toThrow()
  })

  it('has what the hub counts', async () => {
    const [events] = await prometheus.query('sum(rookery_events_total)')
    expect(Number(events?.value[1])).toBeGreaterThan(5)
    const [offline] = await prometheus.query('rookery_account_online == 0')
    expect(offline?.metric).toMatchObject({ account: '10002', job: 'rookery' })
    const [hung] = await prometheus.query('rookery_client_lag_events{client="hung"} > 0')
    expect(hung).toBeDefined()
  })

  it.each(cases(dashboardQueries()))('returns a series for the panel “%s”: %s', async (_, expression) => {
    expect((await prometheus.query(expression)).length).toBeGreaterThan(0)
  })

  it.each(cases(ruleQueries()))('returns a series for the alert %s: %s', async (_, expression) => {
    expect((await prometheus.query(expression)).length).toBeGreaterThan(0)
  })

  it('accepts the alert rules, and can evaluate each', async () => {
    const checked = execFileSync(programs().promtool, ['check', 'rules', RULES], { encoding: 'utf8' })
    expect(checked).toContain('SUCCESS')
    expect(await prometheus.ruleProblems()).toEqual([])
  })
})
