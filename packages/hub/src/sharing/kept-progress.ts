import { type Alarm, type Clock, frameText, type Log } from '@rookery/transport'
import { inTime } from '../history/in-time.js'
import type { CursorStore, EventLog, HistoryEvent, Mark } from '../history/index.js'
import { unixSeconds } from '../journal/cursor.js'
import type { JournalEvent } from '../journal/journal.js'

/** Progress that moved is saved after so long. */
const SAVE_MS = 400
/** Longest wait for an answer of the store. */
const ANSWER_MS = 5_000
/** Events that are read at a time, and that are taken back into memory in all. */
const READ_EVENTS = 4_096
const MOST_EVENTS = 20_000
/** Place of the progress among the cursors of a store; those of clients begin with an account. */
const PLACE = 'balance'

/** What outlives the process, and who is told of its failures. */
export interface KeptProgressContext {
  readonly cursors: Pick<CursorStore, 'cursorOf' | 'saveCursors'>
  readonly events: Pick<EventLog, 'read'>
  readonly clock: Clock
  readonly log: Log
}

/** Events that a balance group had not confirmed when the hub was stopped. */
export interface Unconfirmed {
  /** The group has confirmed all up to it, and perhaps some of the events. */
  readonly mark: Mark
  readonly events: readonly JournalEvent[]
  /** Number of events that are no more. */
  readonly missing: number
}

/** Saves how far a balance group is, and finds what it lacks after a restart of the hub. */
export class KeptProgress {
  readonly #name: string
  readonly #context: KeptProgressContext
  #alarm: Alarm | undefined
  #markNow: (() => Mark | undefined) | undefined

  constructor(name: string, context: KeptProgressContext) {
    this.#name = name
    this.#context = context
  }

  /** Notes that the group has moved: `markNow`, which it has confirmed up to, is saved soon. */
  moved(markNow: () => Mark | undefined): void {
    this.#markNow = markNow
    this.#alarm ??= this.#context.clock.after(SAVE_MS, () => this.save())
    this.#alarm.unref?.()
  }

  /** Saves at once what moved. */
  save(): void {
    this.#alarm?.()
    this.#alarm = undefined
    const mark = this.#markNow?.()
    this.#markNow = undefined
    const cursor = mark && { mark, time: unixSeconds(this.#context.clock) }
    if (cursor) this.#context.cursors.saveCursors([{ client: this.#name, place: PLACE, cursor }])
  }

  /** Reads what the group lacks; undefined if nothing is known of it. */
  async load(): Promise<Unconfirmed | undefined> {
    const { cursors, clock, log } = this.#context
    try {
      const stored = await inTime(cursors.cursorOf(this.#name, PLACE), ANSWER_MS, clock)
      return stored && (await this.#readBehind(stored.mark))
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error)
      log.warn({ client: this.#name, place: PLACE, why }, 'cursor not read: the client begins anew')
      return undefined
    }
  }

  async #readBehind(mark: Mark): Promise<Unconfirmed> {
    const { events: log, clock } = this.#context
    const events: JournalEvent[] = []
    let missing = 0
    for (let after = mark; ; ) {
      const request = { after, accounts: 'all', limit: READ_EVENTS } as const
      const slice = await inTime(log.read(request), ANSWER_MS, clock)
      events.push(...slice.events.map(inMemory))
      missing += slice.missing.reduce((sum, { count = 1 }) => sum + count, 0)
      missing += events.splice(0, events.length - MOST_EVENTS).length
      if (slice.isEnd) return { mark, events, missing }
      after = slice.mark
    }
  }
}

/** An event of the log as the journal has it. */
function inMemory({ payload, ...event }: HistoryEvent): JournalEvent {
  return { ...event, text: frameText(Buffer.from(payload)) }
}
