import { spawn, spawnSync } from 'node:child_process'
import { cpus } from 'node:os'
import { fileURLToPath } from 'node:url'

export const SERVER_CPU = 0
export const CLIENT_CPU = 1

/**
 * Whether processes can be kept apart: two on one processor would measure each other. All processors count, not
 * only those that this process, itself perhaps a child, may use.
 */
export const canPin =
  cpus().length > 1 && spawnSync('taskset', ['-c', '0,1', 'true'], { stdio: 'ignore' }).status === 0

/** A Node process of ours that answers questions; see `answer`. */
export class Child {
  #process
  #lastId = 0
  #waiting = new Map()
  #notes = new Map()

  constructor(file, { cpu, args = [], nodeArgs = [] }) {
    const command = [process.execPath, ...nodeArgs, fileURLToPath(new URL(file, import.meta.url)), ...args]
    const pinned = canPin ? ['taskset', '-c', String(cpu), ...command] : command
    this.#process = spawn(pinned[0], pinned.slice(1), { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
    this.#process.on('message', (message) => this.#receive(message))
    this.ended = new Promise((resolve) => this.#process.once('exit', resolve)).then((code) => {
      for (const { reject } of this.#waiting.values()) reject(new Error(`${file} ended with ${code}`))
    })
  }

  ask(question, params) {
    const id = ++this.#lastId
    this.#process.send({ id, question, params })
    return new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject }))
  }

  /** Takes what the child tells unasked. */
  on(note, take) {
    this.#notes.set(note, take)
  }

  /** Ends it; it leaves by itself when its channel closes, so that a profile gets written. */
  async end() {
    if (this.#process.connected) this.#process.disconnect()
    await this.ended
  }

  #receive({ id, result, failure, note, data }) {
    if (note !== undefined) return this.#notes.get(note)?.(data)
    const { resolve, reject } = this.#waiting.get(id)
    this.#waiting.delete(id)
    if (failure === undefined) resolve(result)
    else reject(new Error(failure))
  }
}

/** In a child: answers questions by name until the parent has gone. */
export function answer(handlers) {
  process.on('message', async ({ id, question, params }) => {
    try {
      process.send({ id, result: await handlers[question](params) })
    } catch (error) {
      process.send({ id, failure: error.stack })
    }
  })
  process.on('disconnect', () => process.exit())
}

/** In a child: tells the parent something unasked. */
export const tell = (note, data) => process.send({ note, data })
