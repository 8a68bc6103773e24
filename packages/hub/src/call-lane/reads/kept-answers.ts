import { joinParts, type Reply } from '@rookery/protocol'
import { type Clock, Deadlines, type Wait } from '@rookery/transport'
import type { AccountReads } from './account-reads.js'
import type { SharedRead } from './shared-read.js'

/** Limits over all accounts. */
const MAX_ANSWERS = 1_000
const MAX_BYTES = 16 * 1024 * 1024
const MAX_ANSWER_BYTES = 4 * 1024 * 1024

interface Kept {
  readonly reads: AccountReads
  readonly bytes: number
  readonly wait: Wait<SharedRead>
}

/** Answers that are given again for some seconds: bounded in number and bytes, the oldest are given up first. */
export class KeptAnswers {
  readonly #kept = new Map<SharedRead, Kept>()
  readonly #expiry: Deadlines<SharedRead>
  #bytes = 0

  constructor(clock: Clock) {
    this.#expiry = new Deadlines((read) => this.#kept.get(read)?.reads.drop(read), clock)
  }

  get size(): { readonly answers: number; readonly bytes: number } {
    return { answers: this.#kept.size, bytes: this.#bytes }
  }

  /** Keeps the answer of a read for so many milliseconds; false if it is too large. */
  add(read: SharedRead, reads: AccountReads, reply: Reply, keepMs: number): boolean {
    const { length: bytes } = reply.bytes
    if (bytes > MAX_ANSWER_BYTES) return false
    reads.keep(read, { ...reply, bytes: ownBytes(reply.bytes) })
    this.#kept.set(read, { reads, bytes, wait: this.#expiry.start(read, keepMs) })
    this.#bytes += bytes
    for (const [oldest, of] of this.#kept) {
      if (this.#kept.size <= MAX_ANSWERS && this.#bytes <= MAX_BYTES) break
      of.reads.drop(oldest)
    }
    return true
  }

  /** Lets go of a read that was given up. */
  release(read: SharedRead): void {
    const kept = this.#kept.get(read)
    if (!kept) return
    this.#kept.delete(read)
    this.#bytes -= kept.bytes
    this.#expiry.end(kept.wait)
  }
}

/** The bytes without the chunk that they were received in, which they would keep alive. */
const ownBytes = (bytes: Uint8Array): Uint8Array =>
  bytes.length === bytes.buffer.byteLength ? bytes : joinParts([bytes])
