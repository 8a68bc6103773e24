import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { TestClock } from '../../../transport/src/time/clock.fixture.js'
import { openDiskStore } from '../open-store.js'
import { temporaryFolder } from '../temporary-folder.fixture.js'
import { FolderSize } from './folder-size.js'

it('the size is that of all files of the store, and of no other', async () => {
  const folder = await temporaryFolder()
  await mkdir(folder)
  const size = new FolderSize(folder, new TestClock())
  await size.look()
  expect(size.usage).toEqual({ folder, bytes: 0 })
  await writeFile(join(folder, 'log.db'), 'x'.repeat(100))
  await writeFile(join(folder, 'log.db-wal'), 'x'.repeat(20))
  await writeFile(join(folder, 'lock.db'), 'x'.repeat(3))
  await writeFile(join(folder, 'audit.jsonl'), 'x'.repeat(1_000))
  await size.look()
  expect(size.usage).toEqual({ folder, bytes: 123 })
})

it('is looked at again behind whoever asks, every few seconds at most', async () => {
  const folder = await temporaryFolder()
  await mkdir(folder)
  const clock = new TestClock()
  const size = new FolderSize(folder, clock)
  await size.look()
  await writeFile(join(folder, 'log.db'), 'x'.repeat(100))
  expect(size.usage.bytes).toBe(0)
  await clock.advance(6_000)
  expect(size.usage.bytes).toBe(0)
  await expect.poll(() => size.usage.bytes).toBe(100)
})

it('a store on disk says where it is, and how large', async () => {
  const folder = await temporaryFolder()
  const store = await openDiskStore(folder)
  expect(store.usage?.folder).toBe(folder)
  expect(store.usage?.bytes).toBeGreaterThan(0)
  await store.close()
})
