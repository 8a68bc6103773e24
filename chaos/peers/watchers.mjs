import { until } from '../clock.mjs'
import { quantile } from '../report/figures.mjs'
import { LightReceived } from './light-received.mjs'
import { WsClient } from './ws-client.mjs'

/** Many clients that show how late events come to those whom a fault does not concern. */
export class Watchers {
  received
  #delays = []
  #clients

  static async connect(hubPort, count, token) {
    const watchers = new Watchers(hubPort, count, token)
    await until('the watchers are greeted', () => watchers.received.every(({ isGreeted }) => isGreeted))
    return watchers
  }

  constructor(hubPort, count, token) {
    this.received = Array.from({ length: count }, () => new LightReceived(this.#delays))
    const url = `ws://127.0.0.1:${hubPort}/`
    this.#clients = this.received.map((received) => new WsClient({ url, token, received }))
  }

  /** The delay that 99 of 100 deliveries since the last call had at most, in milliseconds. */
  takeP99() {
    const p99 = quantile(this.#delays, 0.99)
    this.#delays.length = 0
    return p99
  }

  /** The median and the 99th percentile since the last call. */
  takeDelays() {
    const [p50, p99] = [quantile(this.#delays, 0.5), quantile(this.#delays, 0.99)]
    this.#delays.length = 0
    return { p50, p99 }
  }

  get disordered() {
    return this.received.reduce((sum, each) => sum + each.disordered, 0)
  }

  /** Events that the slowest of them has not got, of this many. */
  lacking(count) {
    return Math.max(...this.received.map(({ last }) => count - last))
  }

  close() {
    for (const client of this.#clients) client.close()
  }
}
