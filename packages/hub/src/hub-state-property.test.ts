import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type SimulatedAccount, Stage, type TestClient } from './hub.fixture.js'
import type { HubState } from './state/hub-state.js'

type Step =
  | { readonly is: 'emit'; readonly account: number; readonly count: number }
  | { readonly is: 'connect'; readonly name: string; readonly account: number; readonly pongs: boolean }
  | { readonly is: 'leave'; readonly which: number }
  | { readonly is: 'call'; readonly which: number }
  | { readonly is: 'offline'; readonly account: number; readonly online: boolean }
  | { readonly is: 'cut'; readonly account: number }
  | { readonly is: 'pass'; readonly ms: number }
  | { readonly is: 'jump'; readonly name: string }

const which = fc.nat({ max: 3 })
const account = fc.nat({ max: 1 })
const name = fc.constantFrom('', 'one', 'two')
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    fc.record({ is: fc.constant('emit' as const), account, count: fc.integer({ min: 1, max: 30 }) }),
    fc.record({ is: fc.constant('connect' as const), name, account, pongs: fc.boolean() }),
    fc.record({ is: fc.constant('leave' as const), which }),
    fc.record({ is: fc.constant('call' as const), which }),
    fc.record({ is: fc.constant('offline' as const), account, online: fc.boolean() }),
    fc.record({ is: fc.constant('cut' as const), account }),
    fc.record({ is: fc.constant('pass' as const), ms: fc.integer({ min: 1, max: 20_000 }) }),
    fc.record({ is: fc.constant('jump' as const), name }),
  ),
  { minLength: 5, maxLength: 25 },
)

class Run {
  readonly stage = new Stage()
  readonly clients: TestClient[] = []
  accounts: SimulatedAccount[] = []

  async start(): Promise<void> {
    this.accounts = [await this.stage.account('10001'), await this.stage.account('10002')]
    const keep = { ageMs: 60_000, events: 20, bytes: 1024 * 1024 }
    const clients = [{ name: 'entry', token: 'token-of-the-entry', accounts: ['10001', '777'] }]
    await this.stage.start(this.accounts, { clients, journal: { engine: 'memory', keep } })
  }

  async take(step: Step): Promise<void> {
    const one = 'account' in step ? this.accounts[step.account] : undefined
    if (step.is === 'emit') for (let n = 0; n < step.count; n++) one?.emit({ post_type: 'notice', n })
    else if (step.is === 'connect') await this.#connect(step)
    else if (step.is === 'leave') this.clients[step.which]?.ws.terminate()
    else if (step.is === 'call') this.clients[step.which]?.ws.send('{"action":"get_group_list"}', () => {})
    else if (step.is === 'offline') {
      const status = { online: step.online, good: step.online }
      one?.emit({ post_type: 'meta_event', meta_event_type: 'heartbeat', status })
    } else if (step.is === 'cut') one?.cut()
    else if (step.is === 'pass') await this.stage.clock.advance(step.ms)
    else await this.stage.hub.operate.jumpToNow(step.name)
  }

  async #connect({ name: client_name, account: index, pongs }: Extract<Step, { is: 'connect' }>) {
    const query = new URLSearchParams({ self_id: `1000${index + 1}`, ...(client_name && { client_name }) })
    const client = this.stage.client(`?${query}`, {}, { autoPong: pongs })
    if ((await client.opened()) === 'open') this.clients.push(client)
  }
}

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0)
const most = (numbers: readonly number[]): number => Math.max(0, ...numbers)

/** What must hold of every state, whatever has happened. */
function check(state: HubState, { hub }: Stage): void {
  const connections = state.clients.flatMap((each) => each.connections)
  const counters = hub.counters()
  expect(new Set(connections.map(({ id }) => id)).size).toBe(connections.length)
  for (const { lag_events, lag_s, connections: own, last_seen_at } of state.clients) {
    expect(lag_events).toBe(most(own.map((each) => each.lag_events)))
    expect(lag_s).toBe(most(own.map((each) => each.lag_s)))
    if (own.length > 0) expect(last_seen_at).toBeUndefined()
  }
  const online = state.clients.filter((each) => each.connections.length > 0)
  expect(online.map(({ app_id }) => app_id).sort()).toEqual(
    hub
      .clients()
      .map(({ app_id }) => app_id)
      .sort(),
  )
  expect(sum(connections.map(({ delivered }) => delivered))).toBeLessThanOrEqual(counters.deliveries)
  expect(sum(state.accounts.map(({ events }) => events))).toBe(counters.events)
  expect(state.journal).toMatchObject({ ...hub.journal })
  expect(state.journal.events).toBeLessThanOrEqual(counters.events)
  checkAccounts(state, hub)
  const ranks = state.problems.map(({ severity }) => severity)
  expect(ranks).toEqual([...ranks].sort((a, b) => (a === b ? 0 : a === 'error' ? -1 : 1)))
  expect(JSON.parse(JSON.stringify(state))).toEqual(state)
}

function checkAccounts(state: HubState, hub: Stage['hub']): void {
  const seen = state.accounts.filter(({ health }) => health !== 'never_seen')
  expect(seen.map(({ self_id, online }) => ({ self_id, online }))).toEqual(hub.accounts())
  for (const { self_id, health, online, upstream, since } of state.accounts) {
    expect(online).toBe(health === 'online')
    expect(since).toBeLessThanOrEqual(state.at)
    const serving = state.upstreams.filter(({ self_ids }) => self_ids.includes(self_id))
    expect(serving.map((each) => each.name)).toEqual(upstream === undefined ? [] : [upstream])
    expect(state.problems.some(({ subject }) => subject === self_id)).toBe(health !== 'online')
  }
  for (const { state: reach, self_ids } of state.upstreams)
    if (self_ids.length > 0) expect(reach).toBe('connected')
}

it('a state never contradicts itself, nor what the hub says elsewhere', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (taken) => {
      const run = new Run()
      try {
        await run.start()
        for (const step of taken) {
          await run.take(step)
          check(run.stage.hub.state(), run.stage)
        }
      } finally {
        await run.stage.close()
      }
    }),
    { numRuns: 15 },
  )
}, 60_000)
