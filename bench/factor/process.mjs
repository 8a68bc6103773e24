import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { canPin } from '../child.mjs'

/** Those that run now; nothing that we started outlives us. */
const running = new Set()
process.on('exit', () => {
  for (const each of running) each.kill('SIGKILL')
})
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(1))

/** A program pinned to a processor, whose output is read line by line. */
export class Program {
  #process
  #lines
  #name

  constructor(command, { cpu, env = {}, cwd }) {
    const [file, ...args] = canPin ? ['taskset', '-c', String(cpu), ...command] : command
    this.#name = command.join(' ')
    this.#process = spawn(file, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['pipe', 'pipe', 'inherit'],
    })
    running.add(this.#process)
    this.ended = new Promise((resolve) => this.#process.once('exit', resolve))
    this.ended.then(() => running.delete(this.#process))
    this.#process.stdin.on('error', () => {})
    this.#lines = createInterface({ input: this.#process.stdout })[Symbol.asyncIterator]()
  }

  /** taskset becomes the program that it starts: the id is that of the program. */
  get pid() {
    return this.#process.pid
  }

  write(line) {
    this.#process.stdin.write(`${line}\n`)
  }

  async nextLine() {
    const { done, value } = await this.#lines.next()
    if (done) throw new Error(`${this.#name} ended too early, with ${await this.ended}`)
    return value
  }

  /** Ends it at once: nothing is asked of it any more. */
  async stop() {
    this.#process.kill('SIGKILL')
    await this.ended
  }
}
