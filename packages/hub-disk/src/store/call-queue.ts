import type { StoreFault } from '@rookery/hub/history'
import type { CallChange, CallOutcome } from '../engine/calls.js'

type Begin = Extract<CallChange, { does: 'begin' }>

/** Outcome of a begin; `unstored`: nothing is known of the key, and the intent cannot be stored. */
export type BeginOutcome = CallOutcome | { readonly is: 'unstored'; readonly fault: StoreFault }

/** A begin whose caller waits. */
export interface QueuedBegin {
  readonly change: Begin
  resolve(outcome: BeginOutcome): void
  reject(error: Error): void
  /** True once its caller was refused; if the intent is stored all the same, it has to be forgotten. */
  isRefused: boolean
}

/** The end of a call. */
export interface QueuedEnd {
  readonly change: Exclude<CallChange, Begin>
  /** Called once it is saved. */
  saved(): void
  /** Called once it is saved, or cannot be for now. */
  told(): void
}

export type QueuedChange = QueuedBegin | QueuedEnd

/** Most changes and bytes of replies that are saved together: other requests to the thread wait meanwhile. */
const BATCH_CHANGES = 256
const BATCH_BYTES = 1024 * 1024

/** Changes of calls that are not saved, in order. */
export class CallQueue {
  #changes: QueuedChange[] = []

  get length(): number {
    return this.#changes.length
  }

  add(change: QueuedChange): void {
    this.#changes.push(change)
  }

  /** Puts changes back that could not be saved, before all others. */
  putBack(changes: readonly QueuedChange[]): void {
    this.#changes = [...changes, ...this.#changes]
  }

  /** The oldest changes, as many as are saved together. */
  take(): readonly QueuedChange[] {
    let bytes = 0
    const end = this.#changes.findIndex(({ change }, at) => {
      bytes += sizeOf(change)
      return at > 0 && (at >= BATCH_CHANGES || bytes > BATCH_BYTES)
    })
    return this.#changes.splice(0, end < 0 ? this.#changes.length : end)
  }

  /** Removes the begins. */
  takeBegins(): readonly QueuedBegin[] {
    const begins = this.#changes.filter(isBegin)
    this.#changes = this.#changes.filter((each) => !isBegin(each))
    return begins
  }

  /** The ends, which stay. */
  get ends(): readonly QueuedEnd[] {
    return this.#changes.filter(isEnd)
  }
}

const sizeOf = (change: CallChange): number => (change.does === 'settle' ? (change.reply?.length ?? 0) : 0)

export const isBegin = (queued: QueuedChange): queued is QueuedBegin => queued.change.does === 'begin'
export const isEnd = (queued: QueuedChange): queued is QueuedEnd => queued.change.does !== 'begin'
