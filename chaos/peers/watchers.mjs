import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { clockBaseMs, until } from '../clock.mjs'

const FILE = fileURLToPath(new URL('watchers-process.mjs', import.meta.url))

/**
 * Many clients that show how late events come to those whom a fault does not concern. They are in a process of their own, so
 * that their delays are the hub's and not those of who causes the fault.
 */
export class Watchers {
  #process
  #exited

  static async connect(hubPort, count, token) {
    const watchers = new Watchers(hubPort, count, token)
    await until('the watchers are greeted', async () => (await watchers.#ask('counts')).areGreeted)
    return watchers
  }

  constructor(hubPort, count, token) {
    this.#process = fork(FILE, [String(hubPort), String(count), token, String(clockBaseMs())])
    this.#exited = once(this.#process, 'exit').then(([code, signal]) => {
      throw new Error(`the watchers ended by ${signal ?? `code ${code}`}`)
    })
    this.#exited.catch(() => {})
  }

  /** The delay that 99 of 100 deliveries since the last call had at most, in milliseconds. */
  async takeP99() {
    return (await this.takeDelays()).p99
  }

  /** The median and the 99th percentile since the last call. */
  takeDelays() {
    return this.#ask('delays')
  }

  /** Events that the slowest of them has not got, of this many. */
  async lacking(count) {
    return count - (await this.#ask('counts')).last
  }

  /** Events of this many that the slowest of them has not got, and those that came out of order to any of them. */
  async missing(count) {
    const { last, disordered } = await this.#ask('counts')
    return count - last + disordered
  }

  close() {
    this.#process.kill('SIGKILL')
  }

  async #ask(what) {
    const answer = once(this.#process, 'message')
    this.#process.send(what)
    return (await Promise.race([answer, this.#exited]))[0]
  }
}
