import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePorts } from '../interop/free-ports.mjs'
import { HubProcess } from './hub/hub-process.mjs'
import { Crowd } from './peers/crowd.mjs'
import { Implementation } from './peers/implementation.mjs'

/** What a row plays on: a folder, a hub with its config, its peers. Everything is undone when the row is over. */
export class Stage {
  dir = mkdtempSync(join(tmpdir(), 'rookery-chaos-'))
  random
  hub
  port
  config
  #undo = []
  #slackMs

  /** `slackMs` widens every window of time; 0 where times are judged. */
  constructor(random, slackMs = 0) {
    this.random = random
    this.#slackMs = slackMs
  }

  /** An implementation that the hub dials, and named clients; nothing is started yet. */
  async set({ crowd = {}, config = {} } = {}) {
    const implementation = new Implementation(10001, this.#slackMs)
    this.after(() => implementation.close())
    const clients = await Crowd.of(crowd)
    this.after(() => clients.close())
    ;[this.port] = await freePorts(1)
    const url = `ws://127.0.0.1:${await implementation.listen()}/`
    this.config = {
      listen: { host: '127.0.0.1', port: this.port, token: 'chaos-token-of-all' },
      upstreams: [{ name: 'chaos', type: 'ws', url }],
      clients: clients.entries,
      pace: 'off',
      ...config,
    }
    return { implementation, clients }
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
  async begin({ crowd, config, hub: settings } = {}) {
    const { implementation, clients } = await this.set({ crowd, config })
    const hub = await this.startHub(settings)
    await hub.ready()
    await clients.start(this.port)
    return { implementation, clients, hub }
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
