import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { ApiNotAvailable, type Bot, createBot, memoryStorage, quick, silentLog } from '@rookery/bot'
import { messageAs } from '@rookery/protocol'
import { sandbox } from '@rookery/sandbox/testing'
import { describe, expect, it } from 'vitest'
import { featuresPage, sections } from './guide/bot-features.js'

const root = fileURLToPath(new URL('../', import.meta.url))
const quietBot = (): Bot => createBot({ log: silentLog, storage: memoryStorage() })

const NONEBOT_KEYS =
  `API_ROOT ACCESS_TOKEN SECRET HOST PORT DEBUG SUPERUSERS NICKNAME COMMAND_START COMMAND_SEP
  DEFAULT_COMMAND_PERMISSION DEFAULT_NLP_PERMISSION SESSION_EXPIRE_TIMEOUT SESSION_RUN_TIMEOUT SESSION_RUNNING_EXPRESSION
  SHORT_MESSAGE_MAX_LENGTH DEFAULT_VALIDATION_FAILURE_EXPRESSION MAX_VALIDATION_FAILURES
  TOO_MANY_VALIDATION_FAILURES_EXPRESSION SESSION_CANCEL_EXPRESSION APSCHEDULER_CONFIG`.split(/\s+/)

describe('the list of features', () => {
  const proofs = sections.flatMap(({ features }) =>
    features.flatMap((feature) => (feature.has === 'no' ? [] : [feature.proof])),
  )

  it.each(proofs)('%s has the test "%s"', (file, title) => {
    expect(existsSync(`${root}${file}`)).toBe(true)
    const source = readFileSync(`${root}${file}`, 'utf8')
    expect(titlesIn(source)).toContain(title)
  })

  it('names each feature once, most of which we have', () => {
    const all = sections.flatMap(({ features }) => features)
    expect(new Set(all.map(({ en }) => en)).size).toBe(all.length)
    expect(new Set(all.map(({ zh }) => zh)).size).toBe(all.length)
    expect(all.filter(({ has }) => has === 'yes').length / all.length).toBeGreaterThan(0.9)
  })

  it.each(['en', 'zh'] as const)('is the page in %s: refresh it with UPDATE_GUIDE=1', (language) => {
    const path = `${root}docs/guide/${language}/features.md`
    if (process.env.UPDATE_GUIDE === '1') writeFileSync(path, featuresPage(language))
    expect(readFileSync(path, 'utf8')).toBe(featuresPage(language))
  })
})

/** The titles of the tests in a file, as they are written; those that are skipped prove nothing. */
const titlesIn = (source: string): string[] =>
  [
    ...source.matchAll(/\b(?:it|test)(?:\.each[^'"`]*?(?:\[[\s\S]*?\])?[^'"`]*?\))?\(\s*(['"`])(.*?)\1,/g),
  ].map(([, , title = '']) => title)

describe.each(['en', 'zh'])('the page for those who come from elsewhere, in %s', (language) => {
  const page = readFileSync(`${root}docs/guide/${language}/migration.md`, 'utf8')
  const rows = (mark: RegExp) => [...page.matchAll(mark)].map(([, name]) => name)

  it('has a place for each of the 21 keys of the config of NoneBot', () => {
    const keys = new Set(page.match(/(?<=`)[A-Z]+(?:_[A-Z]+)*(?=`[、,| ])/g))
    expect(NONEBOT_KEYS.filter((key) => !keys.has(key))).toEqual([])
    expect(NONEBOT_KEYS).toHaveLength(21)
  })

  it('says of each quirk what is done about it', () => {
    expect(rows(/^\| (Q\d+) \|/gm)).toEqual(Array.from({ length: 12 }, (_, index) => `Q${index + 1}`))
  })
})

describe('a bot', () => {
  it('has a token for each connection', async () => {
    await using qq = await sandbox({ bot: [10000, 10001], timeoutMs: 5_000 })
    await using bot = quietBot()
    for (const self_id of qq.bots) {
      const token = `token of ${self_id}`
      const url = await qq.listen({ type: 'ws', port: 0, token }, self_id)
      await bot.connect(url, { token })
    }
    expect(bot.accounts.map(({ self_id }) => self_id).sort()).toEqual(['10000', '10001'])
  })

  it('keeps conversations of its accounts apart', async () => {
    await using qq = await sandbox({ bot: [10000, 10001], timeoutMs: 5_000 })
    await using bot = quietBot()
    bot.command('ask', async ({ ask, event }) => `${event.self_id}：${await ask('？')}`)
    for (const self_id of qq.bots) await qq.attach(bot, self_id)
    const [first, second] = [qq.private('Alice', 10000), qq.private('Alice', 10001)]
    await first.actor.says('/ask')
    await first.expect('？')
    await second.actor.says('这不是回答')
    await qq.expectSilence()
    await first.actor.says('这才是')
    await first.expect('10000：这才是')
  })

  it('goes on as another command where a handler says so', async () => {
    await using qq = await sandbox({ timeoutMs: 5_000 })
    await using bot = quietBot()
    bot.command('weather <city>', ({ args }) => `${args.city}：晴`)
    bot.command('again', async (session) => session.switch(`/weather ${await session.ask('哪里？')}`))
    await qq.attach(bot)
    await qq.play('读书会', 'Bob: /again\n小企: 哪里？\nBob: 南京\n小企: 南京：晴')
  })
})

/** Measured on NoneBot 1.9.1 and aiocqhttp 1.4.4; the others stand beside what they are about. */
describe('what was measured', () => {
  it('a handler that gives back 0 says nothing, and hides no quick operation (aiocqhttp: it does)', async () => {
    await using qq = await sandbox({ timeoutMs: 5_000 })
    await using bot = quietBot()
    bot.on('message.private.friend', () => 0 as unknown as undefined)
    bot.on('message.private', () => quick({ reply: '收到' }))
    await qq.attach(bot)
    await qq.friend('Alice').says('在吗')
    await qq.expectCall('.handle_quick_operation', { operation: { reply: '收到' } })
  })

  it('an account that is not connected is never another one, even if that is the only one', async () => {
    await using qq = await sandbox({ timeoutMs: 5_000 })
    await using bot = quietBot()
    await expect(bot.get_status()).rejects.toThrow(ApiNotAvailable)
    await qq.attach(bot)
    expect(await bot.get_login_info()).toMatchObject({ user_id: 10000 })
    await expect(bot.get_login_info({ self_id: 7 })).rejects.toThrow(ApiNotAvailable)
  })

  it('a comma in text is not escaped, what is escaped stays so', () => {
    const message = messageAs('array', 'text &#44; &amp;#91;')
    expect(message).toEqual([{ type: 'text', data: { text: 'text , &#91;' } }])
    expect(messageAs('string', message)).toBe('text , &amp;#91;')
  })
})
