import type {
  ActionName,
  ActionOf,
  ActionTable,
  IdInput,
  Implementation,
  Params,
  Result,
} from '@rookery/protocol'

/** Options of one call of an action. */
export interface CallOptions {
  /** Milliseconds to wait for the reply. */
  readonly timeoutMs?: number
  /** Aborts the wait; a call already sent is not undone. */
  readonly signal?: AbortSignal
}

/** Params of an action, plus the account to call through if it must be named. */
export type CallParams<N extends ActionName> = Params<N> & { readonly self_id?: IdInput }

/** Parameters of an action method; params may be left out if none is required. */
export type CallArgs<P> =
  Record<never, never> extends P ? [params?: P, options?: CallOptions] : [params: P, options?: CallOptions]

/** Every action of the standard and of the implementations, as a method with named params. */
export type ActionMethods<I extends Implementation> = {
  readonly [N in keyof ActionTable as N extends ActionOf<I> ? N : never]: (
    ...args: CallArgs<CallParams<N>>
  ) => Promise<Result<N>>
}

export interface CallAction {
  <N extends ActionName>(action: N, ...args: CallArgs<CallParams<N>>): Promise<Result<N>>
  (action: string, params?: Readonly<Record<string, unknown>>, options?: CallOptions): Promise<unknown>
}

/** The part of a bot that a session needs: it calls actions. */
export type Calls<I extends Implementation = Implementation> = ActionMethods<I> & {
  /** Calls an action by its name, whether it is known here or not. @throws CallError */
  readonly call_action: CallAction
}
