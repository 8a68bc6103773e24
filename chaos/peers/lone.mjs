import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { until } from '../clock.mjs'

const FILE = fileURLToPath(new URL('lone-client.mjs', import.meta.url))

/** A client in a process of its own. */
export class Lone {
  #process

  static async connect(url, token) {
    const lone = new Lone(url, token)
    await until('the lone client is greeted', async () => (await lone.counts()).isGreeted)
    return lone
  }

  constructor(url, token) {
    this.#process = fork(FILE, [url, token])
  }

  signal(signal) {
    this.#process.kill(signal)
  }

  /** What it received so far. */
  async counts() {
    const answer = once(this.#process, 'message')
    this.#process.send('counts')
    return (await answer)[0]
  }

  close() {
    this.#process.kill('SIGKILL')
  }
}
