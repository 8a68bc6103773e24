import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import type { Output } from '../cli/world.js'

const KEPT_LINES = 20
const KILL_AFTER_MS = 2_000
const isWindows = process.platform === 'win32'

export interface BotCommand {
  readonly words: readonly string[]
  readonly cwd: string
  readonly env: Readonly<Record<string, string | undefined>>
  /** Where its output goes as well, if anywhere. */
  readonly echo: Output | undefined
}

/** A bot that runs in a process of its own, with whatever it starts itself. */
export class BotProcess {
  /** Settles when the bot is gone, with how it ended. */
  readonly ended: Promise<string>
  readonly #child: ChildProcess
  readonly #lines: string[] = []
  readonly #onExit = (): void => this.#signal('SIGKILL')
  #rest = ''
  #end: string | undefined

  constructor({ words: [program = '', ...args], cwd, env, echo }: BotCommand) {
    // A group of its own, so that what the bot starts ends with it. On Windows programs such as npm are scripts.
    const child = spawn(program, args, {
      cwd,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: !isWindows,
      shell: isWindows,
    })
    this.#child = child
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        echo?.write(text)
        this.#keep(text)
      })
    }
    process.once('exit', this.#onExit)
    this.ended = new Promise((resolve) => {
      child.once('error', (error) => resolve(`cannot be started: ${error.message}`))
      child.once('close', (code, signal) =>
        resolve(signal ? `ended by ${signal}` : `ended with exit code ${code}`),
      )
    })
    void this.ended.then((end) => {
      this.#end = end
    })
  }

  /** How it ended, if it has. */
  get end(): string | undefined {
    return this.#end
  }

  /** The end of what it printed. */
  get lastLines(): string {
    return [...this.#lines, this.#rest].filter((line) => line !== '').join('\n')
  }

  /** Ends it and all that it started; whoever does not hear that is killed. */
  async stop(): Promise<void> {
    process.off('exit', this.#onExit)
    this.#signal('SIGTERM')
    const killing = setTimeout(() => this.#signal('SIGKILL'), KILL_AFTER_MS)
    await this.ended
    clearTimeout(killing)
    // What it started may have stayed behind.
    this.#signal('SIGKILL')
  }

  #signal(signal: 'SIGTERM' | 'SIGKILL'): void {
    const { pid } = this.#child
    if (pid === undefined) return
    if (isWindows) spawnSync('taskkill', ['/pid', String(pid), '/T', '/F'], { stdio: 'ignore' })
    else {
      try {
        process.kill(-pid, signal)
      } catch {
        // Nobody of the group is left.
      }
    }
  }

  #keep(text: string): void {
    const lines = (this.#rest + text).split(/\r?\n/)
    this.#rest = lines.pop() ?? ''
    this.#lines.push(...lines)
    this.#lines.splice(0, this.#lines.length - KEPT_LINES)
  }
}
