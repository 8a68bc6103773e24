import { StoreError } from '@rookery/hub/history'
import { describe, expect, it } from 'vitest'
import { eventOf } from '../../hub/src/history/history.fixture.js'
import { readAll, written } from '../../hub/src/history/hub-store.conformance.js'
import { loadLibsql } from './file/libsql.js'
import { openDiskStore } from './open-store.js'
import { FOREVER, temporaryFolder } from './temporary-folder.fixture.js'

describe('a store in its thread', () => {
  it('keeps events, refuses a second hub on its folder, and frees it when it is closed', async () => {
    const folder = await temporaryFolder()
    const store = await openDiskStore(folder, { history: FOREVER })
    const second = await openDiskStore(folder, { history: FOREVER }).catch((error: unknown) => error)
    expect(second).toBeInstanceOf(StoreError)
    expect(second).toMatchObject({ code: 'in_use', message: expect.stringContaining(folder) })
    await written(store, [eventOf('1', 1, 1)])
    await store.close()
    const again = await openDiskStore(folder, { history: FOREVER })
    expect((await readAll(again)).events).toEqual([eventOf('1', 1, 1)])
    await again.close()
    await again.close()
    await expect(again.log.last(['1'])).rejects.toMatchObject({ code: 'unreadable' })
  })

  it('says so where libsql has no binary', async () => {
    const cause = new Error('Cannot find module')
    await expect(loadLibsql(() => Promise.reject(cause))).rejects.toMatchObject({ code: 'no_engine', cause })
  })
})
