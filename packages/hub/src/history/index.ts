export {
  type Begun,
  type CallLedger,
  ENTRY_BYTES,
  type Intent,
  LEDGER_LIMITS,
  type LedgerLimits,
} from '../call-ledger/call-ledger.js'
export type { CursorChange, CursorStore, StoredCursor, StoredSuspects } from './cursor-store.js'
export { cursorOfText, cursorText } from './cursor-text.js'
export { PackError, type PackFault, StoreError, type StoreErrorCode } from './errors.js'
export { compareOrder, type EventId, type EventOrder } from './event-id.js'
export {
  type DroppedRun,
  type EventLog,
  type MissingEvents,
  type MissingReason,
  type ReadRequest,
  SLICE_BYTES,
  type Slice,
} from './event-log.js'
export type { HubStore, StoreFault, StoreState, StoreUsage } from './hub-store.js'
export {
  beginning,
  MARK_TEXT_LENGTH,
  type Mark,
  markAfter,
  markBytes,
  markOfBytes,
  markOfText,
  markOfTime,
  marks,
  markText,
} from './mark.js'
export { nextEpoch, noStore } from './no-store.js'
export { type HistoryEvent, packEvents, packLargeEvent, readPack, readPackInSteps } from './pack.js'
export type { Page, PageRequest } from './page.js'
export { readSince, readTime, SINCE_RULE, TIME_RULE, wantedFrom } from './since.js'
