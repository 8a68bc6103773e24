import { type Call, type EventFrame, type Reply, readString } from '@rookery/protocol'
import { type Clock, failureOf, systemClock, type UpstreamEndpoint } from '@rookery/transport'
import type { Account } from '../../accounts/accounts.js'
import type { HubOptions } from '../../options.js'
import type { CallRequest } from '../caller.js'
import { retcodeOf } from '../retcode-of.js'
import { AccountReads } from './account-reads.js'
import { type Change, changeByCall, changeByEvent } from './changes.js'
import { KeptAnswers } from './kept-answers.js'
import { type Question, questionOf } from './question.js'
import { SharedRead } from './shared-read.js'

/** Options that are read at each call, so that a reload changes them. */
export type AskOnceOptions = Pick<HubOptions, 'askOnce' | 'cache'>

/** Sends a read to the implementation. */
export type SendRead = (request: CallRequest) => Promise<Reply>

/**
 * Stage before forwarding: equal reads under way are one call to the implementation, and some answers are kept for seconds.
 * Whoever joins a call shares its fate: it ends when the time of its first caller is over. Nobody gets an answer that was asked
 * for before the last change that the hub heard of.
 */
export class AskOnce {
  readonly #options: AskOnceOptions
  readonly #accounts = new Map<Account, AccountReads>()
  readonly #kept: KeptAnswers

  constructor(options: AskOnceOptions, clock: Clock = systemClock) {
    this.#options = options
    this.#kept = new KeptAnswers(clock)
  }

  /** Answers and bytes that are kept. */
  get size(): { readonly answers: number; readonly bytes: number } {
    return this.#kept.size
  }

  /** Answers a read: by a kept answer, with others that asked the same, or by asking the implementation. */
  read(account: Account, upstream: UpstreamEndpoint, request: CallRequest, send: SendRead): Promise<Reply> {
    const question = this.#options.askOnce ? questionOf(request) : undefined
    if (!question) return send(request)
    const reads = this.#readsOf(account, upstream)
    const known = reads.find(question)
    if (known?.answer) return Promise.resolve(known.answer)
    const read = known ?? this.#begin(reads, question)
    const reply = read.join(request)
    if (!known) void this.#ask(reads, read, request, send)
    return reply
  }

  /**
   * Takes note of a call that is no read, before it is sent. Returns what must take note of its reply; undefined if it changes
   * nothing that is kept.
   */
  changing(account: Account, call: Call): ((reply: Reply) => Reply) | undefined {
    if (!this.#options.askOnce) return undefined
    const reads = this.#accounts.get(account)
    if (reads) reads.moment++
    const change = changeByCall(call)
    if (change === undefined) return undefined
    this.#changed(account, change)
    return (reply) => {
      this.#changed(account, change)
      return reply
    }
  }

  /** Takes note of an event, before any client gets it. */
  heard(event: EventFrame, account: Account): void {
    const reads = this.#accounts.get(account)
    if (!reads || reads.isEmpty || event.postType === 'meta_event') return
    reads.moment++
    this.#changed(account, changeByEvent(event))
  }

  /** Gives up all of an account: its connection changed, events were missed, or it was forgotten. */
  forget(account: Account): void {
    this.#accounts.get(account)?.change('all')
    this.#accounts.delete(account)
  }

  /** Gives up all that is kept, and joins nobody to what is under way. */
  clear(): void {
    for (const account of [...this.#accounts.keys()]) this.forget(account)
  }

  #readsOf(account: Account, upstream: UpstreamEndpoint): AccountReads {
    const known = this.#accounts.get(account)
    if (known?.upstream === upstream) return known
    if (known) this.forget(account)
    const reads = new AccountReads(upstream, (read) => this.#kept.release(read))
    this.#accounts.set(account, reads)
    return reads
  }

  #begin(reads: AccountReads, question: Question): SharedRead {
    const read = new SharedRead(question, reads.moment)
    if (question.row || !reads.hasOtherCalls) reads.add(read)
    return read
  }

  async #ask(reads: AccountReads, read: SharedRead, request: CallRequest, send: SendRead): Promise<void> {
    reads.underWay++
    const sendPart = (part: Reply): void => {
      // Who joined now would not get the first part.
      reads.drop(read)
      read.passPart(part)
    }
    // Who joined a call that is dropped, since all others have left, would be told so.
    const caller = read.callerFor(request, () => reads.drop(read))
    const reply = await attempt(() => send({ call: request.call, caller, sendPart }))
    reads.underWay--
    if (reads.has(read)) this.#answered(reads, read, reply)
    read.settle(reply)
  }

  #answered(reads: AccountReads, read: SharedRead, reply: Reply): void {
    const isKept = read.row && this.#options.cache && isGood(reply)
    if (!isKept || !this.#kept.add(read, reads, reply, read.row.keepMs)) reads.drop(read)
  }

  #changed(account: Account, change: Change): void {
    this.#accounts.get(account)?.change(change)
  }
}

async function attempt(send: () => Promise<Reply>): Promise<Reply> {
  try {
    return await send()
  } catch (error) {
    return failureOf(error)
  }
}

/** Failures are shared by those who wait, but never kept. */
function isGood(reply: Reply): boolean {
  const { bytes, scan } = reply
  const status = scan.members.findLast(({ name }) => name === 'status')
  return (
    retcodeOf(reply) === 0 &&
    status !== undefined &&
    readString(bytes, status.valueStart, status.end) === 'ok'
  )
}
