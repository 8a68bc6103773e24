import type { EngineCommand, FrontPlace, OpenReport } from './engine.js'

/** Settings that a thread starts with. */
export interface ThreadSettings {
  readonly folder: string
  readonly now: number
  readonly isSuspect: boolean
  /** Number of the process. */
  readonly run: number
}

/** A request to the thread. */
export interface ThreadRequest {
  readonly id: number
  readonly command: EngineCommand
  readonly args: readonly unknown[]
}

/** Answers of the thread: once that it is open, then one to each request. */
export type ThreadAnswer =
  | { readonly opened: OpenReport; readonly front: FrontPlace }
  | { readonly id: undefined; readonly failure: ThreadFailure }
  | { readonly id: number; readonly failure: ThreadFailure }
  | { readonly id: number; readonly result: unknown }

/** An error as it crosses to another thread. */
export interface ThreadFailure {
  readonly code: string
  readonly message: string
}
