import { startHub, untilReady } from './hub.mjs'

/**
 * What stands between the accounts and the programs: the hub, or nothing at all. Without it each account serves every program
 * itself, which shows whether a program is fit to prove anything. Both have the same form.
 */

const hubToken = 'token-hub'
const secondToken = 'token-second'

/** The second account dials the hub, so that it can come online when it is its turn. */
export class BehindTheHub {
  isShared = true
  child
  #dir
  #port
  #first
  #second

  constructor({ dir, port, accounts: [first, second] }) {
    this.#dir = dir
    this.#port = port
    this.#first = first
    this.#second = second
  }

  http() {
    return `http://127.0.0.1:${this.#port}`
  }

  webSocket(selfId) {
    return `ws://127.0.0.1:${this.#port}/?self_id=${selfId}`
  }

  async open(clients) {
    const config = {
      listen: { host: '127.0.0.1', port: this.#port, token: hubToken },
      upstreams: [
        { name: 'first', type: 'ws', url: await this.#first.url(), token: 'token-account' },
        { name: 'second', type: 'ws-reverse', path: '/upstream/second', token: secondToken },
      ],
      clients,
    }
    this.child = startHub({ dir: this.#dir, config })
    await untilReady(this.child, this.#port)
  }

  bringOnline() {
    const url = `ws://127.0.0.1:${this.#port}/upstream/second`
    this.#second.connect({ type: 'ws-reverse', url, token: secondToken })
  }

  async close() {
    this.#second.disconnect()
    await this.child?.kill()
  }
}

export class NothingBetween {
  isShared = false
  child = undefined
  #accounts
  #addresses
  #clients

  static async before(accounts) {
    const addresses = await Promise.all(accounts.map((each) => each.url()))
    return new NothingBetween(accounts, addresses)
  }

  constructor(accounts, addresses) {
    this.#accounts = accounts
    this.#addresses = new Map(accounts.map(({ selfId }, index) => [selfId, addresses[index]]))
  }

  http(selfId) {
    return this.webSocket(selfId).replace('ws:', 'http:')
  }

  webSocket(selfId) {
    return this.#addresses.get(selfId)
  }

  open(clients) {
    this.#clients = clients
    this.#serve(this.#accounts[0])
  }

  bringOnline() {
    this.#serve(this.#accounts[1])
  }

  close() {
    for (const account of this.#accounts) account.disconnect()
  }

  #serve(account) {
    const isFor = ({ accounts }) => accounts === undefined || accounts.includes(account.selfId)
    for (const client of this.#clients) if (isFor(client)) account.connect(client)
  }
}
