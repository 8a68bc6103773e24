import { once } from 'node:events'
import { connect, createServer } from 'node:net'

/** Stands between two programs, and breaks their connections in every way that a network knows. */
export class BreakingProxy {
  port
  /** What becomes of connections from now on: `pass`, `loris` (a byte now and then), `refuse`. */
  mode = 'pass'
  lorisMs = 100
  #server
  #target
  #pairs = new Set()

  static async to(port) {
    const proxy = new BreakingProxy(port)
    await once(proxy.#server, 'listening')
    proxy.port = proxy.#server.address().port
    return proxy
  }

  constructor(target) {
    this.#target = target
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
   * Carries nothing any more over those open now, and tells nobody, as when a cable is cut. The far side ends; resolves with how
   * many milliseconds later the near side gave up.
   */
  freeze() {
    const startedMs = performance.now()
    const gaveUp = [...this.#pairs].map(async ({ outside, inside }) => {
      for (const socket of [outside, inside]) socket.removeAllListeners('data')
      outside.resume()
      inside.destroy()
      if (!outside.destroyed) await once(outside, 'close')
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
    outside.on('data', (bytes) => inside.write(bytes))
    if (this.mode === 'loris') dribble(inside, outside, this.lorisMs)
    else inside.on('data', (bytes) => outside.write(bytes))
    for (const socket of [outside, inside]) socket.setNoDelay(true).on('error', () => {})
    outside.on('close', () => {
      this.#pairs.delete(pair)
      inside.destroy()
    })
    inside.on('end', () => outside.end())
    outside.on('end', () => inside.end())
  }
}

/** Passes on a byte at a time. */
function dribble(from, to, everyMs) {
  let waiting = Buffer.alloc(0)
  from.on('data', (bytes) => {
    waiting = Buffer.concat([waiting, bytes])
  })
  const timer = setInterval(() => {
    if (waiting.length === 0) return
    to.write(waiting.subarray(0, 1))
    waiting = waiting.subarray(1)
  }, everyMs)
  to.on('close', () => clearInterval(timer))
}
