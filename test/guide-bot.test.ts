import { readFile, rm } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import * as api from '@rookery/bot'
import { type Bot, createBot, memoryStorage, silentLog } from '@rookery/bot'
import { sandbox } from '@rookery/sandbox/testing'
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest'
import { blocksOf, compile, importFrom, type PageBlock, writeBlocks } from './guide/bot-page.js'

const pages = await Promise.all(
  ['bot.md', 'migration.md'].map(async (page) => ({ page, blocks: await blocksOf(page) })),
)
const folders: string[] = []
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))))
afterEach(() => void vi.restoreAllMocks())

async function written(...args: Parameters<typeof writeBlocks>): Promise<string> {
  const folder = await writeBlocks(...args)
  folders.push(folder)
  return folder
}

describe.each(pages)('the blocks of $page', ({ page, blocks }) => {
  it('are there', () => expect(blocks.length).toBeGreaterThanOrEqual(5))

  it.each(blocks)('run, and answer as they say: $title', async (block) => {
    const printed: string[] = []
    vi.spyOn(console, 'log').mockImplementation((...args) => void printed.push(args.join(' ')))
    await play(page, blocks, block)
    if (block.printed !== undefined) expect(printed.join('\n')).toContain(block.printed)
  })
})

it('the blocks of all pages compile', { timeout: 60_000 }, async () => {
  const whole = await written('compiled', [])
  for (const { page, blocks } of pages) await written(`compiled/${page}`, blocks)
  expect(await compile(whole)).toBe('')
})

it.each(['en', 'zh'])('the guide in %s names everything that the bot exports', async (language) => {
  const text = await Promise.all(
    pages.map(({ page }) => readFile(new URL(`../docs/guide/${language}/${page}`, import.meta.url), 'utf8')),
  )
  const words = new Set(text.join('\n').match(/\w+/g))
  expect(Object.keys(api).filter((name) => !words.has(name))).toEqual([])
  await using bot = ownBot()
  expect(Object.keys(bot).filter((name) => !words.has(name))).toEqual([])
})

it.each(['README.md', 'README.zh-CN.md'])('%s begins with the first bot of the guide', async (file) => {
  const readme = await readFile(fileURLToPath(new URL(`../${file}`, import.meta.url)), 'utf8')
  expect(readme).toContain(pages[0]?.blocks[0]?.code)
})

/** Runs a block in a sandbox, where Alice is an administrator of the group and Bob a member, and plays its conversation. */
async function play(page: string, blocks: readonly PageBlock[], block: PageBlock): Promise<void> {
  await using qq = await sandbox({ bot: 10000, timeoutMs: 5_000 })
  const club = qq.group('读书会', { bot: 'admin' })
  club.member('Alice', { role: 'admin' })
  club.member('Bob')
  club.stranger('Carol')
  const needed = blocks.filter(({ isWhole }) => isWhole || block.isWhole)
  const folder = await written(`${page}-${block.file}`, [...new Set([...needed, block])], {
    'ws://127.0.0.1:7700': await qq.url,
    'ws://127.0.0.1:3001': await qq.url,
    'http://127.0.0.1:3000': await qq.http,
    'port: 8080': 'port: 0',
  })
  const made = (await importFrom(folder, block)) as {
    readonly bot?: Bot
    readonly default?: unknown
  }
  await using bot = made.bot ?? ownBot()
  const failed: unknown[] = []
  bot.onError((error) => failed.push(error))
  // Whatever connects itself is there already.
  if (bot.accounts.length === 0) await qq.attach(bot)
  if (typeof made.default === 'function') await made.default(bot)
  if (block.chat === undefined) return
  await qq.play('读书会', block.chat)
  await qq.expectSilence()
  expect(failed).toEqual([])
}

const ownBot = (): Bot =>
  createBot({ nickname: '小企', superusers: [20001], storage: memoryStorage(), log: silentLog })
