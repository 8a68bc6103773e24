import {
  type Alarm,
  Batch,
  type Clock,
  type EventSink,
  type FramedText,
  frameInSlices,
  frameText,
  type IdOf,
} from '@rookery/transport'
import {
  type HistoryEvent,
  type Mark,
  type MissingEvents,
  markAfter,
  markText,
  SLICE_BYTES,
  type Slice,
} from '../history/index.js'
import type { LoggedPlace } from '../journal/cursor.js'
import type { Gap } from '../journal/gap.js'
import type { JournalView } from '../journal/journal.js'
import { agesFrom, wasTooOld } from '../journal/staleness.js'
import type { Confirming } from './confirmation-slots.js'
import { isLarge, lastIds, runsOf } from './event-runs.js'
import type { EventTexts } from './event-texts.js'
import { isCareful, isPoison } from './logged-suspects.js'
import type { ReadTurns } from './read-turns.js'
import { floorOf, type PastFloor, Seam } from './seam.js'
import type { Announcer, Later, Passing } from './serving.js'

/** So much is read at a time, and waits in the socket before more is read. */
const READ_BYTES = SLICE_BYTES / 4
const READ_EVENTS = 4_096
/** As for a subscription: who confirms none of the events sent one by one is not waited for any more. */
const PATIENCE_MS = 30_000
/** A log that cannot be read is tried again so often, after so long. */
const MOST_FAILURES = 5
const RETRY_MS = 1_000
/** Ids whose accounts do not fit go on from a time so long before the event. */
const SEEN_BEFORE_MS = 60_000

/** Parts of a catch-up. */
export interface CatchUpParts {
  readonly turns: ReadTurns
  readonly view: JournalView
  readonly texts: EventTexts
  readonly sink: EventSink
  readonly from: LoggedPlace
  /** Position of the last event that the sink was sent before. */
  readonly base: number
  /** Unix seconds from which on a gap is announced. */
  readonly time: number
  /** Messages that were admitted before it are left out, in milliseconds. */
  readonly staleBefore: number
  /** Milliseconds after which a message is too old. */
  readonly maxAgeMs: number
  readonly announce: Announcer
  readonly passing?: Passing | undefined
  readonly later: Later
  readonly clock: Clock
  /** Whether everything that was sent is confirmed. */
  readonly hasConfirmed: () => boolean
  /** What was sent up to a position of the sink, or left out, moves the mark. */
  readonly sent: (position: number, mark: Mark) => void
  /** The mark has met the oldest event in memory. */
  readonly met: (mark: Mark) => void
  /** The log cannot be read. */
  readonly failed: (error: unknown) => void
}

/** Sends one connection the events of the log, slice by slice, until it meets what memory holds. */
export class CatchUp implements Confirming {
  slot: number | undefined
  readonly #parts: CatchUpParts
  readonly #seam: Seam
  #mark: Mark
  #hint: number | undefined
  #position: number
  #gap: Gap | undefined
  #isUnderWay = false
  #hasEnded = false
  #isPatient = true
  #failures = 0
  #patience: Alarm | undefined

  constructor(parts: CatchUpParts) {
    this.#parts = parts
    this.#seam = new Seam(parts.view)
    this.#mark = parts.from.mark
    this.#position = parts.base
  }

  /** Position of the sink up to which events were sent. */
  get position(): number {
    return this.#position
  }

  /** Number of events that were sent. */
  get delivered(): number {
    return this.#position - this.#parts.base
  }

