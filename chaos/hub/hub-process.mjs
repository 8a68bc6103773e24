import { spawn } from 'node:child_process'
import { appendFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { nowMs, until } from '../clock.mjs'
import { Inspector } from './inspector.mjs'

export const HUB_PROGRAM = fileURLToPath(new URL('../../packages/rookery/bin/rookery.js', import.meta.url))
const DEBUGGER = /^Debugger listening on (ws:\S+)/
const running = new Set()
process.on('exit', () => {
  for (const each of running) each.kill('SIGKILL')
})
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(1))

/** A hub as operators run it: `rookery up` with a config file, from the built bundle. */
export class HubProcess {
  /** Lines of its log, parsed. */
  lines = []
  startedAt = nowMs()
  exited
  #process
  #inspectorUrl
  #port

  /** `wrap` is a command that starts it, such as `prlimit`; `inspect` lets a row look into it; `stdout` takes its log elsewhere. */
  constructor({ dir, config, inspect = false, wrap = [], stdout = 'pipe' }) {
    this.#port = config.listen.port
    const file = join(dir, 'rookery.yml')
    writeFileSync(file, JSON.stringify(config, null, 2))
    const flags = inspect ? ['--inspect=127.0.0.1:0'] : []
    const [command, ...args] = [
      ...wrap,
      process.execPath,
      ...flags,
      HUB_PROGRAM,
      'up',
      '-c',
      file,
      '--log',
      'json',
    ]
    const options = { cwd: dir, stdio: ['ignore', stdout, 'pipe'] }
    this.#process = spawn(command, args, options)
    running.add(this.#process)
    this.exited = new Promise((resolve) =>
      this.#process.once('exit', (code, signal) => resolve(signal ?? code)),
    )
    this.exited.then(() => running.delete(this.#process))
    if (stdout === 'pipe')
      createInterface({ input: this.#process.stdout }).on('line', (line) => this.#read(line, dir))
    createInterface({ input: this.#process.stderr }).on('line', (line) => this.#readError(line, dir))
  }

  get pid() {
    return this.#process.pid
  }

  get isAlive() {
    return this.#process.exitCode === null && this.#process.signalCode === null
  }

  signal(signal) {
    this.#process.kill(signal)
  }

  /** Kills it, as `kill -9` does; returns when that was. */
  kill() {
    const at = nowMs()
    this.#process.kill('SIGKILL')
    return at
  }

  /** Ends it as a service manager does, and returns its exit code. */
  async stop() {
    if (this.isAlive) this.#process.kill('SIGTERM')
    const forced = setTimeout(() => this.#process.kill('SIGKILL'), 20_000)
    const how = await this.exited
    clearTimeout(forced)
    return how
  }

  /** Waits until it listens. */
  listens() {
    return this.line(/^rookery listens/)
  }

  line(pattern, options) {
    return until(`the hub logs ${pattern}`, () => this.find(pattern) ?? this.#refuseDead(pattern), options)
  }

  find(pattern) {
    return this.lines.find(({ msg }) => pattern.test(msg))
  }

  count(pattern) {
    return this.lines.filter(({ msg }) => pattern.test(msg)).length
  }

  /** Waits until it has seen an account. */
  async ready(options) {
    const url = `http://127.0.0.1:${this.#port}/readyz`
    await until('the hub is ready', async () => this.#refuseDead('ready') ?? (await isOk(url)), options)
  }

  async inspector() {
    const url = await until('the hub can be inspected', () => this.#inspectorUrl)
    return Inspector.connect(url)
  }

  #refuseDead(wanted) {
    if (!this.isAlive) throw new Error(`the hub ended before ${wanted}: ${JSON.stringify(this.lines.at(-1))}`)
  }

  #read(line, dir) {
    appendFileSync(join(dir, 'hub.log'), `${line}\n`)
    if (line.startsWith('{')) this.lines.push(JSON.parse(line))
  }

  #readError(line, dir) {
    this.#inspectorUrl ??= DEBUGGER.exec(line)?.[1]
    appendFileSync(join(dir, 'hub.log'), `${line}\n`)
  }
}

const isOk = (url) =>
  fetch(url).then(
    async (response) => {
      await response.arrayBuffer()
      return response.ok
    },
    () => false,
  )
