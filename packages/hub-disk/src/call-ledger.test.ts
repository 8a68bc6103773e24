import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach } from 'vitest'
import { describeCallLedger } from '../../hub/src/call-ledger/call-ledger.conformance.js'
import { inline } from './inline-engine.fixture.js'
import { diskStoreOver } from './open-store.js'
import { FOREVER } from './temporary-folder.fixture.js'

let undo: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const each of undo.reverse()) await each()
  undo = []
})

for (const durability of ['process', 'power'] as const) {
  describeCallLedger(`on disk, safe from the end of the ${durability}`, async ({ clock, limits }) => {
    const folder = await mkdtemp(join(tmpdir(), 'rookery-calls-'))
    undo.push(() => rm(folder, { recursive: true, force: true }))
    const open = () =>
      diskStoreOver(
        inline(folder, {}, () => clock.now()),
        { durability, history: FOREVER, calls: limits, clock },
      )
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
}
