import { spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync } from 'node:fs'

const alive = new Set()
process.on('exit', () => {
  for (const child of alive) child.kill('SIGKILL')
})

/** One operating system process whose output goes to a file, and which never outlives this one. */
export class Child {
  exited
  #child
  #logPath

  constructor({ command, args, env = {}, cwd, logPath, onMessage }) {
    this.#logPath = logPath
    const log = openSync(logPath, 'a')
    const stdio = ['ignore', log, log, ...(onMessage ? ['ipc'] : [])]
    this.#child = spawn(command, args, { cwd, stdio, env: { ...process.env, ...env } })
    closeSync(log)
    alive.add(this.#child)
    if (onMessage) this.#child.on('message', onMessage)
    this.exited = new Promise((resolve) => {
      this.#child.once('error', (error) => resolve(`could not start: ${error.message}`))
      this.#child.once('exit', (code, signal) => resolve(signal ?? `exit code ${code}`))
    }).finally(() => alive.delete(this.#child))
  }

  /** Why it is no longer there, or undefined. */
  get ended() {
    const { exitCode, signalCode } = this.#child
    return signalCode ?? (exitCode === null ? undefined : `exit code ${exitCode}`)
  }

  /** To one that was given `onMessage`. */
  send(message) {
    this.#child.send(message)
  }

  signal(signal) {
    this.#child.kill(signal)
  }

  async kill() {
    this.#child.kill('SIGKILL')
    await this.exited
  }

  lastLines(count = 15) {
    return readFileSync(this.#logPath, 'utf8').trimEnd().split('\n').slice(-count).join('\n')
  }
}
