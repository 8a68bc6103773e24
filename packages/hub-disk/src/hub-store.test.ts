import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describeHubStore } from '../../hub/src/history/hub-store.conformance.js'
import { inline } from './inline-engine.fixture.js'
import { diskStoreOver } from './open-store.js'
import { FOREVER } from './temporary-folder.fixture.js'

for (const durability of ['process', 'power'] as const) {
  describeHubStore(`on disk, safe from the end of the ${durability}`, async () => {
    const folder = await mkdtemp(join(tmpdir(), 'rookery-disk-'))
    const open = () => diskStoreOver(inline(folder), { durability, history: FOREVER })
    let store = await open()
    return {
      store,
      async reopen() {
        await store.close()
        store = await open()
        return store
      },
      async end() {
        await store.close()
        await rm(folder, { recursive: true, force: true })
      },
    }
  })
}
