import type { Refusal } from '../door/door.js'

/** Bytes that all bodies of unknown senders may hold together. */
const BUDGET_BYTES = 64 * 1024 * 1024
/** Size up to which a body always fits: implementations do not post an event again. */
const FREE_BYTES = 64 * 1024

/** A body of an unknown sender: its signature can be checked once it is complete. */
export interface StrangerBody {
  readonly startedMs: number
  bytes: number
  cut(refusal: Refusal): void
}

const CUT: Refusal = {
  status: 503,
  reason: `bodies that nobody has signed for yet hold more than ${BUDGET_BYTES} bytes; this one came slowest and was cut`,
}

/** Bounds the memory of all bodies from unknown senders. If they exceed it, the slowest is cut off. */
export class StrangerBodies {
  readonly #bodies = new Set<StrangerBody>()
  #bytes = 0

  /** Counts received bytes of a body. This body, or another one, may be cut off by it. */
  grow(body: StrangerBody, bytes: number): void {
    body.bytes += bytes
    if (body.bytes <= FREE_BYTES) return
    this.#bytes += this.#bodies.has(body) ? bytes : body.bytes
    this.#bodies.add(body)
    while (this.#bytes > BUDGET_BYTES) {
      const slowest = this.#slowest()
      this.end(slowest)
      slowest.cut(CUT)
    }
  }

  /** Frees the share of a body, which is complete or given up. */
  end(body: StrangerBody): void {
    if (this.#bodies.delete(body)) this.#bytes -= body.bytes
  }

  #slowest(): StrangerBody {
    const now = performance.now()
    const speed = ({ bytes, startedMs }: StrangerBody): number => bytes / Math.max(1, now - startedMs)
    return [...this.#bodies].reduce((slowest, each) => (speed(each) < speed(slowest) ? each : slowest))
  }
}
