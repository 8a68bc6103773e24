import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createBot, jsonFiles, silentLog } from '@rookery/bot'
import { sandbox } from '@rookery/sandbox/testing'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rookery-settle-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

describe('qq.settle() waits for a bot that stores its things in files', () => {
  it.each([1, 5, 20])('for %i values, one after the other', async (count) => {
    await using bot = createBot({ log: silentLog, storage: jsonFiles(folder) })
    const store = bot.storage('points')
    bot.onTalk(async () => {
      for (let index = 0; index < count; index++) await store.set(`key ${index}`, index)
    })
    await using qq = await sandbox({ bot: 10000 })
    await qq.attach(bot)
    await qq.group('g').member('Bob').says('你好')
    await qq.settle()
    const kept = JSON.parse(await readFile(join(folder, 'points.json'), 'utf8')) as object
    expect(Object.keys(kept)).toHaveLength(count)
  })

  it('for what it says when that is kept, so that silence is no silence too early', async () => {
    await using bot = createBot({ log: silentLog, storage: jsonFiles(folder) })
    const store = bot.storage('points')
    const done: string[] = []
    bot.command('sign', async () => {
      await store.set('a', 1)
      await store.set('b', (await store.get<number>('a')) ?? 0)
      done.push('signed')
    })
    await using qq = await sandbox({ bot: 10000 })
    await qq.attach(bot)
    await qq.group('g').member('Bob').says('/sign')
    await qq.settle()
    expect(done).toEqual(['signed'])
  })
})
