import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describeHubStore } from '../../hub/src/history/hub-store.conformance.js'
import { openDiskStore } from './open-store.js'
import { FOREVER } from './temporary-folder.fixture.js'

describeHubStore('on disk, in its thread', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'rookery-disk-'))
  let store = await openDiskStore(folder, { history: FOREVER })
  return {
    store,
    async reopen() {
      await store.close()
      store = await openDiskStore(folder, { history: FOREVER })
      return store
    },
    async end() {
      await store.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
})
