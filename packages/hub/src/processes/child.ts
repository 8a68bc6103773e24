import { type ChildProcess, spawn } from 'node:child_process'
import type { Clock } from '@rookery/transport'
import { groupRuns, HAS_GROUPS, signalGroup } from './process-group.js'

/** Milliseconds between two looks whether anything of a group is left. */
const LOOK_MS = 50
/** Milliseconds that a killed group may take to be gone. */
const DEAD_MS = 2_000

/** A program to start: no shell reads its arguments. */
export interface Program {
  readonly command: string
  readonly args?: readonly string[] | undefined
  readonly cwd?: string | undefined
  /** Variables added to those of the hub. */
  readonly env?: Readonly<Record<string, string>> | undefined
}

/** End of a process: by itself, by a signal, or because it could not be started. */
export interface Exit {
  readonly why: string
  /** 0 only when it ended by itself, without a fault. */
  readonly code: number | undefined
}

/** A started program at the head of a process group of its own. */
export class Child {
  /** Undefined when it could not be started. */
  readonly pid: number | undefined
  /** Settles once the first process of the group has ended; others of the group may be left. */
  readonly exited: Promise<Exit>
  /** Settles once nobody can write to its output any more. */
  readonly drained: Promise<void>
  readonly #clock: Clock
  #ending: Promise<boolean> | undefined

  /** `output` takes what it writes to its standard output and error; without it, that is thrown away. */
  constructor(program: Program, clock: Clock, output?: (chunk: Buffer) => void) {
    this.#clock = clock
    const child = start(program, output !== undefined)
    if (child instanceof Error) {
      this.exited = Promise.resolve({ why: failureOf(child), code: undefined })
      this.drained = Promise.resolve()
      return
    }
    this.pid = child.pid
    for (const each of [child.stdout, child.stderr]) each?.on('data', output ?? (() => {}))
    this.exited = exitOf(child)
    this.drained = new Promise((resolve) => {
      child.once('close', () => resolve())
      child.on('error', () => resolve())
    })
  }

  /**
   * Asks the whole group to end, and kills what is left of it after `graceMs`. Settles when it is gone, or two
   * seconds after that at the latest, with whether it had to be killed.
   */
  end(graceMs: number): Promise<boolean> {
    this.#ending ??= this.#end(graceMs)
    return this.#ending
  }

  async #end(graceMs: number): Promise<boolean> {
    const { pid } = this
    if (pid === undefined || !signalGroup(pid, 'SIGTERM')) return false
    let isKilled = false
    const late = this.#clock.after(graceMs, () => {
      isKilled = signalGroup(pid, 'SIGKILL')
    })
    await this.#untilGone(pid, graceMs + DEAD_MS)
    late()
    return isKilled
  }

  /** Waits until nothing of the group runs, but not longer than `mostMs`: what the kernel holds cannot be killed. */
  #untilGone(pid: number, mostMs: number): Promise<void> {
    return new Promise((resolve) => {
      let isOver = false
      const giveUp = this.#clock.after(mostMs, () => {
        isOver = true
        resolve()
      })
      const look = (): void => {
        if (isOver) return
        if (groupRuns(pid)) return void this.#clock.after(LOOK_MS, look)
        giveUp()
        resolve()
      }
      void this.exited.then(look)
    })
  }

  /** Kills the group at once, without waiting for anything. */
  kill(): void {
    if (this.pid !== undefined) signalGroup(this.pid, 'SIGKILL')
  }
}

/** Starts a program. Node throws some failures, such as a folder that is a file, and emits others. */
function start({ command, args = [], cwd, env }: Program, isRead: boolean): ChildProcess | Error {
  const out = isRead ? 'pipe' : 'ignore'
  try {
    return spawn(command, args, {
      ...(cwd !== undefined && { cwd }),
      env: { ...process.env, ...env },
      stdio: ['ignore', out, out],
      detached: HAS_GROUPS,
      windowsHide: true,
    })
  } catch (error) {
    return error as Error
  }
}

const exitOf = (child: ChildProcess): Promise<Exit> =>
  new Promise((resolve) => {
    child.on('error', (error) => resolve({ why: failureOf(error), code: undefined }))
    child.once('exit', (code, signal) => {
      const why = signal ? `ended by ${signal}` : `exited with code ${code}`
      resolve({ why, code: code ?? undefined })
    })
  })

/** Says why a program could not be started; the message of Node would repeat its arguments. */
function failureOf(error: NodeJS.ErrnoException): string {
  if (error.code === 'ENOENT') return 'there is no such program or folder (ENOENT)'
  if (error.code === 'EACCES') return 'it may not be executed (EACCES)'
  return `it cannot be started (${error.code ?? 'unknown'})`
}
