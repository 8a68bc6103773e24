import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { isAbsolute } from 'node:path'
import type { Readable } from 'node:stream'
import type { Output } from '../cli/command-context.js'

const KEPT_LINES = 20
const KEPT_CHARACTERS = 2_000
const KILL_AFTER_MS = 3_000
const isWindows = process.platform === 'win32'

export interface BotCommand {
  readonly words: readonly string[]
  readonly cwd: string
  readonly env: Readonly<Record<string, string | undefined>>
  /** Second destination of its output, if any. */
  readonly stdout?: Output | undefined
  readonly stderr?: Output | undefined
  /** Hears how it ended, if it did so by itself. */
  readonly onEnd?: (how: string) => void
}

/** A bot that runs in a process of its own, with whatever it starts itself. */
export class BotProcess {
  /** Settles when the bot is gone, with how it ended: `ended with exit code 1`. */
  readonly ended: Promise<string>
  readonly #child: ChildProcess
  readonly #onExit = (): void => this.#signal('SIGKILL')
  #printed = ''
  #end: string | undefined
  #isStopping = false

  constructor(command: BotCommand) {
    this.#child = start(command)
    this.#listen(this.#child.stdout, command.stdout)
    this.#listen(this.#child.stderr, command.stderr)
    process.once('exit', this.#onExit)
    this.ended = endOf(this.#child)
    void this.ended.then((end) => {
      this.#end = end
      if (!this.#isStopping) command.onEnd?.(end)
    })
  }

  /** How it ended, if it has. */
  get end(): string | undefined {
    return this.#end
  }

  /** The end of what it printed. */
  get lastLines(): string {
    const lines = this.#printed.split(/\r?\n/).filter((line) => line !== '')
    return lines.slice(-KEPT_LINES).join('\n')
  }

  /** Ends it and all that it started; whoever does not hear that is killed. */
  async stop(): Promise<void> {
    this.#isStopping = true
    this.#signal('SIGTERM')
    const killing = setTimeout(() => this.#signal('SIGKILL'), KILL_AFTER_MS)
    await this.ended
    clearTimeout(killing)
    // What it started may have stayed behind.
    this.#signal('SIGKILL')
    process.off('exit', this.#onExit)
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

  #listen(stream: Readable | null, echo: Output | undefined): void {
    // A character that comes in two pieces is one.
    stream?.setEncoding('utf8').on('data', (text: string) => {
      echo?.write(text)
      this.#printed = (this.#printed + text.slice(-KEPT_CHARACTERS)).slice(-KEPT_CHARACTERS)
    })
  }
}

/** In a group of its own, so that what the bot starts ends with it, and a Ctrl-C is for us. */
function start({ words: [program = '', ...args], cwd, env }: BotCommand): ChildProcess {
  return spawn(program, args, {
    cwd,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: !isWindows,
    // Programs such as npm are scripts there.
    shell: isWindows && !isAbsolute(program),
    windowsHide: true,
  })
}

const endOf = (child: ChildProcess): Promise<string> =>
  new Promise((resolve) => {
    child.once('error', (error) => resolve(`cannot be started: ${error.message}`))
    child.once('close', (code, signal) =>
      resolve(signal ? `ended by ${signal}` : `ended with exit code ${code}`),
    )
  })
