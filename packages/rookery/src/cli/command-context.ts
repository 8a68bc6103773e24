import type { AuditLog, Hub, HubOptions, HubSettings, Log } from '@rookery/hub'
import type { HubStore } from '@rookery/hub/history'
import type { DiskStore, DiskStoreOptions } from '@rookery/hub-disk'
import type { Environment } from '@rookery/yaml-file'

/** Environment of a command; a test supplies its own. */
export interface CommandContext {
  readonly env: Environment
  readonly cwd: string
  readonly stdout: Output
  readonly stderr: Output
  readonly signals: Signals
  /** Ends the process at once. */
  readonly exit: (code: number) => void
  /** Ends the process even while a thread of it waits for a disk that hangs, for which `exit` would wait. */
  readonly kill: () => void
  readonly startHub: StartHub
  readonly openStore: OpenStore
  readonly freePort: FreePort
}

/** Answers with the port if it can be had, else with 0, which takes any that is free. */
export type FreePort = (host: string, port: number) => Promise<number>

export interface Output {
  write(text: string): unknown
  readonly isTTY?: boolean
  /** File descriptor of the output, if it has one. */
  readonly fd?: number
  /** Number of pending characters or bytes, if it is a stream. */
  readonly writableLength?: number
  /** Whether nobody reads it any more, if it is a stream. */
  readonly destroyed?: boolean
}

/** The part of `process` that concerns signals. */
export interface Signals {
  on<Name extends Signal>(signal: Name, listener: (signal: Name) => void): unknown
  off<Name extends Signal>(signal: Name, listener: (signal: Name) => void): unknown
}

export type StopSignal = 'SIGINT' | 'SIGTERM'
/** Signals that a command listens for; the last one asks a hub to read its config again. */
export type Signal = StopSignal | 'SIGHUP'

/** The part of the hub's `startHub` that the command line needs. */
export type StartHub = (
  options: HubOptions,
  tools: Pick<HubSettings, 'reload' | 'extension'> & {
    readonly log: Log
    readonly store?: HubStore
    readonly audit?: AuditLog
  },
) => Promise<RunningHub>

/** The part of a running hub that the command line needs. */
export type RunningHub = Pick<Hub, 'url' | 'close' | 'join' | 'accounts' | 'clients' | 'reload'>

/** What outlives a hub; one on disk also tells what was repaired. */
export type OpenedStore = HubStore & Partial<Pick<DiskStore, 'report' | 'onReopened'>>

/** Opens what outlives a hub, in a folder. */
export type OpenStore = (
  folder: string,
  options: Pick<DiskStoreOptions, 'durability' | 'history'>,
) => Promise<OpenedStore>
