import { createWriteStream, renameSync, statSync, type WriteStream } from 'node:fs'
import { StringDecoder } from 'node:string_decoder'
import { stripVTControlCharacters } from 'node:util'
import { type Clock, steadyOf } from '@rookery/transport'
import type { Log } from '../log/log.js'
import { SummedUp } from '../log/summed-up.js'

/** Takes what a process writes. It never makes the process wait. */
export interface Output {
  write(chunk: Buffer): void
  close(): void
}

/** Size in bytes beyond which a file is renamed to `….1` and begun anew. */
const FILE_BYTES = 10 * 1024 * 1024
/** Bytes that may wait for a slow disk; what comes beyond is left out. */
const WAITING_BYTES = 1024 * 1024
const LINE_CHARACTERS = 2_000
const LINES_A_SECOND = 100

/** Settings of an output: the upstream, and where faults are logged. */
export interface OutputSettings {
  readonly upstream: string
  readonly log: Log
  readonly clock: Clock
}

/** Writes each line to the hub's log, up to a hundred a second. */
export class LogOutput implements Output {
  readonly #settings: OutputSettings
  readonly #now: () => number
  readonly #leftOut: SummedUp
  readonly #decoder = new StringDecoder('utf8')
  /** Beginning of a line whose end has not come. */
  #rest = ''
  #second = 0
  /** Lines written in the present second. */
  #lines = 0

  constructor(settings: OutputSettings) {
    const { upstream, log, clock } = settings
    this.#settings = settings
    this.#now = steadyOf(clock)
    this.#leftOut = new SummedUp(clock, (count) =>
      log.warn({ upstream, count }, 'lines of the process were left out: more than 100 a second'),
    )
  }

  write(chunk: Buffer): void {
    if (this.#room() === 0) return this.#leaveOut(chunk)
    const parts = (this.#rest + this.#decoder.write(chunk)).split('\n')
    this.#rest = parts.pop() ?? ''
    this.#tellAll(parts)
    if (this.#rest.length > LINE_CHARACTERS) this.#tellRest()
  }

  close(): void {
    this.#rest += this.#decoder.end()
    this.#tellRest()
  }

  /** Lines that the present second still takes. */
  #room(): number {
    const second = Math.floor(this.#now() / 1_000)
    if (second !== this.#second) this.#lines = 0
    this.#second = second
    return LINES_A_SECOND - this.#lines
  }

  #tellRest(): void {
    this.#tellAll([this.#rest])
    this.#rest = ''
  }

  #tellAll(lines: readonly string[]): void {
    const taken = lines.slice(0, this.#room())
    for (const each of taken) this.#tell(each)
    if (lines.length > taken.length) this.#leftOut.add('', lines.length - taken.length)
  }

  #tell(line: string): void {
    const { upstream, log } = this.#settings
    this.#lines++
    const text = stripVTControlCharacters(line).trimEnd().slice(0, LINE_CHARACTERS)
    if (text) log.info({ upstream }, `process: ${text}`)
  }

  /** Counts the lines of a chunk without reading them: a process may write faster than they can be read. */
  #leaveOut(chunk: Buffer): void {
    this.#leftOut.add('', Math.max(1, countLines(chunk)))
    this.#decoder.end()
    const tail = chunk.subarray(chunk.lastIndexOf(NEW_LINE) + 1)
    this.#rest = this.#decoder.write(tail).slice(0, LINE_CHARACTERS)
  }
}

const NEW_LINE = 0x0a

function countLines(chunk: Buffer): number {
  let count = 0
  // By index: an iterator takes twenty times as long.
  for (let at = 0; at < chunk.length; at++) if (chunk[at] === NEW_LINE) count++
  return count
}

/** Appends to a file of its own, which only its owner may read. A fault is logged and loses output, nothing else. */
export class FileOutput implements Output {
  readonly #path: string
  readonly #faults: SummedUp
  #stream: WriteStream | undefined
  #bytes = 0
  #isClosed = false

  constructor(path: string, { upstream, log, clock }: OutputSettings) {
    this.#path = path
    this.#faults = new SummedUp(clock, (count, why) =>
      log.warn({ upstream, file: path, count, why }, 'output of the process could not be written'),
    )
  }

  write(chunk: Buffer): void {
    if (this.#isClosed) return
    if (this.#bytes > FILE_BYTES) this.#end()
    this.#stream ??= this.#open()
    if (this.#stream.writableLength > WAITING_BYTES) return this.#faults.add('the disk is too slow')
    this.#bytes += chunk.length
    this.#stream.write(chunk)
  }

  close(): void {
    this.#isClosed = true
    this.#end()
  }

  #end(): void {
    this.#stream?.end()
    this.#stream = undefined
  }

  #open(): WriteStream {
    this.#bytes = sizeOf(this.#path)
    if (this.#bytes > FILE_BYTES) this.#putAside()
    const stream = createWriteStream(this.#path, { flags: 'a', mode: 0o600 })
    stream.on('error', (error: NodeJS.ErrnoException) => {
      this.#faults.add(error.code ?? error.message)
      if (this.#stream === stream) this.#stream = undefined
    })
    return stream
  }

  #putAside(): void {
    try {
      renameSync(this.#path, `${this.#path}.1`)
    } catch (error) {
      this.#faults.add(String(error instanceof Error && 'code' in error ? error.code : error))
    }
    this.#bytes = 0
  }
}

/** Size of a file; 0 for one that cannot be looked at, which fails again when it is opened. */
function sizeOf(path: string): number {
  try {
    return statSync(path).size
  } catch {
    return 0
  }
}
