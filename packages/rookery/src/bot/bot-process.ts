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
  /** Called with the reason if the process ends by itself. */
  readonly onEnd?: (how: string) => void
}

/** A bot in a process of its own, with its child processes. */
export class BotProcess {
  /** Settles when the bot has ended, with the reason: `ended with exit code 1`. */
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

  /** The reason why it ended, if it has. */
  get end(): string | undefined {
    return this.#end
  }

  /** The last lines of its output. */
  get lastLines(): string {
    const lines = this.#printed.split(/\r?\n/).filter((line) => line !== '')
    return lines.slice(-KEPT_LINES).join('\n')
  }

  /** Ends the process and its children; kills those that ignore the signal. */
  async stop(): Promise<void> {
    this.#isStopping = true
    this.#signal('SIGTERM')
    const killing = setTimeout(() => this.#signal('SIGKILL'), KILL_AFTER_MS)
    await this.ended
    clearTimeout(killing)
    // Child processes may have survived.
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
        // The group has no process left.
      }
    }
  }

  #listen(stream: Readable | null, echo: Output | undefined): void {
    // Decodes characters that are split across chunks.
    stream?.setEncoding('utf8').on('data', (text: string) => {
      echo?.write(text)
      this.#printed = (this.#printed + text.slice(-KEPT_CHARACTERS)).slice(-KEPT_CHARACTERS)
    })
  }
}

/** In a process group of its own: its children end with it, and Ctrl-C reaches only this process. */
function start({ words: [program = '', ...args], cwd, env }: BotCommand): ChildProcess {
  return spawn(program, args, {
    cwd,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: !isWindows,
    // Programs such as npm are scripts on Windows.
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
