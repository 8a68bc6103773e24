import { statSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { StoreError, type StoreState } from '@rookery/hub/history'
import { describe, expect, it } from 'vitest'
import { eventOf } from '../../hub/src/history/history.fixture.js'
import { readAll, written } from '../../hub/src/history/hub-store.conformance.js'
import type { Engine } from './engine/engine.js'
import { loadLibsql } from './file/libsql.js'
import { diskStoreOver, openDiskStore } from './open-store.js'
import { FOREVER, temporaryFolder } from './temporary-folder.fixture.js'
import { threadEngine } from './thread-engine.js'

/** The thread is asked once a second, when it takes over what the front log keeps. */
const WITHIN_SECONDS = { timeout: 5_000 }

describe('a store in its thread', () => {
  it.each([
    ['power', true],
    ['process', false],
    [undefined, false],
  ] as const)('of durability %s shows only what is safe: %s', async (durability, showsOnlySafe) => {
    const store = await openDiskStore(await temporaryFolder(), durability ? { durability } : {})
    expect(store.showsOnlySafe).toBe(showsOnlySafe)
    await store.close()
  })

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

  it('goes on in another thread when its own has ended, and repeats nothing', async () => {
    const engines: Engine[] = []
    const folder = await temporaryFolder()
    const store = await diskStoreOver(
      async (isSuspect) => {
        const opened = await threadEngine({ folder, now: Date.now(), isSuspect, run: 1 })
        engines.push(opened.engine)
        return opened
      },
      { history: FOREVER },
    )
    await written(store, [eventOf('1', 1, 1)])
    await engines[0]?.close()
    const states: boolean[] = []
    store.onState(({ isUp }) => states.push(isUp))
    await written(store, [eventOf('1', 1, 2)])
    await expect.poll(() => states, WITHIN_SECONDS).toEqual([false, true])
    expect(engines).toHaveLength(2)
    expect((await readAll(store)).events.map(({ id }) => id.number)).toEqual([1, 2])
    await store.close()
  })

  it.each(['folder', 'lock'])('notices that its %s was deleted, and goes on in a new one', async (what) => {
    const folder = await temporaryFolder()
    const store = await openDiskStore(folder, { history: FOREVER })
    await written(store, [eventOf('1', 1, 1)])
    // The file has taken it over.
    await expect.poll(() => statSync(join(folder, 'front.log')).size, WITHIN_SECONDS).toBe(0)
    const states: StoreState[] = []
    store.onState((state) => states.push(state))
    await rm(what === 'folder' ? folder : join(folder, 'lock.db'), { recursive: true })
    await written(store, [eventOf('1', 1, 2)])
    await expect.poll(() => states.length, WITHIN_SECONDS).toBe(2)
    expect(states).toMatchObject([{ isUp: false, fault: { code: 'file_gone' } }, { isUp: true }])
    const second = await openDiskStore(folder, { history: FOREVER }).catch((error: unknown) => error)
    expect(second).toMatchObject({ code: 'in_use' })
    const numbers = (await readAll(store)).events.map(({ id }) => id.number)
    expect(numbers).toEqual(what === 'folder' ? [2] : [1, 2])
    await store.close()
  })

  it('gives a large event back as it was', async () => {
    const store = await openDiskStore(await temporaryFolder(), { history: FOREVER })
    const large = eventOf('1', 1, 2, 'x'.repeat(20_000_000))
    await written(store, [eventOf('1', 1, 1), large, eventOf('1', 1, 3)])
    const { events } = await readAll(store)
    expect(events.map(({ id }) => id.number)).toEqual([1, 2, 3])
    expect(Buffer.compare(events[1]?.payload ?? Buffer.alloc(0), large.payload)).toBe(0)
    await store.close()
  })

  it('says so where libsql has no binary', async () => {
    const cause = new Error('Cannot find module')
    await expect(loadLibsql(() => Promise.reject(cause))).rejects.toMatchObject({ code: 'no_engine', cause })
  })
})
