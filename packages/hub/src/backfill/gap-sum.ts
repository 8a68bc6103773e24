import type { Gap } from '../journal/gap.js'
import type { Chat } from './chat.js'
import type { ChatGap } from './chat-walk.js'

/** Gaps that are told each for its chat; the rest is told in one notice. */
const MOST_CHATS = 20

/** A gap, and the chat in which it is, where it is one. */
export interface FoundGap extends Gap {
  readonly chat?: Chat
}

/** Collects what a run could not give to clients. */
export class GapSum {
  readonly #ofChats: FoundGap[] = []
  readonly #further = new Sum()
  readonly #tooOld = new Sum()
  #isLeft = false

  /** A chat's history does not reach back to the last known message. */
  notJoined(chat: Chat, gap: ChatGap): void {
    if (this.#ofChats.length < MOST_CHATS) this.#ofChats.push({ ...gap, chat })
    else this.#further.add(gap)
  }

  /** A message was fetched that is too old for clients; `time` in unix seconds. */
  tooOld(time: number): void {
    this.#tooOld.add({ from_time: time, to_time: time, count: 1 })
  }

  /** Some chats were not asked for. */
  left(): void {
    this.#isLeft = true
  }

  /** All gaps of a run that is complete; `lostAt` and `now`, in unix seconds, bound what was not asked for. */
  all(lostAt: number, now: number): readonly FoundGap[] {
    const left = { from_time: Math.min(lostAt, now), to_time: now, count: 0 }
    const rest = [this.#further.gap, this.#tooOld.gap, this.#isLeft ? left : undefined]
    const sum = new Sum()
    for (const each of rest) if (each) sum.add(each)
    return sum.gap ? [...this.#ofChats, sum.gap] : this.#ofChats
  }

  /** Gaps that another run will not find again. */
  get final(): readonly FoundGap[] {
    return this.#tooOld.gap ? [this.#tooOld.gap] : []
  }
}

/** Several gaps as one. */
class Sum {
  gap: Gap | undefined

  add({ from_time, to_time, count }: Gap): void {
    const before = this.gap ?? { from_time, to_time, count: 0 }
    this.gap = {
      from_time: Math.min(before.from_time, from_time),
      to_time: Math.max(before.to_time, to_time),
      count: before.count + count,
    }
  }
}
