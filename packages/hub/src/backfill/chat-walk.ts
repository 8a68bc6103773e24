import type { FetchedMessage } from './fetched-message.js'
import type { Question } from './history-call.js'
import type { ChatBase } from './known-chats.js'
import type { MessageKey } from './message-members.js'

/** Messages of the first page, which is all that most chats need, and of the others. */
const FIRST_COUNT = 20
const NEXT_COUNT = 50
/** Most pages and messages of one chat. */
const MOST_PAGES = 12
const MOST_MESSAGES = 1_000
/** Seconds by which the order of times may differ from that of sequences. */
const SLACK_S = 60

/** Part of a chat's history that was not fetched, between two messages. */
export interface ChatGap {
  /** Unix seconds of the last known message, and of the oldest fetched one. */
  readonly from_time: number
  readonly to_time: number
  /** Number of messages between them, by their sequences; 0 if it is not known. */
  readonly count: number
}

/** Findings of a walk. */
export interface WalkOutcome {
  /** Messages from after the last known one, in their order. */
  readonly missed: readonly FetchedMessage[]
  /** Set if the oldest fetched message does not join the last known one. */
  readonly gap?: ChatGap
}

interface Found {
  readonly message: FetchedMessage
  /** Place among messages of the same second: of a page before, in the page. */
  readonly order: number
}

/**
 * Walks back through the history of one chat, page by page, until it joins the last known message. Pure: it is given
 * pages, and says what to ask next. It trusts neither order nor direction of a page, and ends if a page brings nothing older.
 */
export class ChatWalk {
  readonly #base: ChatBase
  readonly #found = new Map<string, Found>()
  #pages = 0
  #count = FIRST_COUNT
  #isFlipped = false
  #hasEnded = false
  #goesBySeq = true
  #sorted: readonly FetchedMessage[] = []
  #oldest: FetchedMessage | undefined

  constructor(base: ChatBase) {
    this.#base = base
  }

  /** The next question; undefined once the walk has ended. */
  get next(): Question | undefined {
    if (this.#hasEnded) return undefined
    const from = this.#oldest
    return { count: this.#count, isFlipped: this.#isFlipped, ...(from && { from }) }
  }

  /** Takes the answer to `next`. */
  page(messages: readonly FetchedMessage[]): void {
    const before = this.#oldest
    const isOlder = this.#take(messages)
    this.#pages++
    if (this.#isJoined()) return this.end()
    const isFull = this.#pages >= MOST_PAGES || this.#found.size >= MOST_MESSAGES
    if (isFull || (!isOlder && (!before || this.#isFlipped))) return this.end()
    if (!isOlder) this.#isFlipped = true
    this.#count = Math.max(this.#count, before || isOlder ? NEXT_COUNT : FIRST_COUNT)
  }

  /** The answer was too large: asks for less, and ends if that is not possible. */
  tooLarge(): void {
    if (this.#count <= 1 || ++this.#pages >= MOST_PAGES) return this.end()
    this.#count = Math.max(1, Math.floor(this.#count / 5))
  }

  /** Ends the walk where it is. */
  end(): void {
    this.#hasEnded = true
  }

  get outcome(): WalkOutcome {
    const missed = this.#sorted.filter((message, at) => this.#isAfterBase(message, at))
    const [oldest] = this.#sorted
    if (!oldest || this.#isJoined()) return { missed }
    return { missed, gap: this.#gapBefore(oldest) }
  }

  /** Returns whether one of the messages is older than all before. */
  #take(messages: readonly FetchedMessage[]): boolean {
    const isNewestFirst = (messages[0]?.time ?? 0) > (messages.at(-1)?.time ?? 0)
    messages.forEach((message, index) => {
      const key = keyText(message)
      const order = -this.#pages * 1e6 + (isNewestFirst ? -index : index)
      if (!this.#found.has(key)) this.#found.set(key, { message, order })
    })
    const all = [...this.#found.values()]
    this.#goesBySeq = areSound(
      all.map(({ message }) => message),
      this.#base,
    )
    this.#sorted = all.sort(this.#goesBySeq ? bySeq : byTime).map(({ message }) => message)
    const [oldest] = this.#sorted
    const isOlder = oldest !== this.#oldest
    this.#oldest = oldest
    return isOlder
  }

  /** The sequence of the last known message, if it decides. */
  get #baseSeq(): number | undefined {
    return this.#goesBySeq ? this.#base.seq : undefined
  }

  #isJoined(): boolean {
    const baseSeq = this.#baseSeq
    return this.#sorted.some(({ seq = 0, time, id = '' }) =>
      baseSeq === undefined ? time < this.#base.time || this.#base.ids.has(id) : seq <= baseSeq + 1,
    )
  }

  #isAfterBase({ seq = 0, time, id = '' }: FetchedMessage, at: number): boolean {
    const { time: baseTime, ids, isFirst = false } = this.#base
    const baseSeq = this.#baseSeq
    if (baseSeq !== undefined) return seq > baseSeq
    if (time !== baseTime) return time > baseTime
    // Of a chat that is new, the page says what came before its first event within the second.
    const firstAt = isFirst ? this.#sorted.findIndex((each) => ids.has(each.id ?? '')) : -1
    return !ids.has(id) && (!isFirst || (firstAt >= 0 && at > firstAt))
  }

  #gapBefore({ time, seq = 0 }: FetchedMessage): ChatGap {
    const baseSeq = this.#baseSeq
    const count = baseSeq === undefined ? 0 : seq - baseSeq - 1
    return { from_time: this.#base.time, to_time: Math.max(time, this.#base.time), count }
  }
}

const keyText = ({ seq, id }: MessageKey): string => (seq === undefined ? `id ${id}` : `seq ${seq}`)

const bySeq = (a: Found, b: Found): number => (a.message.seq ?? 0) - (b.message.seq ?? 0) || a.order - b.order

const byTime = (a: Found, b: Found): number => a.message.time - b.message.time || a.order - b.order

/** Tells whether the sequences decide: all messages have one, and they agree with the times and with the last known message. */
function areSound(messages: readonly FetchedMessage[], base: ChatBase): boolean {
  let latest = Number.NEGATIVE_INFINITY
  for (const { seq, time } of [...messages].sort((a, b) => (a.seq ?? 0) - (b.seq ?? 0))) {
    if (seq === undefined || time < latest - SLACK_S || !agrees(seq, time, base)) return false
    latest = Math.max(latest, time)
  }
  return true
}

function agrees(seq: number, time: number, base: ChatBase): boolean {
  if (base.seq === undefined) return true
  return seq > base.seq ? time >= base.time - SLACK_S : time <= base.time + SLACK_S
}
