import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createBot, silentLog } from '@rookery/bot'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { sqliteFile } from './sqlite-file.js'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rookery-sqlite-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const path = (): string => join(folder, 'deep', 'bot.db')

describe('a SQLite file', () => {
  it('is made with its folder when it is needed, and not before', async () => {
    const bot = createBot({ storage: sqliteFile(path()), log: silentLog })
    const store = bot.storage('points')
    expect(existsSync(path())).toBe(false)
    await store.set('alice', 1)
    expect(existsSync(path())).toBe(true)
    await bot.close()
    expect(await sqliteFile(path()).open('points').get('alice')).toBe(1)
  })

  it('is opened again after it was closed, and may be closed twice', async () => {
    const storage = sqliteFile(path())
    await storage.open('a').set('x', 1)
    await storage.close()
    await storage.close()
    expect(await storage.open('a').get('x')).toBe(1)
    await storage.close()
  })

  it('that is none is told, and left as it is', async () => {
    const file = join(folder, 'bot.db')
    await writeFile(file, 'no database, but long enough to look like the header of something else'.repeat(10))
    await expect(sqliteFile(file).open('a').get('x')).rejects.toThrow(/database/)
  })

  it('may be shared by processes: updates of one value lose nothing', { timeout: 60_000 }, async () => {
    const file = path()
    const storage = sqliteFile(file)
    await storage.open('points').set('alice', 0)
    const script = `
      import { sqliteFile } from ${JSON.stringify(new URL('./sqlite-file.ts', import.meta.url).href)}
      const storage = sqliteFile(process.argv[2])
      for (let n = 0; n < 50; n++) await storage.open('points').update('alice', (old = 0) => old + 1)
      await storage.close()`
    // Beside the sources, where its imports are found.
    const program = new URL(`./.adds-${process.pid}.fixture.mjs`, import.meta.url)
    await writeFile(program, script)
    try {
      const tsx = import.meta.resolve('tsx')
      const children = [1, 2].map(() =>
        spawn(process.execPath, ['--import', tsx, program.pathname, file], { stdio: 'inherit' }),
      )
      const ended = Promise.all(children.map((child) => once(child, 'exit')))
      for (let n = 0; n < 50; n++) {
        await storage.open('points').update<number>('alice', (old = 0) => old + 1)
        await new Promise((resolve) => setTimeout(resolve, 5))
      }
      expect(await ended).toEqual([
        [0, null],
        [0, null],
      ])
    } finally {
      await rm(program)
    }
    expect(await storage.open('points').get('alice')).toBe(150)
    await storage.close()
  })
})
