import type { Reply } from '@rookery/protocol'
import { type Alarm, type Clock, failureOf, steadyOf, systemClock } from '@rookery/transport'
import { type Account, callLink } from '../accounts/accounts.js'
import type { HubOptions } from '../options.js'
import type { CallingClient } from './caller.js'

/** Limits for each account. */
const MAX_CALLS = 1_000
const MAX_BYTES = 16 * 1024 * 1024

/** `holdMs` is counted from the loss of a connection, and read at that; 0 holds nothing. */
export type HoldOptions = Pick<HubOptions, 'holdMs'>

/** A call whose account has no connection for calls. */
export interface HeldCall {
  readonly account: Account
  readonly caller: CallingClient
  /** Bytes that it holds until it is sent. */
  readonly bytes: number
  /** Sends it over the connection that is back. */
  send(): Promise<Reply>
  /** Makes the reply to a call that is not sent. */
  unsent(why: string): Reply
}

interface Waiting {
  readonly call: HeldCall
  /** Gives its reply, and ends the wait. */
  settle(reply: Reply | Promise<Reply>): void
}

/** The time since the connection of an account was lost. */
interface Loss {
  /** End of the wait on the steady clock. */
  readonly until: number
  /** In order of arrival. */
  readonly waiting: Set<Waiting>
  bytes: number
  /** Rings at `until`, from the first call on. */
  alarm: Alarm | undefined
}

/**
 * Holds the calls to an account while its connection is lost: sent in their order when it is back, refused when the time
 * since the loss is over, dropped when their caller leaves.
 */
export class HeldCalls {
  readonly #options: HoldOptions
  readonly #clock: Clock
  readonly #now: () => number
  /** Accounts that have a connection for calls, as far as was told. */
  readonly #reachable = new Set<Account>()
  readonly #losses = new Map<Account, Loss>()
  #state: 'open' | 'closed' = 'open'

  constructor(options: HoldOptions, clock: Clock = systemClock) {
    this.#options = options
    this.#clock = clock
    this.#now = steadyOf(clock)
  }

  /** Whether any call is held at all. */
  get isOn(): boolean {
    return this.#options.holdMs > 0 && this.#state === 'open'
  }

  /** Takes note of a connection that came or went. */
  linksChanged(account: Account): void {
    if (!callLink(account)) return void this.#lossOf(account)
    this.#reachable.add(account)
    const loss = this.#losses.get(account)
    if (!loss) return
    this.#losses.delete(account)
    loss.alarm?.()
    for (const { call, settle } of [...loss.waiting]) settle(sendNow(call))
  }

  /** Reason why a call of so many bytes would not wait, empty where the account is merely offline; else undefined. */
  refusalOf(account: Account, bytes: number): string | undefined {
    const loss = this.#lossOf(account)
    if (!loss || !this.isOn || this.#now() >= loss.until) return ''
    const full = fullFor(loss, bytes)
    return full && `, and ${full} wait for it`
  }

  /** Number of calls to an account that wait for its connection. */
  countOf(account: Account): number {
    return this.#losses.get(account)?.waiting.size ?? 0
  }

  /** Holds a call to an account without a connection, or answers it at once if it may not wait. */
  hold(call: HeldCall): Promise<Reply> {
    const loss = this.#lossOf(call.account)
    const refusal = this.refusalOf(call.account, call.bytes)
    if (!loss || refusal !== undefined) return Promise.resolve(call.unsent(refusal ?? ''))
    loss.alarm ??= this.#clock.after(loss.until - this.#now(), () => refuse(loss, ''))
    return new Promise((resolve) => wait(loss, call, resolve))
  }

  /** Refuses the calls to an account that was forgotten. */
  forget(account: Account): void {
    const loss = this.#losses.get(account)
    this.#losses.delete(account)
    this.#reachable.delete(account)
    if (loss) refuse(loss, ' and was forgotten')
  }

  /** Refuses all calls that wait, and holds none from now on. */
  close(): void {
    this.#state = 'closed'
    for (const loss of this.#losses.values()) refuse(loss, ', and the hub stops')
    this.#losses.clear()
  }

  /** The current loss of an account, which begins now if it was reachable so far; none if it never was. */
  #lossOf(account: Account): Loss | undefined {
    if (!this.#reachable.delete(account)) return this.#losses.get(account)
    const loss = {
      until: this.#now() + this.#options.holdMs,
      waiting: new Set<Waiting>(),
      bytes: 0,
      alarm: undefined,
    }
    this.#losses.set(account, loss)
    return loss
  }
}

/** Sends a call; one that cannot be sent must not hold up the others. */
function sendNow(call: HeldCall): Reply | Promise<Reply> {
  try {
    return call.send()
  } catch (error) {
    return failureOf(error)
  }
}

function fullFor({ waiting, bytes }: Loss, more: number): string | undefined {
  if (waiting.size >= MAX_CALLS) return `${MAX_CALLS} calls`
  return bytes + more > MAX_BYTES ? `calls of ${bytes} bytes` : undefined
}

function wait(loss: Loss, call: HeldCall, resolve: (reply: Reply | Promise<Reply>) => void): void {
  let stay = (): void => {}
  const waiting: Waiting = {
    call,
    settle(reply) {
      loss.waiting.delete(waiting)
      loss.bytes -= call.bytes
      stay()
      resolve(reply)
    },
  }
  loss.waiting.add(waiting)
  loss.bytes += call.bytes
  const drop = (): void => {
    if (loss.waiting.has(waiting)) waiting.settle(call.unsent(', and the caller has left'))
  }
  stay = call.caller.onLeave?.(drop) ?? stay
}

function refuse(loss: Loss, why: string): void {
  loss.alarm?.()
  for (const { call, settle } of [...loss.waiting]) settle(call.unsent(why))
}
