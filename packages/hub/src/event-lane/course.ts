import type { MessageFormat } from '@rookery/protocol'
import type { Clock, EventSink } from '@rookery/transport'
import type { EventEdit } from '../forms/event-edit.js'
import type { Mark } from '../history/index.js'
import { type Cursor, type LoggedPlace, type Suspects, unixSeconds } from '../journal/cursor.js'
import type { JournalView } from '../journal/journal.js'
import { joinedMark, marksOf } from '../journal/view-marks.js'
import type { SlowPolicy } from '../options.js'
import { CatchUp, type CatchUpParts } from './catch-up.js'
import { loggedSuspectsAfter } from './logged-suspects.js'
import type { Announcer, Behind, Passing } from './serving.js'
import { ShiftedSink } from './shifted-sink.js'
import type { Subscription } from './subscription.js'

/** Events that a connection is to be sent. */
export interface SubscribeSettings {
  readonly view: JournalView
  readonly sink: EventSink
  /** Events after it are sent; it moves forward with confirmations. */
  readonly cursor: Cursor
  /** Tells what the client will not get. */
  readonly announce: Announcer
  /** Told what it is sent and will not be, where something is left out. */
  readonly passing?: Passing | undefined
  /** Form of `message` in the events. Default: as it came. */
  readonly format?: MessageFormat | undefined
  /** Changes of the events, in their order. Default: none. */
  readonly edits?: readonly EventEdit[] | undefined
  /** Whether each event carries its id, as `rookery_id`. Default false. */
  readonly withIds?: boolean | undefined
  /** What happens when memory has forgotten what comes next. Default `resume`. */
  readonly slow?: SlowPolicy | undefined
  /** Unix milliseconds from which on messages are sent however old they are. Default: none. */
  readonly wantedFrom?: number | undefined
  /** Called when the cursor has moved. */
  readonly moved?: () => void
}

/** What a course needs of delivery. */
export interface CourseContext {
  readonly clock: Clock
  /** Subscribes to memory. `overtaken` is called when memory has forgotten what comes next, with the mark before it. */
  fromMemory(settings: SubscribeSettings, had: Mark | undefined, overtaken: Overtaken): Subscription
  fromLog(settings: SubscribeSettings, parts: LogParts): CatchUp
}

type Overtaken = (sent: number, mark: Mark) => void

/** Parts of a catch-up that its course gives. */
export type LogParts = Pick<CatchUpParts, 'from' | 'base' | 'hasConfirmed' | 'sent' | 'met' | 'failed'>

interface InFlight {
  readonly position: number
  readonly mark: Mark
}

/**
 * The way of one connection through the events where a log outlives the process: from the log while the client is behind
 * memory, then from memory, and again from the log when memory has overtaken it.
 */
export class Course {
  readonly #settings: SubscribeSettings
  readonly #context: CourseContext
  #stage: Subscription | CatchUp
  /** Positions of the sink are those of the view, and so many more. */
  #offset = 0
  /** Position of the sink from which on memory's are confirmed. */
  #base = 0
  /** Sent from the log, and not confirmed. */
  #inFlight: InFlight[] = []
  #confirmed = 0
  #sentFromLog: Mark | undefined
  #hasEnded = false
  /** Number of events that the stages before this one sent. */
  #deliveredBefore = 0

  constructor(settings: SubscribeSettings, context: CourseContext) {
    this.#settings = settings
    this.#context = context
    const { logged } = settings.cursor
    this.#stage = logged ? this.#fromLog(logged, 0) : this.#fromMemory(settings.sink, undefined)
  }

