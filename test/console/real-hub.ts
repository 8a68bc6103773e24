import { createAdmin, LogRing } from '@rookery/admin'
import { consoleFolder } from '@rookery/console'
import { defaultOptions, type Hub, startHub } from '@rookery/hub'
import { type AccountLinks, buildWorld, RunningClock, Sandbox, startLinks } from '@rookery/sandbox'
import { WebSocket } from 'ws'

export const ACCOUNTS = [10001, 10002] as const
export const REAL_ADMIN_TOKEN = 'admin-token-of-the-real-hub'
const LISTEN_TOKEN = 'listen-token-of-the-real-hub'

const worldSpec = {
  accounts: [
    { self_id: 10001, nickname: '小企' },
    { self_id: 10002, nickname: 'Pingu' },
  ],
  users: [{ user_id: 20001, nickname: 'Alice' }],
  friends: [[10001, 20001]],
  groups: [{ group_id: 30001, group_name: '读书会', owner: 20001, members: [10001, 10002] }],
} as const

/** A hub with two simulated accounts and four bots: one that keeps up, one that reads nothing, one by HTTP, and one without a right token. */
export class RealHub {
  readonly sandbox: Sandbox
  readonly hub: Hub
  readonly #links: readonly AccountLinks[]
  readonly #undo: readonly (() => unknown)[]
  readonly #bots: WebSocket[] = []

  private constructor(
    sandbox: Sandbox,
    hub: Hub,
    links: readonly AccountLinks[],
    undo: readonly (() => unknown)[],
  ) {
    this.sandbox = sandbox
    this.hub = hub
    this.#links = links
    this.#undo = undo
  }

  static async open(): Promise<RealHub> {
    const clock = new RunningClock()
    const sandbox = new Sandbox(buildWorld(worldSpec, clock.now()), clock)
    const links = await Promise.all(ACCOUNTS.map((id) => startLinks(sandbox, id, [{ type: 'ws', port: 0 }])))
    const admin = createAdmin({
      access: { adminToken: REAL_ADMIN_TOKEN, console: 'loopback', behindProxy: false },
      staticFolder: consoleFolder,
      log: new LogRing(),
    })
    const hub = await startHub(
      {
        ...defaultOptions,
        listen: { host: '127.0.0.1', port: 0, token: LISTEN_TOKEN },
        upstreams: links.map(({ open }, at) => ({
          type: 'ws',
          name: `qq${at + 1}`,
          url: open[0]?.url ?? '',
        })),
        clients: [
          { name: 'forum', token: 'token-of-forum-0123' },
          { name: 'weather', token: 'token-of-weather-01', readOnly: true },
          { name: 'script', token: 'token-of-script-012' },
        ],
      },
      { extension: admin },
    )
    admin.attach(hub)
    return new RealHub(sandbox, hub, links, [() => admin.close()])
  }

  get url(): string {
    return this.hub.url.replace(/^ws/, 'http')
  }

  /** Connects the bots; `weather` is connected and reads no further. */
  async connectBots(): Promise<void> {
    for (const token of ['token-of-forum-0123', 'token-of-weather-01', 'token-of-nobody-0123'])
      this.#bots.push(
        new WebSocket(this.hub.url, { headers: { Authorization: `Bearer ${token}`, 'X-Self-ID': '10001' } }),
      )
    const [forum, weather, refused] = this.#bots
    await Promise.all([opened(forum), opened(weather), failed(refused)])
    weather?.pause()
    await this.callByHttp('get_login_info', { self_id: 10001 })
  }

  /** Calls as the bot that has no connection. */
  callByHttp(action: string, params: object): Promise<Response> {
    return fetch(`${this.url}/${action}`, {
      method: 'POST',
      headers: { Authorization: 'Bearer token-of-script-012', 'Content-Type': 'application/json' },
      body: JSON.stringify(params),
    })
  }

  /** Has Alice say something in the group. */
  async say(text: string): Promise<void> {
    await this.sandbox.act(20001, { do: 'say', group_id: 30001, message: [{ type: 'text', data: { text } }] })
  }

  async close(): Promise<void> {
    for (const bot of this.#bots) bot.terminate()
    for (const undo of this.#undo) await undo()
    await this.hub.close()
    await Promise.all(this.#links.map((links) => links.close()))
    await this.sandbox.close()
  }
}

const opened = (socket: WebSocket | undefined) => new Promise((done) => socket?.once('open', done))

const failed = (socket: WebSocket | undefined) => new Promise((done) => socket?.once('error', done))
