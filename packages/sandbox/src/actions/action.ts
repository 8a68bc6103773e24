import type { ActionName, ActionTable, EventTable, Params, Result } from '@rookery/protocol'
import type { Turn } from '../turn/turn.js'
import type { RefusalName } from '../world/refusal.js'

/** What the sandbox does for an action, and what its table in the docs says of it. */
export interface Action<N extends ActionName = ActionName> {
  /** The events that it can cause, for any account. */
  readonly events: readonly (keyof EventTable)[]
  /**
   * What it can refuse with, beside `bad_params` and `account_offline`, which every action can, and `bad_media` and
   * `too_large`, with which files are refused before the action is run.
   */
  readonly refuses: readonly RefusalName[]
  /** Params that name a file: `file://`, `http(s)://`, `base64://`. They arrive as names in `World.media`. */
  readonly files?: readonly string[]
  /** Params that hold messages, with files inside; `operation.reply` is a key of one. */
  readonly messages?: readonly string[]
  /** Answered before it is done: with `async`. What there is to do is for whoever runs the sandbox. */
  readonly isAsync?: true
  /** Changes nothing that anybody sees, or knows nothing of its matter: it answers what is likely. Its page says so. */
  readonly plausible?: true
  /** Executes a call of account `self`. @throws Refusal */
  run(turn: Turn, params: Params<N>, self: number): Answered<N>
}

/** What an action answers: as the table has it, or as one of the implementations that differ. */
type Answered<N extends ActionName> =
  | Result<N>
  | (ActionTable[N] extends { readonly variants: infer V } ? V[keyof V] : never)

/** Names of actions with what is done for them. */
export type Actions = { readonly [N in ActionName]?: Action<N> }
