export type { OpenReport } from './engine/engine.js'
export { type DiskStore, type DiskStoreOptions, openDiskStore } from './open-store.js'
export type { CheckReport } from './reading/check.js'
export { exportLine } from './reading/export-line.js'
export type { Gap } from './reading/gaps.js'
export { type EventSelection, openForReading, type StoreReader } from './reading/open-for-reading.js'
export type {
  AccountSummary,
  CallsSummary,
  ClientSummary,
  CursorSummary,
  StoreSummary,
} from './reading/summary.js'
export type { HistoryLimits } from './store/retention.js'
