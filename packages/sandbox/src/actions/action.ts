import type { ActionName, ActionTable, EventTable, Params, Result } from '@rookery/protocol'
import type { Turn } from '../turn/turn.js'
import type { RefusalName } from '../world/refusal.js'

/** An action as the sandbox executes it, with the facts that its documentation table shows. */
export interface Action<N extends ActionName = ActionName> {
  /** Events that it can cause, for any account. */
  readonly events: readonly (keyof EventTable)[]
  /**
   * Refusals it can answer with, besides `bad_params` and `account_offline`, which every action has, and `bad_media`
   * and `too_large`, which refuse a file before the action runs.
   */
  readonly refuses: readonly RefusalName[]
  /**
   * Params that name a file: `file://`, `http(s)://`, `base64://`. They are replaced by names in `World.media` before
   * the action runs.
   */
  readonly files?: readonly string[]
  /** Params that hold messages, which may contain files; `operation.reply` is a nested key. */
  readonly messages?: readonly string[]
  /** Answers with `status: "async"` before it is done. The work itself is left to the operator of the sandbox. */
  readonly isAsync?: true
  /**
   * Changes nothing visible, or concerns something outside this world: it returns a plausible answer. Its page says
   * so.
   */
  readonly plausible?: true
  /** Executes a call of account `self`. @throws WorldRefusal */
  run(turn: Turn, params: Params<N>, self: number): Answered<N>
}

/** Data of an answer: the table's result type, or the variant of an implementation that differs. */
type Answered<N extends ActionName> =
  | Result<N>
  | (ActionTable[N] extends { readonly variants: infer V } ? V[keyof V] : never)

/** Implementations of actions, by name. */
export type Actions = { readonly [N in ActionName]?: Action<N> }
