import type { Clock } from '@rookery/transport'
import type { Behind } from '../event-lane/serving.js'
import { type EventId, markAfter } from '../history/index.js'
import { type Cursor, unixSeconds } from '../journal/cursor.js'
import type { JournalView } from '../journal/journal.js'
import { has, marksOf } from '../journal/view-marks.js'
import { noteMark, suspectsOf } from './kept-cursors.js'

/**
 * The cursor of a client that confirms by acks. It is a mark that moves by them alone; the connection is served by a copy,
 * which moves on receipt. So delivery is as for other clients, and what is not acked is sent again over the next connection.
 */
export class AckedCursor {
  /** The copy. */
  readonly received: Cursor
  readonly #cursor: Cursor
  readonly #view: JournalView
  readonly #clock: Clock

  constructor(cursor: Cursor, view: JournalView, clock: Clock) {
    const mark = noteMark(cursor, view) ?? marksOf(view).at(view.tail) ?? view.floor
    const { logged } = cursor
    cursor.logged = logged ?? { mark, suspects: suspectsOf(cursor, view) }
    if (logged) cursor.position = marksOf(view).placeOf(mark).position
    this.received = { ...cursor }
    this.#cursor = cursor
    this.#view = view
    this.#clock = clock
  }

  /** What was admitted and not acked; undefined if everything is. */
  get behind(): Behind | undefined {
    const { head, tail } = this.#view
    const confirmed = this.#cursor.position
    const first = Math.max(confirmed, tail) + 1
    if (first > head) return undefined
    return { events: head - first + 1, admittedAt: this.#view.at(first).admittedAt, isSent: true, confirmed }
  }

  /** Whether events of an account are confirmed here. */
  isOf(account: string): boolean {
    const { accounts } = this.#view
    return accounts === 'all' || accounts.includes(account)
  }

  /** Confirms everything of an event's account up to it. An older event changes nothing. */
  ack(id: EventId): void {
    const { logged } = this.#cursor
    if (!logged) return
    const mark = markAfter(logged.mark, id)
    this.#cursor.logged = { ...logged, mark }
    this.#cursor.marked = mark
    this.#cursor.time = unixSeconds(this.#clock)
    this.#followTo(mark)
  }

  /** The connection has ended: what it was suspected to break off at counts for the next one. */
  end(): void {
    const { logged } = this.#cursor
    const { received } = this
    this.#cursor.suspects = received.suspects
    if (logged) this.#cursor.logged = { ...logged, suspects: suspectsOf(received, this.#view) }
  }

  /** Moves the position behind what is acked without a break. */
  #followTo(mark: ReturnType<typeof markAfter>): void {
    const { head, tail } = this.#view
    let position = Math.max(this.#cursor.position, tail)
    while (position < head && has(mark, this.#view.at(position + 1))) position++
    this.#cursor.position = position
  }
}
