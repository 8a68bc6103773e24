import {
  type AccountLinks,
  buildWorld,
  type Deed,
  type LinkSpec,
  Sandbox,
  startLinks,
} from '@rookery/sandbox'
import { type Reply, WsClient } from './client.js'
import { eventName, type Facts } from './shapes.js'

/** The accounts: the first owns group 30001, of which the second is an admin. */
export const FIRST = 10000
export const SECOND = 10001

const world = (profile: string) =>
  buildWorld(
    {
      accounts: [
        { self_id: FIRST, nickname: '小企', profile: profile as 'napcat' },
        { self_id: SECOND, nickname: '小鹅', profile: profile as 'napcat' },
      ],
      users: [
        { user_id: 20001, nickname: 'Alice', sex: 'female', age: 21 },
        { user_id: 20002, nickname: 'Bob' },
        { user_id: 20003, nickname: 'Dave' },
      ],
      friends: [
        [FIRST, 20001],
        [FIRST, SECOND],
      ],
      groups: [
        { group_id: 30001, group_name: '读书会', owner: FIRST, admins: [SECOND], members: [20001, 20002] },
        { group_id: 30002, group_name: '没有机器人', owner: 20001, members: [20002] },
        { group_id: 30003, group_name: '看书的人', owner: 20001, members: [FIRST, SECOND, 20002] },
      ],
    },
    Date.now(),
  )

const SPECS: readonly LinkSpec[] = [
  { type: 'http', port: 0 },
  { type: 'ws', port: 0, report_self_message: true },
]

/** A sandbox of two accounts, and a client that listens to each. */
export class Stage {
  readonly sandbox: Sandbox
  /** Whether the world alone was changed, so that another test may have the links. */
  isReusable = true
  readonly #undo: (() => unknown)[] = []
  readonly #accounts = new Map<number, { readonly api: string; readonly client: WsClient }>()

  constructor(profile: string) {
    this.sandbox = new Sandbox(world(profile))
  }

  /** Accounts that answer like an implementation. */
  static async open(profile = 'napcat'): Promise<Stage> {
    const stage = new Stage(profile)
    await stage.#join(FIRST)
    await stage.#join(SECOND)
    await stage.forget()
    return stage
  }

  /** Puts a fresh world in place of the one that a test has left. */
  async renew(profile: string): Promise<void> {
    this.sandbox.reset(world(profile))
    await this.forget()
  }

  async links(self_id: number, specs: readonly LinkSpec[], heartbeatMs = 0): Promise<AccountLinks> {
    const links = await startLinks(this.sandbox, self_id, specs, { heartbeatMs })
    this.undo(() => links.close())
    return links
  }

  /** A client that is gone with the stage. */
  async client(url: string, headers: Readonly<Record<string, string>> = {}): Promise<WsClient> {
    const client = await WsClient.open(url, headers)
    this.undo(() => client.close())
    return client
  }

  undo(act: () => unknown): void {
    this.#undo.unshift(act)
  }

  /** Where the HTTP API of an account is. */
  api(self_id: number): string {
    return this.#of(self_id).api
  }

  /** A call over the WebSocket of an account. */
  call(self_id: number, action: string, params: object | string = {}): Promise<Reply> {
    return this.#of(self_id).client.call(action, params)
  }

  /** A call that must succeed; gives its data. */
  async does(self_id: number, action: string, params: object = {}): Promise<Facts> {
    const { body } = await this.call(self_id, action, params)
    if (body.status !== 'ok') throw new Error(`${action} ${JSON.stringify(params)}: ${body.wording}`)
    return Object(body.data)
  }

  /** An album of the group, made by whoever is able to. */
  async sandboxAlbum(): Promise<{ readonly album_id: string }> {
    const { world } = this.sandbox
    const account = world.accounts.get(SECOND)
    if (!account) throw new Error('the second account is gone')
    const accounts = world.accounts.set(SECOND, { ...account, profile: 'llbot' })
    this.sandbox.adopt({ ...world, accounts })
    const { album_id } = await this.does(SECOND, 'create_group_album', { group_id: 30001, name: '春游' })
    this.sandbox.adopt({ ...this.sandbox.world, accounts: world.accounts })
    return { album_id: String(album_id) }
  }

  /** Somebody who is no account does something. */
  person(by: number, deed: Deed): unknown {
    return this.sandbox.act(by, deed)
  }

  /** The events that an account was told and that were not forgotten. */
  async events(self_id: number): Promise<readonly Facts[]> {
    // Whatever was sent before this reply is here with it.
    await this.call(self_id, 'get_status')
    return this.#of(self_id).client.events
  }

  /** The newest event of a name. */
  async told(self_id: number, name: string): Promise<Facts> {
    const found = (await this.events(self_id)).filter((event) => eventName(event) === name).at(-1)
    if (!found) throw new Error(`${self_id} was not told of ${name}`)
    return found
  }

  async forget(): Promise<void> {
    for (const self_id of this.#accounts.keys()) {
      await this.events(self_id)
      this.#of(self_id).client.events.length = 0
    }
  }

  async close(): Promise<void> {
    for (const undo of this.#undo.splice(0)) await undo()
    await this.sandbox.close()
  }

  async #join(self_id: number): Promise<void> {
    const [http, ws] = (await this.links(self_id, SPECS)).open
    const client = await this.client(ws?.url ?? '')
    this.#accounts.set(self_id, { api: http?.url ?? '', client })
  }

  #of(self_id: number) {
    const account = this.#accounts.get(self_id)
    if (!account) throw new Error(`there is no account ${self_id}`)
    return account
  }
}

/** Gives each test a stage with a fresh world, on the links of an earlier test where that has left them alone. */
export class Stages {
  #idle: Stage | undefined
  #taken: Stage | undefined

  async take(profile = 'napcat'): Promise<Stage> {
    await this.#idle?.renew(profile)
    this.#taken = this.#idle ?? (await Stage.open(profile))
    this.#idle = undefined
    return this.#taken
  }

  /** Takes back the stage of the test that is over, if it had one. */
  async giveBack(): Promise<void> {
    const stage = this.#taken
    this.#taken = undefined
    if (stage?.isReusable) this.#idle = stage
    else await stage?.close()
  }

  async close(): Promise<void> {
    await this.#idle?.close()
  }
}
