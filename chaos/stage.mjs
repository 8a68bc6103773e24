import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePorts } from '../interop/free-ports.mjs'
import { until } from './clock.mjs'
import { HubProcess } from './hub/hub-process.mjs'
import { Crowd } from './peers/crowd.mjs'
import { postCall } from './peers/http-call.mjs'
import { Implementation } from './peers/implementation.mjs'

/** What a row plays on: a folder, a hub with its config, its peers. Everything is undone when the row is over. */
export class Stage {
  dir = mkdtempSync(join(tmpdir(), 'rookery-chaos-'))
  random
  hub
  port
  config
  /** Widens every window of time; 0 where times are judged. */
  slackMs
  #undo = []

  constructor(random, slackMs = 0) {
    this.random = random
    this.slackMs = slackMs
  }

  /**
   * Implementations that the hub dials, and named clients; nothing is started yet. `accounts` has for each implementation the
   * keys that its entry in the config has besides its address.
   */
  async set({ crowd = {}, config = {}, accounts = [{}] } = {}) {
    const implementations = accounts.map((_, index) => new Implementation(10001 + index, this.slackMs))
    const clients = await Crowd.of(crowd)
    this.after(() => {
      for (const each of [...implementations, clients]) each.close()
    })
    ;[this.port] = await freePorts(1)
    const upstreams = await Promise.all(
      implementations.map(async (each, index) => ({
        name: index === 0 ? 'chaos' : `chaos-${index + 1}`,
        type: 'ws',
        url: `ws://127.0.0.1:${await each.listen()}/`,
        ...accounts[index],
      })),
    )
    this.config = {
      listen: { host: '127.0.0.1', port: this.port, token: 'chaos-token-of-all' },
      upstreams,
      clients: clients.entries,
      pace: 'off',
      ...config,
    }
    return { implementation: implementations[0], implementations, clients }
  }

  /** Starts the hub, or starts it again, and waits until it listens. */
  async startHub(settings = {}) {
    const hub = new HubProcess({ dir: this.dir, config: this.config, ...settings })
    this.hub = hub
    this.after(() => {
      hub.kill()
      return hub.exited
    })
    if (settings.stdout === undefined) await hub.listens()
    return hub
  }

  /** The usual beginning: hub, account, clients. */
  async begin({ crowd, config, accounts, hub: settings } = {}) {
    const { implementation, implementations, clients } = await this.set({ crowd, config, accounts })
    const hub = await this.startReady(implementations, settings)
    await clients.start(this.port)
    return { implementation, implementations, clients, hub }
  }

  /** Starts the hub, and waits until all accounts answer. */
  async startReady(implementations, settings) {
    const hub = await this.startHub(settings)
    await hub.ready()
    for (const { selfId } of implementations.slice(1)) await this.#answers(selfId)
    return hub
  }

  /** Waits until an account answers calls. */
  #answers(selfId) {
    return until(`account ${selfId} answers`, async () => {
      const { reply } = await postCall(this.port, 'get_status', { self_id: selfId })
      return reply.retcode === 0
    })
  }

  /** Undoes something when the row is over, the latest first. */
  after(undo) {
    this.#undo.push(undo)
  }

  async end({ keep = false } = {}) {
    for (const undo of this.#undo.splice(0).reverse()) await undo()
    if (!keep) rmSync(this.dir, { recursive: true, force: true })
  }
}
