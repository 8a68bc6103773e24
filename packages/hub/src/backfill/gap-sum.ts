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
  #rest: Gap | undefined
  #isLeft = false

  /** A chat's history does not reach back to the last known message. */
  notJoined(chat: Chat, gap: ChatGap): void {
    if (this.#ofChats.length < MOST_CHATS) this.#ofChats.push({ ...gap, chat })
    else this.#add(gap)
  }

  /** A message was fetched that is too old for clients; `time` in unix seconds. */
  tooOld(time: number): void {
    this.#add({ from_time: time, to_time: time, count: 1 })
  }

  /** Some chats were not asked for. */
  left(): void {
    this.#isLeft = true
  }

  /** All gaps; `lostAt` and `now`, in unix seconds, bound what was not asked for. */
  all(lostAt: number, now: number): readonly FoundGap[] {
    if (this.#isLeft) this.#add({ from_time: Math.min(lostAt, now), to_time: now, count: 0 })
    this.#isLeft = false
    return this.#rest ? [...this.#ofChats, this.#rest] : this.#ofChats
  }

  #add({ from_time, to_time, count }: Gap): void {
    const before = this.#rest ?? { from_time, to_time, count: 0 }
    this.#rest = {
      from_time: Math.min(before.from_time, from_time),
      to_time: Math.max(before.to_time, to_time),
      count: before.count + count,
    }
  }
}
