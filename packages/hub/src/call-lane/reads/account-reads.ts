import type { Reply } from '@rookery/protocol'
import type { UpstreamEndpoint } from '@rookery/transport'
import type { Change } from './changes.js'
import type { Question } from './question.js'
import type { SharedRead } from './shared-read.js'

/** Reads over the connection of one account: those under way that others may join, and those whose answer is kept. */
export class AccountReads {
  readonly upstream: UpstreamEndpoint
  /** Count of events and calls: a read that was asked for before the last of them shows what was before it. */
  moment = 0
  /** Shared reads that wait for their answer, whether they may be joined or not. */
  underWay = 0
  readonly #open = new Map<string, SharedRead>()
  readonly #byTag = new Map<string, Set<SharedRead>>()
  readonly #dropped: (read: SharedRead) => void

  /** `dropped` is told of each read that is given up, by a change or for good. */
  constructor(upstream: UpstreamEndpoint, dropped: (read: SharedRead) => void) {
    this.upstream = upstream
    this.#dropped = dropped
  }

  /** Whether there is nothing that an event could change. */
  get isEmpty(): boolean {
    return this.#open.size === 0
  }

  /** Whether a call of somebody else is under way, which may change what a read shows at any moment. */
  get hasOtherCalls(): boolean {
    return this.upstream.waitingCalls > this.underWay
  }

  /** The read that answers a question, too. */
  find({ key, isFresh }: Question): SharedRead | undefined {
    const plain = isFresh ? undefined : this.#current(key)
    return plain ?? this.#current(freshKey(key))
  }

  /** Lets others join a read. */
  add(read: SharedRead): void {
    this.#put(read)
  }

  /** Keeps the answer of a read, in place of an older one. */
  keep(read: SharedRead, answer: Reply): void {
    this.#remove(read)
    const older = this.#open.get(read.key)
    read.answer = answer
    this.#put(read)
    if (older) this.drop(older)
  }

  /** Whether a read may still be joined: nothing has changed what it shows. */
  has(read: SharedRead): boolean {
    return this.#open.get(placeOf(read)) === read
  }

  /** Gives up a read: whoever waits gets its answer, but nobody joins it, and the answer is not kept. */
  drop(read: SharedRead): void {
    this.#remove(read)
    this.#dropped(read)
  }

  /** Gives up whatever shows what has changed. */
  change(change: Change): void {
    const reads =
      change === 'all' ? [...this.#open.values()] : change.flatMap((tag) => [...(this.#byTag.get(tag) ?? [])])
    for (const each of reads) this.drop(each)
  }

  /** Reads of no row are known by nothing but their moment. */
  #current(place: string): SharedRead | undefined {
    const read = this.#open.get(place)
    return read && (read.row || read.moment === this.moment) ? read : undefined
  }

  #put(read: SharedRead): void {
    this.#open.set(placeOf(read), read)
    for (const tag of read.tags) {
      const tagged = this.#byTag.get(tag) ?? new Set()
      this.#byTag.set(tag, tagged.add(read))
    }
  }

  #remove(read: SharedRead): void {
    if (this.has(read)) this.#open.delete(placeOf(read))
    for (const tag of read.tags) {
      const tagged = this.#byTag.get(tag)
      tagged?.delete(read)
      if (tagged?.size === 0) this.#byTag.delete(tag)
    }
  }
}

/** Reads with `no_cache` are joined by their like until they are answered; their answer is for all. */
const placeOf = ({ key, isFresh, answer }: SharedRead): string => (isFresh && !answer ? freshKey(key) : key)

const freshKey = (key: string): string => `fresh ${key}`
