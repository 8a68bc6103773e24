import { asyncReply, callParams, failedReply, makeCall, type Reply, replyBody } from '@rookery/protocol'
import { type Alarm, type Clock, steadyOf, systemClock } from '@rookery/transport'
import { type Account, type AccountUpstream, servingLink } from '../accounts/accounts.js'
import type { Log } from '../log/log.js'
import type { CallRequest } from './caller.js'
import type { JudgeAgain } from './still-allowed.js'

const LONGEST_DELAY_MS = 60 * 60_000

interface Pending {
  /** Due time on the steady clock; in the past while the implementation restarts. */
  readonly dueAt: number
  readonly alarm: Alarm
}

type Fields = Readonly<Record<string, unknown>>

/** A restart as it was asked for. */
interface Asked {
  readonly fields: Fields
  readonly judge: JudgeAgain
}

/**
 * `set_restart`: answers at once, and restarts the implementation after `delay` milliseconds: its process if the hub
 * runs it, else by passing the call on. Each account has at most one pending restart; of two, the earlier one counts.
 */
export class Restarts {
  readonly #log: Log
  readonly #clock: Clock
  readonly #now: () => number
  readonly #pending = new Map<Account, Pending>()
  readonly #restartProcess: (upstream: string) => boolean

  /** `restartProcess` restarts the process of an upstream, and returns false if the hub does not run one. */
  constructor(
    log: Log,
    clock: Clock = systemClock,
    restartProcess: (upstream: string) => boolean = () => false,
  ) {
    this.#log = log
    this.#clock = clock
    this.#restartProcess = restartProcess
    this.#now = steadyOf(clock)
  }

  /** `judge` is asked when the delay is over. */
  take(account: Account, { call, caller }: CallRequest, judge: JudgeAgain): Reply {
    const { delay } = callParams(call)
    const delayMs = typeof delay === 'object' && delay !== null ? Number.NaN : Number(delay ?? 0)
    if (!(delayMs >= 0 && delayMs <= LONGEST_DELAY_MS)) {
      return failedReply(1400, `"delay" must be milliseconds from 0 to ${LONGEST_DELAY_MS}`)
    }
    if (!servingLink(account)) {
      return failedReply(1503, `account ${account.selfId} is offline; nothing was executed`, {
        outcome: 'unsent',
      })
    }
    const conflict = this.#conflict(account, delayMs)
    if (conflict) return failedReply(1409, conflict)
    const fields = { account: account.selfId, client: caller.client.name ?? caller.client.appId, delayMs }
    this.#log.info(fields, 'restart requested')
    this.#schedule(account, delayMs, { fields, judge })
    return asyncReply()
  }

  /** Cancels the pending restart of an account that was forgotten. */
  forget(account: Account): void {
    this.#pending.get(account)?.alarm()
    this.#pending.delete(account)
  }

  close(): void {
    for (const account of [...this.#pending.keys()]) this.forget(account)
  }

  /** Reason to refuse another restart. */
  #conflict(account: Account, delayMs: number): string | undefined {
    const pending = this.#pending.get(account)
    const inMs = pending ? Math.round(pending.dueAt - this.#now()) : Number.POSITIVE_INFINITY
    if (delayMs < inMs && inMs > 0) return undefined
    return inMs > 0
      ? `account ${account.selfId} restarts in ${inMs} ms already`
      : `account ${account.selfId} is restarting`
  }

  #schedule(account: Account, delayMs: number, asked: Asked): void {
    this.forget(account)
    const alarm = this.#clock.after(delayMs, () => void this.#restart(account, asked))
    alarm.unref?.()
    this.#pending.set(account, { dueAt: this.#now() + delayMs, alarm })
  }

  /** Restarts over the connection that is open by then, unless its client has lost the right to it. */
  async #restart(account: Account, { fields, judge }: Asked): Promise<void> {
    const pending = this.#pending.get(account)
    const link = servingLink(account)
    const refusal = judge()
    if (refusal) this.#tellRefused(fields, refusal)
    else if (link && !this.#restartProcess(link.name)) await restartNow(link, this.#log, fields)
    else if (!link) this.#log.warn(fields, 'restart not possible: the account is offline')
    if (this.#pending.get(account) === pending) this.#pending.delete(account)
  }

  #tellRefused(fields: Fields, refusal: Reply): void {
    const why = replyBody(refusal).wording
    this.#log.warn({ ...fields, why }, 'restart dropped: its client may not ask for it any more')
  }
}

/** Sends the restart without a delay, which some implementations do not support. */
async function restartNow({ upstream }: AccountUpstream, log: Log, fields: Fields): Promise<void> {
  const { status, retcode } = replyBody(await upstream.call(makeCall('set_restart', { delay: 0 })))
  // An implementation often restarts without answering: 1504 then means success.
  if (status === 'failed' && retcode !== 1504) log.warn({ ...fields, retcode }, 'restart refused')
}
