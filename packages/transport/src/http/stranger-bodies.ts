import type { Refusal } from '../door/door.js'

/** Bytes that all bodies may hold whose sender is not known yet. */
const BUDGET_BYTES = 64 * 1024 * 1024
/** A body of up to this size always fits: implementations do not post an event again. */
const FREE_BYTES = 64 * 1024

/** A body that is being received from nobody in particular: its signature can be checked once it is whole. */
export interface StrangerBody {
  readonly startedMs: number
  bytes: number
  cut(refusal: Refusal): void
}

const CUT: Refusal = {
  status: 503,
  reason: `bodies that nobody has signed for yet hold more than ${BUDGET_BYTES} bytes; this one came slowest and was cut`,
}

/** Bounds the memory that bodies of strangers take together. Where they are too many, the slowest goes. */
export class StrangerBodies {
  readonly #bodies = new Set<StrangerBody>()
  #bytes = 0

  /** Counts bytes of a body that have come. It, or another one, may be cut then. */
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

  /** Frees what a body holds: it is whole, or given up. */
  end(body: StrangerBody): void {
    if (this.#bodies.delete(body)) this.#bytes -= body.bytes
  }

  #slowest(): StrangerBody {
    const now = performance.now()
    const speed = ({ bytes, startedMs }: StrangerBody): number => bytes / Math.max(1, now - startedMs)
    return [...this.#bodies].reduce((slowest, each) => (speed(each) < speed(slowest) ? each : slowest))
  }
}
