import { randomInt } from 'node:crypto'
import {
  type CallLedger,
  type HubStore,
  LEDGER_LIMITS,
  type LedgerLimits,
  type StoreState,
} from '@rookery/hub/history'
import { type Clock, Subscribable, systemClock } from '@rookery/transport'
import type { OpenReport } from './engine/engine.js'
import { CallSaver, type CallSaverSettings } from './store/call-saver.js'
import { Condition } from './store/condition.js'
import { DiskCursors } from './store/disk-cursors.js'
import { DiskLedger } from './store/disk-ledger.js'
import { DiskLog } from './store/disk-log.js'
import { FolderSize } from './store/folder-size.js'
import { LiveEngine, type StartEngine } from './store/live-engine.js'
import { type HistoryLimits, retain, retainCalls } from './store/retention.js'
import { Writer } from './store/writer.js'
import { threadEngine } from './thread-engine.js'

/** Options of a store on disk. */
export interface DiskStoreOptions {
  /**
   * Failure that a safe event survives: the death of the process (default), or a power failure, too. For `power` each
   * save is synced, one for all that came meanwhile.
   */
  readonly durability?: 'process' | 'power'
  /** Limits of what is kept. Default: a week, 2 GB. */
  readonly history?: HistoryLimits
  /** Most bytes of events that wait in memory while the disk cannot be written. Default 64 MB. */
  readonly pendingBytes?: number
  /** Limits of the calls with idempotency keys; absent ones are those of `LEDGER_LIMITS`. */
  readonly calls?: Partial<LedgerLimits>
  /** Default: that of the machine. */
  readonly clock?: Clock
}

/** A store on disk, and what was repaired when it was opened. */
export interface DiskStore extends HubStore {
  readonly report: OpenReport
  /** Calls the listener when the store had to be opened again while it ran. Returns how to stop. */
  onReopened(listener: (report: OpenReport) => void): () => void
}

const DAY_MS = 24 * 60 * 60 * 1000
const HISTORY: HistoryLimits = { ageMs: 7 * DAY_MS, bytes: 2 * 1024 ** 3 }
const PENDING_BYTES = 64 * 1024 ** 2

/**
 * Opens the store in a folder, and makes it if there is none.
 *
 * ```ts
 * const store = await openDiskStore('rookery-data', { durability: 'power' })
 * ```
 *
 * @throws StoreError if another hub uses the folder, it cannot be written, or its format is newer
 */
export async function openDiskStore(folder: string, options: DiskStoreOptions = {}): Promise<DiskStore> {
  const { clock = systemClock } = options
  const run = randomInt(RUNS)
  const size = new FolderSize(folder, clock)
  const start: StartEngine = (isSuspect) => threadEngine({ folder, now: clock.now(), isSuspect, run })
  const store = await diskStoreOver(start, options, size)
  await size.look()
  return store
}

/** A store over an engine, which a test may start in its own thread. */
export async function diskStoreOver(
  start: StartEngine,
  options: DiskStoreOptions,
  size?: FolderSize,
): Promise<DiskStore> {
  const { history = HISTORY, pendingBytes = PENDING_BYTES, clock = systemClock } = options
  const opened = await start(false)
  const reopened = new Subscribable<[report: OpenReport]>()
  const engine = new LiveEngine(opened, start, (report) => reopened.emit(report))
  const condition = new Condition(clock)
  const isSynced = options.durability === 'power'
  const writer = new Writer(engine, { isSynced, pendingBytes, clock, condition })
  const ledger = ledgerOver(engine, { ...options, isSynced, clock, condition })
  const stateNow = (): StoreState => ({ ...condition.now, behind: writer.behind })
  const stopRetaining = retain(engine, history, clock)
  return {
    log: new DiskLog(engine, writer),
    cursors: new DiskCursors(engine, writer, clock),
    ledger,
    report: opened.report,
    get usage() {
      return size?.usage
    },
    keepsEvents: true,
    showsOnlySafe: isSynced,
    get state(): StoreState {
      return stateNow()
    },
    onState: (listener) => condition.changed.subscribe(() => listener(stateNow())),
    onReopened: (listener) => reopened.subscribe(listener),
    close() {
      stopRetaining()
      return closeAll([writer, ledger], engine)
    },
  }
}

/** Closes what writes, and then the file. */
async function closeAll(writers: readonly { close(): Promise<void> }[], engine: LiveEngine): Promise<void> {
  await Promise.all(writers.map((each) => each.close()))
  await engine.current.close()
}

/** Numbers of processes lie below this. */
const RUNS = 2 ** 47

function ledgerOver(
  engine: LiveEngine,
  settings: Omit<CallSaverSettings, 'run' | 'limits'> & Pick<DiskStoreOptions, 'calls'>,
): CallLedger {
  const limits = { ...LEDGER_LIMITS, ...settings.calls }
  const saver = new CallSaver(engine, { ...settings, limits, run: randomInt(RUNS) })
  const stopForgetting = retainCalls(engine, () => saver.moment, settings.clock)
  const ledger = new DiskLedger(saver, limits)
  return {
    begin: (intent) => ledger.begin(intent),
    settle: (intent, reply) => ledger.settle(intent, reply),
    forget: (intent, reply) => ledger.forget(intent, reply),
    close() {
      stopForgetting()
      return ledger.close()
    },
  }
}
