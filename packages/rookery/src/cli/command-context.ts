import type { Environment } from '@rookery/yaml-file'
import type { StartHub } from './start-hub.js'

/** Environment of a command; a test supplies its own. */
export interface CommandContext {
  readonly env: Environment
  readonly cwd: string
  readonly stdout: Output
  readonly stderr: Output
  readonly signals: Signals
  /** Ends the process at once. */
  readonly exit: (code: number) => void
  readonly startHub: StartHub
}

export interface Output {
  write(text: string): unknown
  readonly isTTY?: boolean
  /** File descriptor of the output, if it has one. */
  readonly fd?: number
  /** Number of pending characters or bytes, if it is a stream. */
  readonly writableLength?: number
}

/** The part of `process` that concerns signals. */
export interface Signals {
  on(signal: StopSignal, listener: (signal: StopSignal) => void): unknown
  off(signal: StopSignal, listener: (signal: StopSignal) => void): unknown
}

export type StopSignal = 'SIGINT' | 'SIGTERM'
