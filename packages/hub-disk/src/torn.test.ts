import { readFileSync, truncateSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readAll } from '../../hub/src/history/hub-store.conformance.js'
import { inline } from './inline-engine.fixture.js'
import { diskStoreOver } from './open-store.js'
import { FOREVER } from './temporary-folder.fixture.js'
import { copy, type Original, original, surviving, tear } from './torn.fixture.js'

let folder: string
let whole: Original
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rookery-torn-'))
  whole = await original(join(folder, 'whole'))
})
afterAll(async () => {
  await whole.close()
  await rm(folder, { recursive: true })
})

describe('a store whose files were torn', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])(
    'opens, gives whole events in order, and goes on (seed %i)',
    async (seed) => {
      const target = join(folder, `torn-${seed}`)
      tear(whole, target, seed)
      expect(['number', 'string']).toContain(typeof (await surviving(whole.events, target)))
    },
  )

  it('has all events when nothing is torn', async () => {
    const target = join(folder, 'copy')
    copy(whole, target)
    expect(await surviving(whole.events, target)).toBe(300)
  })

  it('has all but the last events when the log beside it was cut, and says how much that was', async () => {
    const target = join(folder, 'cut')
    copy(whole, target)
    const wal = join(target, 'log.db-wal')
    truncateSync(wal, readFileSync(wal).length - 5_000)
    const store = await diskStoreOver(inline(target), { history: FOREVER })
    const { events } = await readAll(store)
    expect(events).toEqual(whole.events.slice(0, events.length))
    expect(events.length).toBeGreaterThan(200)
    expect(store.report.setAside).toBeUndefined()
    await store.close()
  })
})
