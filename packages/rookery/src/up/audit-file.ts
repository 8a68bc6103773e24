import { appendFile, chmod, rename, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { AuditEntry, AuditLog, Log } from '@rookery/hub'

const NAME = 'audit'
const MOST_BYTES = 10 * 1024 * 1024
const MOST_FILES = 5
/** Characters that may wait for the disk; what comes then is dropped. */
const MOST_WAITING = 1024 * 1024
/** A disk may hang instead of failing. */
const CLOSE_MS = 2_000
/** Readable by its owner alone: it tells who talks to whom. */
const MODE = 0o600

export interface AuditFileSettings {
  readonly folder: string
  readonly log: Log
  /** Size from which on another file is begun. Default 10 MiB. */
  readonly mostBytes?: number
  /** Files that are kept, the current one included. Default 5. */
  readonly mostFiles?: number
}

/**
 * Audit log in files of a folder: `audit.jsonl`, and older ones with numbers, each line an entry as JSON. It writes beside
 * what the process does. While the disk does not take a line, lines are dropped, and the log tells so once.
 */
export class AuditFile implements AuditLog {
  readonly #folder: string
  readonly #log: Log
  readonly #mostBytes: number
  readonly #mostFiles: number
  #waiting: string[] = []
  #waitingLength = 0
  #writing: Promise<void> | undefined
  /** Size of the current file; undefined until it was looked at. */
  #size: number | undefined
  #isFailing = false
  #dropped = 0

  constructor({ folder, log, mostBytes = MOST_BYTES, mostFiles = MOST_FILES }: AuditFileSettings) {
    this.#folder = folder
    this.#log = log
    this.#mostBytes = mostBytes
    this.#mostFiles = mostFiles
  }

  write(entry: AuditEntry): void {
    const line = `${JSON.stringify(entry)}\n`
    if (this.#waitingLength + line.length > MOST_WAITING) {
      this.#dropped++
      return
    }
    this.#waiting.push(line)
    this.#waitingLength += line.length
    this.#writing ??= this.#writeAll()
  }

  /** Writes what waits, if the disk answers in time. Never rejects. */
  async close(): Promise<void> {
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, CLOSE_MS)
    })
    await Promise.race([this.#writing, late])
    clearTimeout(timer)
  }

  async #writeAll(): Promise<void> {
    // What else comes in this turn goes into the same write.
    await new Promise((resolve) => setImmediate(resolve))
    while (this.#waiting.length > 0) {
      const lines = this.#waiting
      this.#waiting = []
      this.#waitingLength = 0
      try {
        await this.#append(lines.join(''))
        this.#over()
      } catch (error) {
        this.#failed(lines.length, error)
      }
    }
    this.#writing = undefined
  }

  async #append(text: string): Promise<void> {
    const path = this.#path(0)
    this.#size ??= await sizeOf(path)
    if (this.#size > 0 && this.#size + Buffer.byteLength(text) > this.#mostBytes) await this.#rotate()
    // What could not be written may have left half a line.
    const whole = this.#isFailing && this.#size > 0 ? `\n${text}` : text
    await appendFile(path, whole, { mode: MODE })
    this.#size += Buffer.byteLength(whole)
  }

  /** Gives each file the next number; the one with the last number is replaced. */
  async #rotate(): Promise<void> {
    for (let number = this.#mostFiles - 1; number > 0; number--)
      await rename(this.#path(number - 1), this.#path(number)).catch(ignoreMissing)
    this.#size = 0
  }

  #path(number: number): string {
    return join(this.#folder, number === 0 ? `${NAME}.jsonl` : `${NAME}.${number}.jsonl`)
  }

  #failed(lines: number, error: unknown): void {
    this.#dropped += lines
    this.#size = undefined
    if (this.#isFailing) return
    this.#isFailing = true
    const why = error instanceof Error ? error.message : String(error)
    this.#log.warn({ file: this.#path(0), why }, 'the audit log cannot be written: calls are not recorded')
  }

  #over(): void {
    const dropped = this.#dropped
    this.#isFailing = false
    this.#dropped = 0
    if (dropped === 0) return
    this.#log.warn(
      { file: this.#path(0), calls: dropped },
      'the audit log lacks calls that could not be written',
    )
  }
}

/** The size of a file, which only its owner can read from then on; 0 if there is none. */
async function sizeOf(path: string): Promise<number> {
  try {
    const { size, mode } = await stat(path)
    if ((mode & 0o777) !== MODE) await chmod(path, MODE)
    return size
  } catch (error) {
    ignoreMissing(error)
    return 0
  }
}

function ignoreMissing(error: unknown): void {
  const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT'
  if (!isMissing) throw error
}
