import type { Clock } from '@rookery/transport'
import { conversationKey, type Incoming, workOn } from '../events/incoming.js'
import type { Conversation } from './conversation.js'
import { Conversations } from './conversations.js'

/** Does something for one event, in the mailbox of a key. It settles when the next one may have its turn. */
export type Job = (key: string) => Promise<void> | undefined

/** Told of a handler that holds up these events for long; `isFirst` for the first time. */
export type Stalled = (work: string, waiting: readonly Incoming[], isFirst: boolean) => void

/** Told of an error in the handling of an event; the next event has its turn all the same. */
export type JobFailed = (error: unknown, about: Incoming) => void

/** Milliseconds that events wait behind a handler before that is told. */
const STALLED_MS = 60_000

interface Waiting {
  readonly job: Job
  readonly about: Incoming
}

interface Box {
  readonly waiting: Waiting[]
  /** The event at work. */
  at: Incoming
  isStalled: boolean
  /** Takes back the alarm that tells of a handler which holds up others. */
  stop: (() => void) | undefined
}

/**
 * A mailbox for each user in each chat, and one for a group while a conversation is open for all of it: order within each,
 * none between them. An event is handled when those before it, in the same mailbox, have settled.
 */
export class Mailboxes {
  readonly conversations = new Conversations()
  readonly #boxes = new Map<string, Box>()
  readonly #clock: Clock
  readonly #stalled: Stalled
  readonly #failed: JobFailed

  constructor(clock: Clock, stalled: Stalled, failed: JobFailed) {
    this.#clock = clock
    this.#stalled = stalled
    this.#failed = failed
  }

  /** Handles an event when it has its turn. */
  post(incoming: Incoming, handle: Job): void {
    this.#postInTurn(this.#keyOf(incoming), conversationKey(incoming), incoming, handle)
  }

  /** Handles an event that passes a question: behind those that the same user has let pass it, and before nobody's answer. */
  postPassing(incoming: Incoming, handle: Job): void {
    this.#post(passingKey(incoming), handle, incoming)
  }

  /** Keeps the events of a conversation waiting that has just been opened: they are its business now. */
  open({ key, opener, incoming }: Conversation, turn: Promise<void>): void {
    this.hold(key, turn, incoming)
    if (opener !== key) this.#move(opener, key)
  }

  /** Keeps the events of a place waiting until a turn is over, for what is done about `at`. */
  hold(key: string, turn: Promise<void>, at: Incoming): void {
    this.#post(key, () => turn, at)
  }

  /** Whether an event would have to wait. */
  isBusy(incoming: Incoming): boolean {
    return this.#boxes.has(this.#keyOf(incoming))
  }

  /** Whether something that passes a question is under way. */
  isPassing(incoming: Incoming): boolean {
    return this.#boxes.has(passingKey(incoming))
  }

  /** The handler that an event would have to wait for; undefined where there is none. */
  busyWith(incoming: Incoming): string | undefined {
    const at = this.#boxes.get(this.#keyOf(incoming))?.at
    return at && this.#workOf(at)
  }

  /** Tells of no handler any more that holds up others. */
  close(): void {
    for (const box of this.#boxes.values()) box.stop?.()
  }

  /** The handler at work on an event, or on the conversation that it is the answer of. */
  #workOf(at: Incoming): string {
    const work = workOn(at) ?? workOn(this.conversations.at(at)?.incoming)
    return work?.name ?? 'something'
  }

  /** The key of a mailbox: behind what the same user wrote; else with the group. */
  #keyOf(incoming: Incoming): string {
    const own = conversationKey(incoming)
    if (this.#boxes.size === 0 && this.conversations.size === 0) return own
    if (this.conversations.has(own)) return own
    const group = conversationKey(incoming, 'group')
    if (this.#boxes.has(own) && this.conversations.get(group)?.opener !== own) return own
    return this.conversations.has(group) || this.#boxes.has(group) ? group : own
  }

  /** If the place became another conversation's while the event waited, it goes to the end of that one's mailbox. */
  #postInTurn(key: string, own: string, incoming: Incoming, handle: Job): void {
    const inTurn: Job = (here) => {
      const place = this.conversations.at(incoming)?.key ?? own
      if (place === here) return handle(here)
      this.#postInTurn(place, own, incoming, handle)
      return undefined
    }
    this.#post(key, inTurn, incoming)
  }

  /** Runs a job now, or behind what is under way. */
  #post(key: string, job: Job, about: Incoming): void {
    const box = this.#boxes.get(key)
    if (box) return this.#wait(box, { job, about })
    const running = this.#begin(job, key, about)
    // Most events are nobody's business; they cost no promise.
    if (!running) return
    // A job that opens a conversation in this place has made a box for that already; whatever comes now waits for the job.
    const own: Box = { waiting: [], at: about, isStalled: false, stop: undefined }
    this.#boxes.set(key, own)
    this.#follow(key, own, running)
  }

  /** Takes what waits in one mailbox to the end of another. */
  #move(from: string, to: string): void {
    const waiting = this.#boxes.get(from)?.waiting.splice(0) ?? []
    for (const { job, about } of waiting) this.#post(to, job, about)
  }

  #wait(box: Box, waiting: Waiting): void {
    box.waiting.push(waiting)
    if (box.isStalled) this.#stalled(this.#workOf(box.at), [waiting.about], false)
    else this.#watchOver(box)
  }

  #watchOver(box: Box): void {
    if (box.waiting.length === 0) return
    box.stop ??= this.#clock.after(STALLED_MS, () => {
      box.isStalled = box.waiting.length > 0
      box.stop = undefined
      if (!box.isStalled) return
      const waiting = box.waiting.map(({ about }) => about)
      this.#stalled(this.#workOf(box.at), waiting, true)
    })
  }

  /** Begins a job. One that throws is over. */
  #begin(job: Job, key: string, about: Incoming): Promise<void> | undefined {
    try {
      return job(key)
    } catch (error) {
      this.#failed(error, about)
      return undefined
    }
  }

  #follow(key: string, box: Box, running: Promise<void>): void {
    const next = (): void => this.#next(key, box)
    running.then(next, (error) => {
      this.#failed(error, box.at)
      next()
    })
  }

  /** Gives the next event of a mailbox its turn. */
  #next(key: string, box: Box): void {
    box.stop?.()
    box.stop = undefined
    box.isStalled = false
    for (let next = box.waiting.shift(); next; next = box.waiting.shift()) {
      box.at = next.about
      const going = this.#begin(next.job, key, next.about)
      if (!going) continue
      this.#watchOver(box)
      return this.#follow(key, box, going)
    }
    if (this.#boxes.get(key) === box) this.#boxes.delete(key)
  }
}

const passingKey = (incoming: Incoming): string => `${conversationKey(incoming)}/passing`
