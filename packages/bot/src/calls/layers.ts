import type { JsonObject } from '@rookery/protocol'
import type { Account } from '../accounts/account.js'

/** A call on its way to an account. */
export interface OutgoingCall {
  readonly action: string
  readonly params: JsonObject
  readonly account: Account
  readonly timeoutMs: number
  readonly signal?: AbortSignal | undefined
  /** Waits by the bot's clock; rejects when the bot is closed or the signal aborts. */
  readonly wait: (delayMs: number) => Promise<void>
}

/** Sends a call on, and gives the `data` of its reply. @throws CallError, BotClosed */
export type NextCall = (call: OutgoingCall) => Promise<unknown>

/** Middleware of calls: it may change, delay, refuse or repeat a call, and see its result. */
export type CallLayer = (call: OutgoingCall, next: NextCall) => Promise<unknown>

/** Call layers; the first one added is outermost. */
export class CallLayers {
  #layers: readonly CallLayer[] = []

  /** Adds a layer. Returns a function that removes it. */
  add(layer: CallLayer): () => void {
    this.#layers = [...this.#layers, layer]
    return () => {
      this.#layers = this.#layers.filter((each) => each !== layer)
    }
  }

  /** Sends a call through all layers. */
  run(call: OutgoingCall, send: NextCall): Promise<unknown> {
    const layers = this.#layers
    const from =
      (index: number): NextCall =>
      (each) => {
        const layer = layers[index]
        return layer ? layer(each, from(index + 1)) : send(each)
      }
    return from(0)(call)
  }
}
