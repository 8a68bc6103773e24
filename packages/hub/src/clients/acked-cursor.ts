import type { Alarm, Clock } from '@rookery/transport'
import type { Behind, Passing } from '../event-lane/serving.js'
import { compareOrder, type EventId, type EventOrder, type Mark, markAfter, marks } from '../history/index.js'
import { type Cursor, unixSeconds } from '../journal/cursor.js'
import type { JournalView } from '../journal/journal.js'
import { has, joinedMark, marksOf } from '../journal/view-marks.js'
import { noteMark, suspectsOf } from './kept-cursors.js'

/** Time for a notice to arrive; a connection that ends sooner may not have brought it. */
const ARRIVAL_MS = 2_000

/** Events that a client will not get. */
interface Passed {
  /** The last event that was sent before. */
  readonly after: EventOrder
  /** The last of them. */
  id: EventId
}

/**
 * The cursor of a client that confirms by acks. It is a mark that moves by them alone; the connection is served by a copy,
 * which moves on receipt. So delivery is as for other clients, and what is not acked is sent again over the next connection.
 * What the client will not be sent it cannot ack: over that the cursor moves by itself, once all before it is acked.
 */
export class AckedCursor implements Passing {
  /** The copy. */
  readonly received: Cursor
  readonly #cursor: Cursor
  readonly #view: JournalView
  readonly #clock: Clock
  readonly #moved: () => void
  /** The last event of each account that was sent. */
  readonly #sent = new Map<string, EventOrder>()
  /** What was passed behind events that are not acked, in order, by account. */
  readonly #passed = new Map<string, Passed[]>()
  /** What was passed where all before it is acked: the cursor moves there once the notice of it has had time to arrive. */
  readonly #due = new Map<string, EventId>()

  #alarm: Alarm | undefined

  /** `moved` is called when the cursor has moved by itself. */
  constructor(cursor: Cursor, view: JournalView, clock: Clock, moved: () => void = () => {}) {
    const mark = noteMark(cursor, view) ?? marksOf(view).at(view.tail) ?? view.floor
    const { logged } = cursor
    cursor.logged = logged ?? { mark, suspects: suspectsOf(cursor, view) }
    if (logged) cursor.position = marksOf(view).placeOf(mark).position
    this.received = { ...cursor }
    this.#cursor = cursor
    this.#view = view
    this.#clock = clock
    this.#moved = moved
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
    const { account } = id
    this.#moveTo(id)
    const passed = this.#passed.get(account)
    for (
      let [first] = passed ?? [];
      first && this.#isAcked({ account, ...first.after });
      [first] = passed ?? []
    ) {
      this.#moveTo(first.id)
      passed?.shift()
    }
  }

  sent({ account, epoch, number }: EventId): void {
    this.#sent.set(account, { epoch, number })
  }

  passed(id: EventId): void {
    const { account } = id
    const after = this.#sent.get(account)
    if (after && compareOrder(id, after) <= 0) return
    if (!after || this.#isAcked({ account, ...after })) return this.#moveSoon(id)
    const passed = this.#passed.get(account) ?? []
    this.#passed.set(account, passed)
    const last = passed.at(-1)
    if (last && compareOrder(last.after, after) === 0) last.id = id
    else passed.push({ after, id })
  }

  /** The connection has ended: what it was suspected to break off at counts for the next one. */
  end(): void {
    // The notice may not have arrived: the next connection is told again.
    this.#alarm?.()
    this.#due.clear()
    const { logged } = this.#cursor
    const { received } = this
    this.#cursor.suspects = received.suspects
    if (!logged) return
    const level = this.#markOfLevel()
    const mark = level ? joinedMark(logged.mark, level) : logged.mark
    this.#cursor.logged = { mark, suspects: suspectsOf(received, this.#view) }
  }

  /** The mark of whoever has acked everything, where a scope hides events that cannot be acked. */
  #markOfLevel(): Mark | undefined {
    const { scope, head } = this.#view
    return scope && this.#cursor.position === head ? marksOf(this.#view).having(head) : undefined
  }

  #isAcked(id: EventId): boolean {
    const { logged } = this.#cursor
    return logged !== undefined && marks(logged.mark, id)
  }

  #moveSoon(id: EventId): void {
    this.#due.set(id.account, id)
    if (this.#alarm) return
    this.#alarm = this.#clock.after(ARRIVAL_MS, () => this.#moveOn())
    this.#alarm.unref?.()
  }

  #moveOn(): void {
    this.#alarm = undefined
    for (const id of this.#due.values()) this.#moveTo(id)
    this.#due.clear()
    this.#moved()
  }

  #moveTo(id: EventId): void {
    const { logged } = this.#cursor
    if (!logged) return
    const mark = markAfter(logged.mark, id)
    this.#cursor.logged = { ...logged, mark }
    this.#cursor.marked = mark
    this.#cursor.time = unixSeconds(this.#clock)
    this.#followTo(mark)
  }

  /** Moves the position behind what is acked without a break. */
  #followTo(mark: ReturnType<typeof markAfter>): void {
    const { head, tail } = this.#view
    let position = Math.max(this.#cursor.position, tail)
    while (position < head && has(mark, this.#view.at(position + 1))) position++
    this.#cursor.position = position
  }
}
