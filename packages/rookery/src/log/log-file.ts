import { fstatSync } from 'node:fs'
import sonicBoom from 'sonic-boom'
import type { Output } from '../cli/command-context.js'

/** Number of pending characters beyond which lines are dropped. */
const MOST_WAITING = 1024 * 1024

/** Destination of log lines. */
export interface LogFile {
  write(line: string): void
}

/**
 * Opens a log destination whose failure cannot stop the hub: a full disk, or a reader that is gone or does not read.
 * Up to 1 MiB of lines are kept meanwhile; `wrote` reports the number of dropped lines once writing works again.
 */
export function openLogFile(output: Output, wrote: (lost: number) => void): LogFile {
  return output.fd !== undefined && isFile(output.fd) ? toFile(output.fd, wrote) : toStream(output, wrote)
}

/** Whether it is a file or a device such as `/dev/null`, and not a terminal or a pipe. */
function isFile(fd: number): boolean {
  try {
    const stat = fstatSync(fd)
    return stat.isFile() || stat.isCharacterDevice()
  } catch {
    return false
  }
}

/** Writes synchronously. Node's stream would be destroyed by the first failed line; this retries with the next. */
function toFile(fd: number, wrote: (lost: number) => void): LogFile {
  const file = new sonicBoom.SonicBoom({ fd, sync: true, maxLength: MOST_WAITING })
  const lost = new Lost(wrote)
  // An error could only be reported to this very log.
  file.on('error', () => {})
  file.on('drop', () => lost.one())
  file.on('write', () => lost.tell())
  return { write: (line) => void file.write(line) }
}

/** Writes to a stream, which would buffer any number of lines while nobody reads. */
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

  /** Reports in a later turn, since the report itself writes a line. */
  tell(): void {
    const count = this.#count
    if (count === 0) return
    this.#count = 0
    setImmediate(() => this.#wrote(count))
  }
}
