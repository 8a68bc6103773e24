import type { Clock } from '@rookery/transport'
import type { Account } from '../accounts/account.js'
import { conversationKey, type Incoming, workOn } from '../events/incoming.js'
import type { Conversation, PendingQuestion } from './conversation.js'
import { ConversationEnded, type Ended } from './ended.js'

/**
 * State of a chat when a message of it arrives. `free`: nothing holds the message up. `asking`: a question waits for
 * its answer, or is being sent. `busy`: a handler is at work. `conversing`: a handler is at work that has asked and may
 * ask again.
 */
export type Situation = 'free' | 'asking' | 'busy' | 'conversing'

/** Open conversations, by key. */
export class Conversations {
  readonly #byKey = new Map<string, Conversation>()
  /** Commands and functions that were removed. */
  readonly #retired = new WeakSet<object>()
  #closedWhy: Ended | undefined

  get size(): number {
    return this.#byKey.size
  }

  /** Whether one is open under a key. */
  has(key: string): boolean {
    return this.#byKey.has(key)
  }

  get(key: string): Conversation | undefined {
    return this.#byKey.get(key)
  }

  /** The conversation that a message belongs to, the user's own before the group's. */
  at(incoming: Incoming): Conversation | undefined {
    if (this.#byKey.size === 0) return undefined
    return this.#byKey.get(conversationKey(incoming)) ?? this.#byKey.get(conversationKey(incoming, 'group'))
  }

  /** The question that a message would answer. */
  questionFor(incoming: Incoming): PendingQuestion | undefined {
    return this.at(incoming)?.pending
  }

  /**
   * Opens a conversation under its key; ends the one already there. @throws ConversationEnded if asking is no longer
   * allowed
   */
  open(conversation: Conversation): void {
    const { registered, key } = conversation
    if (this.#closedWhy) throw new ConversationEnded(this.#closedWhy)
    if (registered && this.#retired.has(registered)) throw new ConversationEnded('unloaded')
    this.#byKey.get(key)?.end('killed')
    this.#byKey.set(key, conversation)
  }

  close(conversation: Conversation): void {
    const { key } = conversation
    if (this.#byKey.get(key) === conversation) this.#byKey.delete(key)
  }

  /**
   * Ends the conversation that a message belongs to, the user's own before the group's; `except` is left alone. Returns
   * whether there was one.
   */
  kill(incoming: Incoming, except?: Conversation): boolean {
    const own = this.#byKey.get(conversationKey(incoming))
    const groups = this.#byKey.get(conversationKey(incoming, 'group'))
    return [own, groups].some((each) => each !== except && each?.end('killed'))
  }

  /** Ends the conversations of an account. */
  endOf({ self_id }: Account, why: Ended): void {
    const ofAccount = `${self_id}/`
    this.#endWhere(({ key }) => key.startsWith(ofAccount), why)
  }

  /** Ends the conversations of a command or function that was removed; it may not ask again. */
  retire(registered: object): void {
    this.#retired.add(registered)
    this.#endWhere((each) => each.registered === registered, 'unloaded')
  }

  /** Ends all conversations, and refuses new ones. */
  closeAll(why: Ended): void {
    this.#closedWhy = why
    this.#endWhere(() => true, why)
  }

  #endWhere(isMeant: (conversation: Conversation) => boolean, why: Ended): void {
    for (const each of [...this.#byKey.values()]) if (isMeant(each)) each.end(why)
  }
}

/** Handles one event, in the mailbox of a key. Settles when the next one gets its turn. */
export type MailboxJob = (key: string) => Promise<void> | undefined

/** Called when a handler holds up these events for long; `isFirst` the first time. */
export type OnStalled = (work: string, waiting: readonly Incoming[], isFirst: boolean) => void

/** Called with an error in the handling of an event; the next event gets its turn all the same. */
export type OnFailed = (error: unknown, about: Incoming) => void

/** Milliseconds that events wait behind a handler before it is reported. */
const STALLED_MS = 60_000

interface Waiting {
  readonly job: MailboxJob
  readonly about: Incoming
}

interface Box {
  readonly waiting: Waiting[]
  /** The event at work. */
  at: Incoming
  isStalled: boolean
  /** Cancels the alarm that reports a stalled handler. */
  stop: (() => void) | undefined
}

/**
 * One mailbox per user in each chat, and one per group while a conversation is open for the whole group: events of one
 * mailbox keep their order, mailboxes are independent. An event is handled when the earlier ones of its mailbox have
 * settled.
 */
export class Mailboxes {
  readonly conversations = new Conversations()
  readonly #boxes = new Map<string, Box>()
  readonly #clock: Clock
  readonly #stalled: OnStalled
  readonly #failed: OnFailed

  constructor(clock: Clock, stalled: OnStalled, failed: OnFailed) {
    this.#clock = clock
    this.#stalled = stalled
    this.#failed = failed
  }

  /** Handles an event when its turn comes. */
  post(incoming: Incoming, handle: MailboxJob): void {
    this.#postInTurn(this.#keyOf(incoming), conversationKey(incoming), incoming, handle)
  }

  /** Handles an event at once, beside the one at work in its mailbox. */
  handleBeside(incoming: Incoming, handle: MailboxJob): void {
    this.#begin(handle, conversationKey(incoming), incoming)?.catch((error) => this.#failed(error, incoming))
  }

  /**
   * Queues an event that bypasses a pending question, after the user's earlier bypassing events; answers do not wait
   * for it.
   */
  postPassing(incoming: Incoming, handle: MailboxJob): void {
    this.#post(passingKey(incoming), handle, incoming)
  }

  /** Makes the events of a newly opened conversation wait: they belong to it now. */
  open({ key, opener, incoming }: Conversation, turn: Promise<void>): void {
    this.hold(key, turn, incoming)
    if (opener !== key) this.#move(opener, key)
  }

  /** Makes the events of a key wait until a turn is over; `at` is the event at work. */
  hold(key: string, turn: Promise<void>, at: Incoming): void {
    this.#post(key, () => turn, at)
  }

  /** State of the chat in which a message arrives. */
  situationOf(incoming: Incoming): Situation {
    const conversation = this.conversations.at(incoming)
    if (conversation?.isAsking) return 'asking'
    if (!this.isBusy(incoming)) return 'free'
    return conversation ? 'conversing' : 'busy'
  }

  /** Whether an event would have to wait. */
  isBusy(incoming: Incoming): boolean {
    return this.#boxes.has(this.#keyOf(incoming))
  }

  /** Whether an event that bypasses a question is being handled. */
  isPassing(incoming: Incoming): boolean {
    return this.#boxes.has(passingKey(incoming))
  }

  /** Name of the handler that an event would wait for; undefined if there is none. */
  busyWith(incoming: Incoming): string | undefined {
    const at = this.#boxes.get(this.#keyOf(incoming))?.at
    return at && this.#workOf(at)
  }

  /** Cancels all alarms for stalled handlers. */
  close(): void {
    for (const box of this.#boxes.values()) box.stop?.()
  }

  /** Name of the handler at work on an event, or on the conversation that it answers. */
  #workOf(at: Incoming): string {
    const work = workOn(at) ?? workOn(this.conversations.at(at)?.incoming)
    return work?.name ?? 'something'
  }

  /**
   * Key of an event's mailbox: the user's own while that is in use, else the group's if that is, else the user's own.
   */
  #keyOf(incoming: Incoming): string {
    const own = conversationKey(incoming)
    if (this.#boxes.size === 0 && this.conversations.size === 0) return own
    if (this.conversations.has(own)) return own
    const group = conversationKey(incoming, 'group')
    if (this.#boxes.has(own) && this.conversations.get(group)?.opener !== own) return own
    return this.conversations.has(group) || this.#boxes.has(group) ? group : own
  }

  /**
   * Runs the event; if another conversation took over its key while it waited, queues it at the end of that one's
   * mailbox.
   */
  #postInTurn(key: string, own: string, incoming: Incoming, handle: MailboxJob): void {
    const inTurn: MailboxJob = (here) => {
      const place = this.conversations.at(incoming)?.key ?? own
      if (place === here) return handle(here)
      this.#postInTurn(place, own, incoming, handle)
      return undefined
    }
    this.#post(key, inTurn, incoming)
  }

  /** Runs a job now, or after the jobs already in the mailbox. */
  #post(key: string, job: MailboxJob, about: Incoming): void {
    const box = this.#boxes.get(key)
    if (box) return this.#wait(box, { job, about })
    const running = this.#begin(job, key, about)
    // Most events are handled by nothing; they cost no promise.
    if (!running) return
    // A job that opens a conversation under this key has created its mailbox already; later events wait for the job.
    const own: Box = { waiting: [], at: about, isStalled: false, stop: undefined }
    this.#boxes.set(key, own)
    this.#follow(key, own, running)
  }

  /** Moves the waiting jobs of one mailbox to the end of another. */
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
  #begin(job: MailboxJob, key: string, about: Incoming): Promise<void> | undefined {
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
