import { once } from 'node:events'
import { connect, createServer } from 'node:net'

/** Stands between a hub and another program, and breaks their connections in every way that a network knows. */
export class BreakingProxy {
  port
  /** What becomes of connections from now on: `pass`, `loris` (a byte now and then), `refuse`. */
  mode = 'pass'
  lorisMs = 100
  #server
  #target
  #hubDials
  #pairs = new Set()

  /** `hubDials` says that the hub is the one that connects here; otherwise it is what listens on `port`. */
  static async to(port, { hubDials = true } = {}) {
    const proxy = new BreakingProxy(port, hubDials)
    await once(proxy.#server, 'listening')
    proxy.port = proxy.#server.address().port
    return proxy
  }

  constructor(target, hubDials) {
    this.#target = target
    this.#hubDials = hubDials
    this.#server = createServer((outside) => this.#join(outside)).listen(0, '127.0.0.1')
  }

  get count() {
    return this.#pairs.size
  }

  /** Resets both sides of all connections (RST). */
  reset() {
    for (const { outside, inside } of this.#pairs) {
      outside.resetAndDestroy()
      inside.resetAndDestroy()
    }
  }

  /** Ends both sides of all connections (FIN). */
  finish() {
    for (const { outside, inside } of this.#pairs) {
      outside.end()
      inside.end()
    }
  }

  /**
   * Carries nothing any more over those open now, and tells the hub nothing, as when a cable is cut; the other side ends. Resolves with
   * how many milliseconds later the hub gave up.
   */
  freeze() {
    const startedMs = performance.now()
    const gaveUp = [...this.#pairs].map(async (pair) => {
      const [hub, other] = this.#sides(pair)
      for (const socket of [hub, other]) socket.removeAllListeners()
      for (const socket of [hub, other]) socket.on('error', () => {})
      hub.resume()
      other.destroy()
      if (!hub.destroyed) await once(hub, 'close')
      this.#pairs.delete(pair)
      return performance.now() - startedMs
    })
    return Promise.all(gaveUp)
  }

  close() {
    this.reset()
    this.#server.close()
  }

  #join(outside) {
    if (this.mode === 'refuse') return outside.resetAndDestroy()
    const inside = connect(this.#target, '127.0.0.1')
    const pair = { outside, inside }
    this.#pairs.add(pair)
    const [hub, other] = this.#sides(pair)
    hub.on('data', (bytes) => other.write(bytes))
    if (this.mode === 'loris') dribble(other, hub, this.lorisMs, () => this.mode === 'loris')
    else other.on('data', (bytes) => hub.write(bytes))
    for (const socket of [outside, inside]) socket.setNoDelay(true).on('error', () => {})
    outside.on('close', () => {
      this.#pairs.delete(pair)
      inside.destroy()
    })
    inside.on('end', () => outside.end())
    inside.on('close', () => outside.destroy())
    outside.on('end', () => inside.end())
  }

  #sides({ outside, inside }) {
    return this.#hubDials ? [outside, inside] : [inside, outside]
  }
}

/** Passes on a byte at a time, while that is wanted. */
function dribble(from, to, everyMs, isSlow) {
  let waiting = Buffer.alloc(0)
  from.on('data', (bytes) => {
    waiting = Buffer.concat([waiting, bytes])
  })
  const timer = setInterval(() => {
    if (waiting.length === 0) return
    const size = isSlow() ? 1 : waiting.length
    to.write(waiting.subarray(0, size))
    waiting = waiting.subarray(size)
  }, everyMs)
  to.on('close', () => clearInterval(timer))
}
