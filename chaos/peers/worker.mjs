import { fork } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { nowMs } from '../clock.mjs'

const FILE = fileURLToPath(new URL('worker-client.mjs', import.meta.url))

/** One life of a bot in a process of its own, which shares the events with others. */
export class Worker {
  startedAt = nowMs()
  killedAt
  #process
  #path

  /** Starts it; resolves when the hub has greeted it. `path` is the file in which it notes what it receives. */
  static async start({ url, token, path }) {
    const worker = new Worker(url, token, path)
    await once(worker.#process, 'message')
    return worker
  }

  constructor(url, token, path) {
    this.#path = path
    this.#process = fork(FILE, [url, token, path])
  }

  /** Kills it, as `kill -9` does. */
  kill() {
    this.killedAt = nowMs()
    this.#process.kill('SIGKILL')
  }

  /** Ends it when the row is over. */
  close() {
    this.#process.kill('SIGKILL')
  }

  /** The events that it received: their numbers, with the times at which each came and was confirmed. */
  get records() {
    if (!existsSync(this.#path)) return []
    return recordsIn(readFileSync(this.#path, 'utf8'))
  }
}

/** Reads what a worker noted: `number time` for an event, `0 time` for a ping. The last line may have been cut by the kill. */
export function recordsIn(text) {
  const lines = text
    .split('\n')
    .slice(0, -1)
    .map((line) => line.split(' ').map(Number))
  const records = []
  let open = []
  for (const [n, at] of lines) {
    if (n > 0) open.push({ n, at })
    else {
      records.push(...open.map((each) => ({ ...each, confirmedAt: at })))
      open = []
    }
  }
  return [...records, ...open]
}
