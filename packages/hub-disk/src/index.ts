export type { OpenReport } from './engine/engine.js'
export { type DiskStore, type DiskStoreOptions, openDiskStore } from './open-store.js'
export type { HistoryLimits } from './store/retention.js'
