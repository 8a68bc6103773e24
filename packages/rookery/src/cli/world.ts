import type { Environment } from '@rookery/yaml-file'
import type { StartHub } from './start-hub.js'

/** Everything a command touches outside itself, so that a test can stand in for it. */
export interface World {
  readonly env: Environment
  readonly cwd: string
  readonly stdout: Output
  readonly stderr: Output
  readonly signals: Signals
  /** Ends the process at once. */
  readonly exit: (code: number) => void
  readonly startHub: StartHub
  readonly freePort: FreePort
}

/** Answers with the port if it can be had, else with 0, which takes any that is free. */
export type FreePort = (host: string, port: number) => Promise<number>

export interface Output {
  write(text: string): unknown
  readonly isTTY?: boolean
  /** Its file descriptor, where it has one. */
  readonly fd?: number
  /** Characters or bytes that wait to be written, where it is a stream. */
  readonly writableLength?: number
}

/** `process`, as far as signals go. */
export interface Signals {
  on(signal: StopSignal, listener: (signal: StopSignal) => void): unknown
  off(signal: StopSignal, listener: (signal: StopSignal) => void): unknown
}

export type StopSignal = 'SIGINT' | 'SIGTERM'
