import type { HubState, Outcome, TrafficItem } from '@rookery/hub'
import { okReply, type Reply } from '@rookery/protocol'
import { type Answer, ask } from '../../hub/src/http-peers.fixture.js'
import { type SimulatedAccount, Stage, type TestClient } from '../../hub/src/hub.fixture.js'
import type { HubOptions } from '../../hub/src/options.js'
import type { AdminAccess } from './access/admin-access.js'
import { type Admin, type AdminSettings, createAdmin } from './admin.js'
import type { AdminHub } from './admin-hub.js'
import type { LiveFrame } from './wire.js'

export const ADMIN_TOKEN = 'the-token-of-the-admin'
export const VIEWER_TOKEN = 'the-token-of-a-viewer'
export const METRICS_TOKEN = 'the-token-for-metrics'
/** Tokens of the hub, which open nothing of the operator's side. */
export const LISTEN_TOKEN = 'the-token-of-the-hub'
export const CLIENT_TOKEN = 'the-token-of-koishi'

export const emptyState = (at = 0): HubState => ({
  at,
  started_at: 0,
  accounts: [],
  clients: [],
  upstreams: [],
  journal: { events: 0, bytes: 0, engine: 'memory' },
  rates: { events_per_s: 0, deliveries_per_s: 0, calls_per_s: 0 },
  problems: [],
})

/** Stand-in for what a hub shows and lets an operator do, as the test says. */
export class ShownHub {
  /** Made anew for each snapshot. */
  makeState: () => HubState = emptyState
  readonly acts: string[] = []
  outcome: Outcome = { done: true, connections: 1, events: 2 }
  reply: Reply = okReply({ message_id: 1 })
  snapshots = 0
  readonly #taps = new Set<(item: TrafficItem) => void>()

  get taps(): number {
    return this.#taps.size
  }

  pass(item: TrafficItem): void {
    for (const tap of this.#taps) tap(item)
  }

  /** The hub that a stage runs, with all that is not built from parts of it shown by this. */
  over(hub: Stage['hub']): AdminHub {
    const act = (name: string) => async (client: string, since?: number) => {
      this.acts.push(since === undefined ? `${name} ${client}` : `${name} ${client} ${since}`)
      return this.outcome
    }
    return {
      accounts: () => hub.accounts(),
      history: hub.history,
      alerts: hub.alerts,
      state: () => {
        this.snapshots++
        return this.makeState()
      },
      counters: () => ({ events: 0, deliveries: 0, calls: [], durations: [], duration_limits_ms: [] }),
      traffic: {
        tap: (listener) => {
          this.#taps.add(listener)
          return () => void this.#taps.delete(listener)
        },
      },
      operate: {
        disconnect: act('disconnect'),
        jumpToNow: act('jump'),
        replay: act('replay'),
        drain: act('drain'),
        call: async (account, action, params) => {
          this.acts.push(`call ${account} ${action} ${Buffer.from(params).toString()}`)
          return this.reply
        },
      },
    }
  }
}

/** Login of a browser. */
export interface Browser {
  readonly cookie: string
  readonly csrf: string
}

export interface Asking {
  readonly token?: string
  readonly browser?: Browser
  readonly origin?: string
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

/** A real hub with an operator's side, and one account. */
export class AdminStage {
  readonly stage = new Stage()
  readonly shown = new ShownHub()
  admin!: Admin
  account!: SimulatedAccount

  get clock() {
    return this.stage.clock
  }

  /** Address that browsers show as their origin. */
  get origin(): string {
    return this.stage.hub.url.replace(/^ws/, 'http')
  }

  async start(
    access: Partial<AdminAccess> = {},
    settings: Partial<AdminSettings> = {},
    options: Partial<HubOptions> = {},
  ): Promise<void> {
    this.admin = createAdmin({
      access: { ...usualAccess, ...access },
      clock: this.clock,
      version: '0.0.0',
      ...settings,
    })
    this.stage.extension = this.admin
    this.account = await this.stage.account()
    const listen = { host: '127.0.0.1', port: 0, token: LISTEN_TOKEN, ...options.listen }
    const clients = [{ name: 'koishi', token: CLIENT_TOKEN }]
    await this.stage.start([this.account], { clients, ...options, listen })
    this.admin.attach(this.shown.over(this.stage.hub))
    this.stage.undo(() => this.admin.close())
  }

  /** Sends a request as a program or as a browser does. */
  ask(method: string, path: string, asking: Asking = {}): Promise<Answer> {
    const { token, browser, origin, body, headers } = asking
    return ask(this.stage, path, {
      method,
      headers: {
        ...(token && { Authorization: `Bearer ${token}` }),
        ...(browser && { Cookie: browser.cookie, 'X-CSRF-Token': browser.csrf }),
        ...(browser && method !== 'GET' && { Origin: this.origin }),
        ...(origin && { Origin: origin }),
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
        ...headers,
      },
      body: body === undefined ? '' : JSON.stringify(body),
    })
  }

  /** Logs a browser in. */
  async login(token = ADMIN_TOKEN, headers: Readonly<Record<string, string>> = {}): Promise<Browser> {
    const answer = await this.ask('POST', '/api/admin/login', {
      origin: this.origin,
      body: { token },
      headers,
    })
    if (answer.status !== 200) throw new RangeError(`the login was answered ${answer.status}: ${answer.text}`)
    const [cookie = ''] = String(answer.headers['set-cookie']).split(';')
    return { cookie, csrf: String(answer.json.csrf) }
  }

  /** Opens the live stream as a page of that browser does. */
  async live(browser: Browser, options: object = {}): Promise<TestClient> {
    const headers = { Cookie: browser.cookie, Origin: this.origin }
    const page = await this.stage.opened('/api/admin/live', headers, options)
    await until(() => page.texts.length > 0)
    return page
  }

  close(): Promise<void> {
    return this.stage.close()
  }
}

export const usualAccess: AdminAccess = {
  adminToken: ADMIN_TOKEN,
  viewerToken: VIEWER_TOKEN,
  metricsToken: METRICS_TOKEN,
  console: 'loopback',
  behindProxy: false,
}

/** Waits until something holds that sockets of this process bring about. */
export async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setImmediate(resolve))
}

/** The frames of one kind that a page got. */
export const framesOf = <Type extends LiveFrame['type']>(page: TestClient, type: Type) =>
  (page.frames as unknown as readonly LiveFrame[]).filter(
    (frame): frame is Extract<LiveFrame, { type: Type }> => frame.type === type,
  )