  /** What is not confirmed; undefined when everything is. */
  get behind(): Behind | undefined {
    if (!(this.#stage instanceof CatchUp)) return this.#stage.behind
    const { view } = this.#settings
    const admittedAt = view.head > view.tail ? view.at(view.tail + 1).admittedAt : view.floor.othersFrom
    const events = this.#inFlight.length + view.head - view.tail
    return { events, admittedAt, isSent: this.#inFlight.length > 0, confirmed: this.#confirmed }
  }

  /** Number of events that were sent. */
  get delivered(): number {
    return this.#deliveredBefore + this.#stage.delivered
  }

  advance(): void {
    this.#stage.advance()
  }

  drained(): void {
    if (this.#stage instanceof CatchUp) this.#stage.advance()
    else this.#stage.drained()
  }

  /** Asks for confirmation of what was sent. */
  mark(): void {
    this.#stage.mark()
  }

  confirmed(position: number): void {
    // A connection that was taken over may still answer, while its successor moves the cursor.
    if (this.#hasEnded) return
    this.#confirmed = position
    this.#moveInLog()
    const stage = this.#stage
    if (stage instanceof CatchUp) queueMicrotask(() => stage.advance())
    else if (position >= this.#base && this.#inFlight.length === 0) stage.confirmed(position - this.#offset)
    this.#settings.moved?.()
  }

  /** Ends as a subscription does. */
  end(isStop = false): void {
    this.#hasEnded = true
    if (this.#stage instanceof CatchUp) this.#stage.end()
    else this.#stage.end(isStop)
    const { cursor } = this.#settings
    const { logged } = cursor
    if (logged && this.#sentFromLog && !isStop) {
      const suspects = loggedSuspectsAfter(logged.suspects, logged.mark, this.#sentFromLog)
      cursor.logged = { mark: logged.mark, suspects }
    }
    this.#settings.moved?.()
  }

  #moveInLog(): void {
    const { cursor } = this.#settings
    for (let [first] = this.#inFlight; first && first.position <= this.#confirmed; [first] = this.#inFlight) {
      if (cursor.logged) cursor.logged = { ...cursor.logged, mark: first.mark }
      cursor.marked = first.mark
      cursor.time = unixSeconds(this.#context.clock)
      this.#inFlight.shift()
      this.#settings.moved?.()
    }
    if (this.#inFlight.length === 0 && !(this.#stage instanceof CatchUp)) cursor.logged = undefined
  }

  #fromLog(from: LoggedPlace, base: number): CatchUp {
    return this.#context.fromLog(this.#settings, {
      from,
      base,
      hasConfirmed: () => this.#inFlight.length === 0,
      sent: (position, mark) => this.#sent(position, mark),
      met: (mark) => this.#meet(mark),
      failed: () => this.#meet(this.#sentFromLog ?? from.mark),
    })
  }

  #sent(position: number, mark: Mark): void {
    this.#sentFromLog = mark
    this.#inFlight.push({ position, mark })
    this.#moveInLog()
  }

  /** Goes on from memory, whose oldest events the mark has met. */
  #meet(mark: Mark): void {
    const { cursor, sink, view } = this.#settings
    const base = this.#stage instanceof CatchUp ? this.#stage.position : 0
    const marks = marksOf(view)
    const { position } = marks.placeOf(mark)
    cursor.position = position
    cursor.suspects = suspectsOf(cursor.logged, position, (each) => marks.placeOf(each).position)
    this.#base = base
    this.#offset = base - position
    this.#deliveredBefore = this.delivered
    this.#stage = this.#fromMemory(this.#offset === 0 ? sink : new ShiftedSink(sink, this.#offset), mark)
    this.#moveInLog()
    this.#stage.advance()
  }

  #fromMemory(sink: EventSink, had: Mark | undefined): Subscription {
    return this.#context.fromMemory({ ...this.#settings, sink }, had, (sent, mark) =>
      this.#overtaken(sent, mark),
    )
  }

  /** Memory has forgotten what comes next: the log has it. */
  #overtaken(sent: number, inMemory: Mark): void {
    const { cursor, passing } = this.#settings
    const mark = joinedMark(this.#sentFromLog ?? cursor.marked, inMemory)
    for (const [account, order] of mark.accounts) passing?.sent({ account, ...order })
    const base = sent + this.#offset
    const isLevel = cursor.logged === undefined && cursor.position >= sent
    cursor.logged = { mark: isLevel ? mark : (cursor.logged?.mark ?? cursor.marked ?? mark) }
    if (!isLevel) this.#inFlight.push({ position: base, mark })
    this.#sentFromLog = mark
    this.#deliveredBefore = this.delivered
    this.#stage = this.#fromLog({ mark }, base)
    if (!isLevel) this.#stage.mark()
    this.#stage.advance()
  }
}

/** Suspects of the log that lie in memory, behind a position. */
function suspectsOf(
  logged: LoggedPlace | undefined,
  position: number,
  positionOf: (mark: Mark) => number,
): Suspects | undefined {
  if (!logged?.suspects) return undefined
  const { from, until, disconnects } = logged.suspects
  const [first, to] = [Math.max(position, positionOf(from)) + 1, positionOf(until)]
  return to >= first ? { from: first, to, disconnects } : undefined
}
