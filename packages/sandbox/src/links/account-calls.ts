import {
  asyncReply,
  type Call,
  exactParams,
  failedReply,
  okReply,
  type Reply,
  readSuffix,
  type When,
} from '@rookery/protocol'
import { type CallHandler, failureOf, MAX_WAITING_TURNS, Turns } from '@rookery/transport'
import { actionHandlers } from '../actions/actions.js'
import { actionOf } from '../actions/run-action.js'
import type { Alarms } from '../faults/alarms.js'
import type { Sandbox } from '../sandbox.js'
import type { ActionAnswer } from '../step.js'
import { isTooDeep, MAX_DEPTH } from '../too-deep.js'
import { profileOf } from '../world/world.js'

export interface AccountCallsSettings {
  /** Milliseconds between the starts of two `_rate_limited` calls. */
  readonly rateLimitIntervalMs: number
}

/** Restarts the links after `delayMs`. */
export type Restart = (delayMs: number) => void

/** Executes the calls of one account, from all of its links. */
export class AccountCalls {
  readonly #sandbox: Sandbox
  readonly #self_id: number
  readonly #turns: Turns
  readonly #restart: Restart

  constructor(
    sandbox: Sandbox,
    self_id: number,
    alarms: Alarms,
    { rateLimitIntervalMs, restart }: AccountCallsSettings & { readonly restart: Restart },
  ) {
    this.#sandbox = sandbox
    this.#self_id = self_id
    this.#turns = new Turns(rateLimitIntervalMs, alarms)
    this.#restart = restart
  }

  /** Whether the account has that action, with any suffix. */
  knows(name: string): boolean {
    const action = readSuffix(name)?.action
    const profile = profileOf(this.#sandbox.world, this.#self_id)
    return action !== undefined && actionOf(actionHandlers, action, profile) !== undefined
  }

  /** The handler for the calls of one link. */
  by(link: string): CallHandler {
    return { call: async (call) => this.#take(call, link) }
  }

  /** Executes the quick operation that an event was answered with; its outcome is not reported. */
  async quickOperation(event: unknown, operation: unknown, link: string): Promise<void> {
    await this.#execute('.handle_quick_operation', { context: event, operation }, link)
  }

  close(): void {
    this.#turns.close()
  }

  #take(call: Call, link: string): Reply | Promise<Reply> {
    const suffix = readSuffix(call.action)
    if (!suffix) return failedReply(1404, `an action takes one suffix, found ${call.action}`)
    const params = exactParams(call)
    const execute = (): Reply | Promise<Reply> => this.#execute(suffix.action, params, link)
    return suffix.when === 'now' ? execute() : this.#later(suffix.when, execute)
  }

  #later(when: Exclude<When, 'now'>, execute: () => unknown): Reply {
    // The reply is already sent, so a failure has nobody to report to.
    const run = (): void =>
      void Promise.resolve()
        .then(execute)
        .catch(() => {})
    if (when === 'async') run()
    else if (!this.#turns.add(run))
      return failedReply(1429, `${MAX_WAITING_TURNS} rate-limited calls wait already`)
    return asyncReply()
  }

  #execute(action: string, params: Readonly<Record<string, unknown>>, link: string): Reply | Promise<Reply> {
    // Observers are not told: walking such params would overflow their stack.
    if (isTooDeep(params)) return failedReply(1400, `params may be nested at most ${MAX_DEPTH} deep`)
    const answer: ActionAnswer | Promise<ActionAnswer> = this.#sandbox.call(
      this.#self_id,
      action,
      params,
      link,
    )
    const reply = (settled: ActionAnswer): Reply => this.#replyTo(action, params, settled)
    return answer instanceof Promise ? answer.then(reply, failureOf) : reply(answer)
  }

  #replyTo(action: string, params: Readonly<Record<string, unknown>>, answer: ActionAnswer): Reply {
    if (answer.status === 'failed') return failedReply(answer.retcode, answer.reason)
    if (answer.status === 'ok') return okReply(answer.data)
    if (action === 'set_restart') this.#restart(Number(params.delay ?? 0))
    return asyncReply()
  }
}
