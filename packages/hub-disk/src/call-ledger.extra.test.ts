import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach } from 'vitest'
import { describeCallLedger } from '../../hub/src/call-ledger/call-ledger.conformance.js'
import { openDiskStore } from './open-store.js'
import { FOREVER } from './temporary-folder.fixture.js'

let undo: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const each of undo.reverse()) await each()
  undo = []
})

describeCallLedger('on disk, in its thread', async ({ clock, limits }) => {
  const folder = await mkdtemp(join(tmpdir(), 'rookery-calls-'))
  undo.push(() => rm(folder, { recursive: true, force: true }))
  const open = () => openDiskStore(folder, { history: FOREVER, calls: limits, clock })
  let store = await open()
  undo.push(() => store.close())
  return {
    ledger: store.ledger,
    async restart() {
      await store.close()
      store = await open()
      return store.ledger
    },
  }
})
