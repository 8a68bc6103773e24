import { describeCallLedger } from './call-ledger.conformance.js'
import { memoryLedger } from './memory-ledger.js'

describeCallLedger('in memory', async ({ clock, limits }) => ({ ledger: memoryLedger(clock, limits) }), {
  restart: 'it is empty after a restart',
})
