import { startHub, untilReady } from './hub.mjs'

/**
 * What stands between the accounts and the programs: the hub, or nothing at all. Without it each account serves every program
 * itself, which shows whether a program is fit to prove anything. Both have the same form.
 */

const hubToken = 'token-hub'
const accountToken = 'token-account'
const upstreamPath = '/upstream/second'
const upstreamSecret = '秘密-upstream'

/**
 * The hub dials the first account; the second comes online when it is its turn: it dials the hub, and after a restart of the hub
 * it posts its events and is called over HTTP.
 */
export class BehindTheHub {
  isShared = true
  child
  #dir
  #port
  #first
  #second
  #times = 0

  constructor({ dir, port, accounts: [first, second] }) {
    this.#dir = dir
    this.#port = port
    this.#first = first
    this.#second = second
    second.disconnect()
  }

  http() {
    return `http://127.0.0.1:${this.#port}`
  }

  webSocket(selfId) {
    return `ws://127.0.0.1:${this.#port}/?self_id=${selfId}`
  }

  async open(clients) {
    this.#times++
    const config = {
      listen: { host: '127.0.0.1', port: this.#port, token: hubToken },
      upstreams: [
        { name: 'first', type: 'ws', url: await this.#first.url(), token: accountToken },
        await this.#secondUpstream(),
      ],
      clients,
    }
    this.child = startHub({ dir: this.#dir, config })
    await untilReady(this.child, this.#port)
  }

  bringOnline() {
    const client = this.#isOverHttp
      ? { type: 'http-post', url: this.http() + upstreamPath, secret: upstreamSecret, token: accountToken }
      : { type: 'ws-reverse', url: `ws://127.0.0.1:${this.#port}${upstreamPath}`, token: accountToken }
    this.#second.connect(client)
  }

  async close() {
    this.#second.disconnect()
    await this.child?.kill()
  }

  get #isOverHttp() {
    return this.#times > 1
  }

  async #secondUpstream() {
    if (!this.#isOverHttp)
      return { name: 'second', type: 'ws-reverse', path: upstreamPath, token: accountToken }
    const post = { path: upstreamPath, secret: upstreamSecret }
    return { name: 'second', type: 'http', url: await this.#second.httpUrl(), token: accountToken, post }
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