  /** Reads on, if the socket takes more. */
  advance(): void {
    if (this.#isUnderWay || this.#hasEnded || !this.#takesMore()) return
    this.#isUnderWay = true
    void this.#readOn().catch((error) => this.#fail(error))
  }

  /** Asks for confirmation of what was sent; of the last of it while memory goes on already. */
  mark(): void {
    const { sink, later, hasConfirmed } = this.#parts
    if (!sink.isOpen || hasConfirmed()) return
    if (!sink.mark(this.#position)) later.markAgain(this)
  }

  end(): void {
    this.#hasEnded = true
    this.#patience?.()
  }

  get #isCareful(): boolean {
    return this.#isPatient && isCareful(this.#parts.from.suspects, this.#mark)
  }

  #takesMore(): boolean {
    const { sink, hasConfirmed } = this.#parts
    if (!sink.isOpen || sink.queuedBytes > READ_BYTES) return false
    if (!this.#isCareful || hasConfirmed()) return true
    this.#bePatient()
    return false
  }

  #bePatient(): void {
    this.#patience?.()
    this.#patience = this.#parts.clock.after(PATIENCE_MS, () => {
      this.#isPatient = false
      this.advance()
    })
    this.#patience.unref?.()
  }

  async #readOn(): Promise<void> {
    const { turns, view } = this.#parts
    const floor = floorOf(view)
    const request = {
      after: this.#mark,
      accounts: view.accounts,
      limit: this.#isCareful ? 1 : READ_EVENTS,
      bytes: READ_BYTES,
      ...(this.#hint !== undefined && { hint: this.#hint }),
    }
    const slice = await turns.read(request, () => !this.#hasEnded)
    if (!slice || this.#hasEnded) return
    await this.#take(slice)
    if (this.#hasEnded) return
    this.#failures = 0
    this.#isUnderWay = false
    if (slice.isEnd && this.#hasMet(floor)) this.#finish()
    else this.advance()
  }

  /** At the end of the log: whether memory goes on from here. What neither of them has is missing. */
  #hasMet(floor: PastFloor): boolean {
    const { mark, lost, isMet } = this.#seam.meet(this.#mark, floor)
    if (lost > 0) this.#miss(lost, this.#parts.time)
    this.#mark = mark
    return isMet
  }

  #finish(): void {
    this.#tellGap()
    this.#pass()
    this.#parts.sent(this.#position, this.#mark)
    this.end()
    this.#parts.met(this.#mark)
  }

  async #take({ events, missing, mark, hint }: Slice): Promise<void> {
    for (const each of missing) this.#missRun(each)
    const wanted = events.filter((event) => this.#isWanted(event))
    if (wanted.length > 0) this.#tell(events, new Set(wanted))
    for (const run of runsOf(wanted)) {
      await this.#send(run)
      if (this.#hasEnded) return
    }
    this.#mark = mark
    this.#hint = hint
    // A gap that the client was not told of yet must not lie behind its mark.
    if (this.#gap) return
    this.#pass()
    this.#parts.sent(this.#position, mark)
    this.mark()
  }

  /** Tells of a slice before it is sent: what is not sent after all cannot be acked, either. */
  #tell(events: readonly HistoryEvent[], wanted: ReadonlySet<HistoryEvent>): void {
    const { passing } = this.#parts
    this.#tellGap()
    if (!passing) return
    this.#pass()
    for (const event of events) {
      if (wanted.has(event)) passing.sent(event.id)
      else passing.passed(event.id)
    }
  }

  /** All up to the mark was sent, or is in a gap that was told. */
  #pass(): void {
    for (const [account, order] of this.#mark.accounts) this.#parts.passing?.passed({ account, ...order })
  }

  #isWanted(event: HistoryEvent): boolean {
    const { view, staleBefore, maxAgeMs, announce, from } = this.#parts
    if (!view.includes(event)) return false
    const poison = isPoison(from.suspects, event.id)
    if (poison) announce.poison({ ...event, text: frameText(Buffer.from(event.payload)) })
    // One that was too old when it was fetched was told of then, by a notice that lies behind it.
    if (wasTooOld(event, maxAgeMs)) return false
    const isLeftOut = poison || (event.isMessage && agesFrom(event) < staleBefore)
    if (isLeftOut) this.#miss(1, event.time)
    return !isLeftOut
  }

  async #send(run: readonly HistoryEvent[]): Promise<void> {
    const { sink } = this.#parts
    const texts = await this.#textsOf(run)
    if (this.#hasEnded) return
    const times = run.map(agesFrom)
    const batch = new Batch(texts, this.#position + 1, times, this.#idsOf(run))
    if (isLarge(run)) await sink.prepare?.(batch)
    if (this.#hasEnded) return
    sink.sendBatch(batch)
    this.#position += run.length
    for (const id of lastIds(run)) this.#mark = markAfter(this.#mark, id)
  }

  async #textsOf(run: readonly HistoryEvent[]): Promise<readonly FramedText[]> {
    const { texts } = this.#parts
    const [first] = run
    if (first && isLarge(run))
      return [await texts.ofLarge({ ...first, text: await frameInSlices([asBuffer(first.payload)]) })]
    return run.map((event) => texts.of({ ...event, text: frameText(asBuffer(event.payload)) }))
  }

  /** Made only where somebody asks for them, one after the other. */
  #idsOf(run: readonly HistoryEvent[]): IdOf {
    const first = this.#position + 1
    let mark = this.#mark
    let at = 0
    return (position) => {
      const event = run[position - first]
      if (!event) return undefined
      for (; at <= position - first; at++) mark = markAfter(mark, run[at]?.id ?? event.id)
      return markText(mark, event.admittedAt - SEEN_BEFORE_MS)
    }
  }

  #missRun({ count = 1, fromTime, toTime = fromTime }: MissingEvents): void {
    // The hidden ones among them are neither known nor told.
    const told = this.#parts.view.scope ? Math.min(1, count) : count
    const until = toTime ?? this.#gap?.to_time ?? this.#parts.time
    this.#miss(told, until, fromTime)
  }

  #miss(count: number, time: number, since = time): void {
    const { from_time, to_time, count: before } = this.#gap ?? { from_time: since, to_time: time, count: 0 }
    this.#gap = {
      from_time: Math.min(from_time, since),
      to_time: Math.max(to_time, time),
      count: before + count,
    }
  }

  #tellGap(): void {
    if (this.#gap) this.#parts.announce.gap(this.#gap)
    this.#gap = undefined
  }

  /** A store may be opened again meanwhile. */
  #fail(error: unknown): void {
    if (this.#hasEnded) return
    this.#isUnderWay = false
    this.#hint = undefined
    if (++this.#failures > MOST_FAILURES) {
      this.end()
      return this.#parts.failed(error)
    }
    this.#parts.clock.after(RETRY_MS, () => this.advance()).unref?.()
  }
}

const asBuffer = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
