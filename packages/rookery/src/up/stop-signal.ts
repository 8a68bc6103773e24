import { constants } from 'node:os'
import type { Signals, StopSignal } from '../cli/command-context.js'

const stopSignals: readonly StopSignal[] = ['SIGINT', 'SIGTERM']

export interface StopRequest {
  /** Settles at the first signal. */
  readonly asked: Promise<StopSignal>
  /** Removes the signal handlers. */
  dispose(): void
}

/** A single Ctrl+C may arrive twice, from the terminal and from npm. */
const echoMs = 500

/** Installs the signal handlers. A second signal ends the process at once. */
export function listenForStop(
  signals: Signals,
  exit: (code: number) => void,
  now: () => number = Date.now,
): StopRequest {
  const { promise, resolve } = withResolver<StopSignal>()
  let first: { readonly signal: StopSignal; readonly at: number } | undefined
  const onSignal = (signal: StopSignal): void => {
    const isEcho = first?.signal === signal && now() - first.at < echoMs
    if (first !== undefined && !isEcho) exit(128 + constants.signals[signal])
    first ??= { signal, at: now() }
    resolve(signal)
  }
  for (const signal of stopSignals) signals.on(signal, onSignal)
  return {
    asked: promise,
    dispose: () => {
      for (const signal of stopSignals) signals.off(signal, onSignal)
    },
  }
}

function withResolver<T>(): { promise: Promise<T>; resolve: (value: T) => void } {
  let settle: (value: T) => void = () => {}
  const promise = new Promise<T>((resolve) => {
    settle = resolve
  })
  return { promise, resolve: (value) => settle(value) }
}
