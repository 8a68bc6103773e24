import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { hostname, uptime } from 'node:os'
import { join } from 'node:path'
import { BotUsageError } from '../errors.js'

/** The process that holds a folder. */
interface Holder {
  readonly pid: number
  readonly host: string
  /** When the process began, in milliseconds since 1970. */
  readonly startedMs: number
}

const NAME = '.lock'
/** Tolerance between two readings of the same start time. */
const SLACK_MS = 2_000

/**
 * Locks a folder for one process while it lives: two processes would overwrite each other's data. A lock left by a dead
 * process or another machine is taken over.
 */
export class FolderLock {
  readonly #folder: string
  #held: Promise<void> | undefined

  constructor(folder: string) {
    this.#folder = folder
  }

  /** Locks the folder, creating it if needed. @throws BotUsageError `storage_in_use` */
  hold(): Promise<void> {
    this.#held ??= this.#take()
    return this.#held
  }

  /** Releases the folder. */
  async release(): Promise<void> {
    const isOurs = await this.#held?.then(
      () => true,
      () => false,
    )
    this.#held = undefined
    if (isOurs) await rm(this.#path, { force: true })
  }

  get #path(): string {
    return join(this.#folder, NAME)
  }

  async #take(): Promise<void> {
    await mkdir(this.#folder, { recursive: true })
    const own: Holder = { pid: process.pid, host: hostname(), startedMs: ownStartMs() }
    for (let attempt = 0; attempt < 3; attempt++) {
      if (await this.#write(own)) return
      const holder = await this.#read()
      if (holder && isAlive(holder, own)) throw inUse(this.#folder, holder)
      if (holder && isSame(holder, own)) return
      await rm(this.#path, { force: true })
    }
    throw new BotUsageError('storage_in_use', `${this.#folder} is taken by several processes at once`)
  }

  async #write(own: Holder): Promise<boolean> {
    try {
      await writeFile(this.#path, `${JSON.stringify(own)}\n`, { flag: 'wx' })
      return true
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
      throw error
    }
  }

  /** Reads the lock; undefined if it is unreadable, for example cut off by a crash. */
  async #read(): Promise<Holder | undefined> {
    try {
      const { pid, host, startedMs } = Object(JSON.parse(await readFile(this.#path, 'utf8')))
      return Number.isInteger(pid) && Number.isFinite(startedMs) ? { pid, host, startedMs } : undefined
    } catch {
      return undefined
    }
  }
}

const ownStartMs = (): number => Math.round(Date.now() - process.uptime() * 1000)

const isSame = (one: Holder, other: Holder): boolean =>
  one.pid === other.pid && one.host === other.host && Math.abs(one.startedMs - other.startedMs) < SLACK_MS

/**
 * Whether another process of this machine holds it. The pid may have been reused since: after a restart of the machine,
 * or of a container.
 */
function isAlive(holder: Holder, own: Holder): boolean {
  if (holder.pid === own.pid || holder.host !== own.host) return false
  if (holder.startedMs < Date.now() - uptime() * 1000 - SLACK_MS) return false
  try {
    process.kill(holder.pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

function inUse(folder: string, { pid, startedMs }: Holder): BotUsageError {
  const since = new Date(startedMs).toISOString()
  return new BotUsageError(
    'storage_in_use',
    `the storage in ${folder} belongs to process ${pid}, which runs since ${since}; two would overwrite one another: stop that one, or give this bot a folder of its own`,
  )
}
