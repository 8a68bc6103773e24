import type { Clock } from '@rookery/transport'
import { conversationKey, type Incoming, workOn } from '../events/incoming.js'
import type { Conversation } from './conversation.js'
import { Conversations } from './conversations.js'
import { type Job, Mailboxes } from './mailboxes.js'

/** Told of a handler that holds up these messages for long; `isFirst` for the first time. */
export type Stalled = (work: string, waiting: readonly Incoming[], isFirst: boolean) => void

/** Milliseconds that messages wait behind a handler before that is told. */
const STALLED_MS = 60_000

/** Who waits for whom: a mailbox for each user in each chat, and one for a group while a conversation is open for all of it. */
export class Places {
  readonly conversations = new Conversations()
  readonly #mailboxes: Mailboxes<Incoming>

  constructor(clock: Clock, stalled: Stalled) {
    this.#mailboxes = new Mailboxes({
      start: (ring) => clock.after(STALLED_MS, ring),
      stalled: (at, waiting, isFirst) => stalled(this.#workOf(at), waiting, isFirst),
    })
  }

  /** Handles an event when it has its turn. */
  post(incoming: Incoming, handle: Job): void {
    this.#post(this.#mailboxOf(incoming), conversationKey(incoming), incoming, handle)
  }

  /** Keeps the events of a conversation waiting that has just been opened: they are its business now. */
  open({ key, opener, incoming }: Conversation, until: Promise<void>): void {
    this.hold(key, until, incoming)
    if (opener !== key) this.#mailboxes.move(opener, key)
  }

  /** Handles an event that passes a question: behind what the same user has let pass it, and before nobody's answer. */
  postPassing(incoming: Incoming, handle: Job): void {
    this.#mailboxes.post(passingKey(incoming), handle, incoming)
  }

  /** Whether something that passes a question is under way. */
  isPassing(incoming: Incoming): boolean {
    return this.#mailboxes.isBusy(passingKey(incoming))
  }

  /** Whether an event would have to wait. */
  isBusy(incoming: Incoming): boolean {
    return this.#mailboxes.isBusy(this.#mailboxOf(incoming))
  }

  /** Tells of nothing that is held up any more. */
  close(): void {
    this.#mailboxes.close()
  }

  /** The handler that an event would have to wait for; undefined where there is none. */
  busyWith(incoming: Incoming): string | undefined {
    const at = this.#mailboxes.atWork(this.#mailboxOf(incoming))
    return at && this.#workOf(at)
  }

  /** The handler at work on an event, or on the conversation that it is the answer of. */
  #workOf(at: Incoming): string {
    const work = workOn(at) ?? workOn(this.conversations.at(at)?.incoming)
    return work?.name ?? 'something'
  }

  /** Keeps the events of a place waiting, for what is done about `at`. */
  hold(key: string, until: Promise<void>, at: Incoming): void {
    this.#mailboxes.post(key, () => until, at)
  }

  /** Behind what the same user wrote; else with the group. */
  #mailboxOf(incoming: Incoming): string {
    const own = conversationKey(incoming)
    if (this.#mailboxes.size === 0 && this.conversations.size === 0) return own
    if (this.conversations.has(own)) return own
    const group = conversationKey(incoming, 'group')
    if (this.#mailboxes.isBusy(own) && this.conversations.get(group)?.opener !== own) return own
    return this.conversations.has(group) || this.#mailboxes.isBusy(group) ? group : own
  }

  /** What became another's business while it waited for its turn goes to the end of that one's mailbox. */
  #post(key: string, own: string, incoming: Incoming, handle: Job): void {
    const inTurn: Job = (here) => {
      const place = this.conversations.at(incoming)?.key ?? own
      if (place === here) return handle(here)
      this.#post(place, own, incoming, handle)
      return undefined
    }
    this.#mailboxes.post(key, inTurn, incoming)
  }
}

const passingKey = (incoming: Incoming): string => `${conversationKey(incoming)}/passing`
