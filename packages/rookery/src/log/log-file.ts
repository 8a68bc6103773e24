import { fstatSync } from 'node:fs'
import { pino } from 'pino'
import type { Output } from '../cli/command-context.js'

/** Characters of lines that may wait to be written; more lines are lost. */
const MOST_WAITING = 1024 * 1024

/** Takes lines of a log. */
export interface LogFile {
  write(line: string): void
}

/**
 * Opens what a log is written to, so that nothing there can end or stop the hub: a full disk, a reader that is gone or
 * does not read. Up to 1 MiB of lines wait for better times. Of more `wrote` tells how many were lost, once
 * writing works again.
 */
export function openLogFile(output: Output, wrote: (lost: number) => void): LogFile {
  return output.fd !== undefined && isFile(output.fd) ? toFile(output.fd, wrote) : toStream(output, wrote)
}

/** A device such as `/dev/null` counts as well, a terminal or pipe does not. */
function isFile(fd: number): boolean {
  try {
    const stat = fstatSync(fd)
    return stat.isFile() || stat.isCharacterDevice()
  } catch {
    return false
  }
}

/** Node's own stream would be destroyed by the first line that does not fit; this one tries it again with the next. */
function toFile(fd: number, wrote: (lost: number) => void): LogFile {
  const file = pino.destination({ dest: fd, sync: true, maxLength: MOST_WAITING })
  const lost = new Lost(wrote)
  // Nobody could be told but by this very log.
  file.on('error', () => {})
  file.on('drop', () => lost.one())
  file.on('write', () => lost.tell())
  return { write: (line) => void file.write(line) }
}

/** A stream takes any number of lines into memory while nobody reads them. */
function toStream(output: Output, wrote: (lost: number) => void): LogFile {
  const lost = new Lost(wrote)
  return {
    write(line) {
      if ((output.writableLength ?? 0) > MOST_WAITING) return lost.one()
      output.write(line)
      lost.tell()
    },
  }
}

class Lost {
  readonly #wrote: (lost: number) => void
  #count = 0

  constructor(wrote: (lost: number) => void) {
    this.#wrote = wrote
  }

  one(): void {
    this.#count++
  }

  /** Tells in a later turn: what tells writes a line itself. */
  tell(): void {
    const count = this.#count
    if (count === 0) return
    this.#count = 0
    setImmediate(() => this.#wrote(count))
  }
}
