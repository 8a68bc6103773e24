import type { IdInput, JsonObject } from '@rookery/protocol'
import type { Account } from '../accounts/account.js'
import type { Accounts } from '../accounts/accounts.js'
import { checkOptions } from '../checks/check-options.js'
import { milliseconds, options as optionsOf, signal as signalKind } from '../checks/option-kind.js'
import { BotUsageError } from '../errors.js'
import type { CallOptions } from './calls.js'
import { declaredParams } from './declared-params.js'
import { CallLayers } from './layers.js'
import { sendCall } from './send-call.js'

const callOptions = optionsOf<CallOptions>({ timeoutMs: milliseconds, signal: signalKind })

/** Parts of the bot that calls use. */
export interface CallerHost {
  readonly accounts: Accounts
  readonly timeoutMs: number
  /** The account whose event is being handled. */
  handled(): Account | undefined
  wait(delayMs: number, signal: AbortSignal | undefined): Promise<void>
}

/** Calls actions: chooses the account, and sends the call through the layers. */
export class Caller {
  readonly layers = new CallLayers()
  readonly #host: CallerHost

  constructor(host: CallerHost) {
    this.#host = host
  }

  /** Calls an action, through `account` or as the params and the event say. @throws CallError, BotUsageError */
  async call(action: string, args: readonly unknown[], account?: Account): Promise<unknown> {
    const [given = {}, options = {}, ...more] = args
    if (!isObject(given) || !isObject(options) || more.length > 0) throw positional(action, args)
    checkOptions(action, args[1], callOptions)
    const { self_id, ...params } = given as JsonObject & { readonly self_id?: IdInput }
    const { timeoutMs = this.#host.timeoutMs, signal } = options as CallOptions
    const named = self_id ?? account?.self_id
    return this.layers.run(
      {
        action,
        params: declaredParams(action, params),
        account: this.#host.accounts.choose(action, named, this.#host.handled()),
        timeoutMs,
        signal,
        wait: (delayMs) => this.#host.wait(delayMs, signal),
      },
      sendCall,
    )
  }
}

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const positional = (action: string, args: readonly unknown[]): BotUsageError =>
  new BotUsageError(
    'positional_argument',
    `${action} takes params by name, as in ${action}({ … }, { timeoutMs }?); found ${args.map((each) => typeof each).join(', ')}`,
  )
