import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sqliteFile } from '@rookery/sqlite'
import { afterEach, beforeEach } from 'vitest'
import { storageConformance } from '../packages/bot/src/storage/storage.conformance.js'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rookery-sqlite-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

storageConformance('in a SQLite file', () => sqliteFile(join(folder, 'bot.db')), { isKept: true })
