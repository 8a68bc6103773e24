import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Child } from './child.mjs'
import { Records } from './records.mjs'

const program = fileURLToPath(new URL('account-program.mjs', import.meta.url))

/** A simulated account in a process of its own, which can be killed and started again. */
export class KillableAccount {
  url
  child
  #perSecond
  #launch
  #records

  constructor({ selfId, token, port, groupId, perSecond, dir }) {
    this.#perSecond = perSecond
    this.url = `ws://127.0.0.1:${port}`
    const logFile = join(dir, 'account.jsonl')
    this.#records = new Records(logFile)
    this.#launch = {
      command: process.execPath,
      args: [program],
      env: {
        PORT: String(port),
        TOKEN: token,
        SELF_ID: String(selfId),
        GROUP_ID: String(groupId),
        LOG_FILE: logFile,
      },
      logPath: join(dir, 'account.log'),
    }
  }

  start() {
    const env = { ...this.#launch.env, PER_SECOND: String(this.#perSecond) }
    this.child = new Child({ ...this.#launch, env, onMessage: () => {} })
  }

  /** Goes on at that pace. */
  pace(perSecond) {
    this.#perSecond = perSecond
    this.child.send({ perSecond })
  }

  /** The message ids that it has sent so far, over all its lives, and when. */
  sent() {
    return this.#records.all('sent')
  }

  close() {
    this.child?.signal('SIGKILL')
  }
}
