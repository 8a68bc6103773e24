import { type EventTable, msg } from '@rookery/protocol'
import { describe, expect, it, vi } from 'vitest'
import type { Bot } from '../bot/bot.js'
import { definePlugin } from '../bot/define-plugin.js'
import { ALICE, groupMessage, privateMessage, roomOf, settled } from '../commands/chat.fixture.js'
import { createBot } from '../create-bot.js'
import { intent } from '../intents/intent.js'
import { silentLog } from '../log.js'
import { groupAdmin, groupOwner, superuser } from '../permissions/predicates.js'
import { memoryStorage } from '../storage/memory-storage.js'

type Guild = Extract<EventTable['message'], { readonly message_type: 'guild' }>

const quiet = { log: silentLog } as const

function explained() {
  const bot = createBot({ ...quiet, language: 'en' })
  bot.command('weather [city]', { aliases: '天气' }, () => '')
  bot.command('only', { onlyToMe: true }, () => '')
  bot.command('private', { in: 'private' }, () => '')
  bot.command('mute <who:user>', { permission: superuser.or(groupAdmin) }, () => '')
  bot.command('draw', { cooldown: { seconds: 60 } }, () => '')
  bot.command('quiz', async ({ hearNext }) => void (await hearNext('?')))
  return bot
}

describe('an explanation', () => {
  it.each([
    ['/weather', 'command weather takes it'],
    ['hello', 'no command: one begins with / ! ／ ！'],
    ['weather x', 'command weather lacks its prefix; it would be /weather'],
    ['/天气南京', 'command weather lacks a blank behind its name'],
    ['/wether', 'there is no command wether; near is weather'],
    ['/xyzxyz', 'there is no command xyzxyz'],
    ['/only', 'command only wants the bot to be addressed, by an at or its nickname'],
    ['/private', 'command private is only there in private chats'],
    ['/weather a b', 'the arguments of command weather are wrong: b'],
    ['/help', 'command help takes it'],
  ])('of %j: %s', async (text, sentence) => {
    await using bot = explained()
    expect(bot.explain(groupMessage(text)).text).toBe(sentence)
  })

  it('of a message that is in no chat tells who hears it', async () => {
    await using bot = explained()
    bot.on('message', ({ event, bot: own }) => void own.explain(event))
    const { message_id: _, ...rest } = groupMessage('/weather')
    const guild = { ...rest, message_type: 'guild', sub_type: 'channel', user_id: '1' } as unknown as Guild
    expect(bot.explain(guild).reasons).toEqual([{ is: 'heard', event: 'message' }])
  })

  it('tells of permissions what can be told without asking', async () => {
    await using bot = explained()
    bot.command('own', { permission: groupOwner }, () => '')
    bot.command('mine', { permission: () => true }, () => '')
    const { reasons, isTaken } = bot.explain(groupMessage('/mute 1'))
    expect([isTaken, reasons]).toEqual([
      false,
      [{ is: 'permission', command: 'mute', needs: '(superuser or groupAdmin)' }],
    ])
    expect(bot.explain(groupMessage('/own', { sender: {} })).reasons.map(({ is }) => is)).toEqual([
      'takes',
      'permissionUnknown',
    ])
    expect(bot.explain(groupMessage('/mine')).reasons.map(({ is }) => is)).toEqual([
      'takes',
      'permissionUnknown',
    ])
  })

  it('tells of what else is under way, in the words of the bot', async () => {
    await using bot = createBot(quiet)
    bot.command('draw', { cooldown: { seconds: 60 } }, () => '')
    bot.command('quiz', async ({ hearNext }) => void (await hearNext('?')))
    bot.on('message.group', () => {})
    const room = await roomOf(bot)
    await room.says('/draw')
    expect(bot.explain(groupMessage('/draw')).text).toMatch(/处理函数\n命令 draw 还在冷却中，剩 \d+ 秒/)
    await room.says('/quiz')
    expect(bot.explain(groupMessage('/draw')).reasons).toContainEqual({ is: 'answers' })
    expect(room.sent()).toEqual([])
  })

  it('is told to the log of every message, where that is wanted', async () => {
    const lines: string[] = []
    const log = { ...silentLog, info: (_: object, line: string) => void lines.push(line) }
    await using bot = createBot({ log, debug: true, language: 'en' })
    bot.command('quiz', async ({ hearNext }) => void (await hearNext('?')))
    const room = await roomOf(bot)
    for (const text of ['hello', '/quiz', '42']) await room.says(text)
    expect(lines.filter((line) => line.startsWith('message'))).toEqual([
      'message 1 of 20001: no command: one begins with / ! ／ ！',
      'message 1 of 20001: command quiz takes it',
      'message 1 of 20001: a conversation waits for an answer, and this is it',
    ])
  })

  it('goes to the log of a command that is refused at once, since a handler is at work', async () => {
    const lines: string[] = []
    const log = { ...silentLog, info: (_: unknown, text: string) => void lines.push(text) }
    await using bot = createBot({ log, debug: true, language: 'en' })
    const work = new AbortController()
    bot.command(
      'slow',
      () => new Promise<void>((done) => work.signal.addEventListener('abort', () => done())),
    )
    bot.command('now', { busy: 'reject' }, () => '')
    const room = await roomOf(bot)
    for (const text of ['/slow', '/now']) await room.says(text)
    work.abort()
    await settled()
    expect(lines.filter((line) => line.startsWith('message'))).toEqual([
      'message 1 of 20001: command slow takes it',
      'message 1 of 20001: the same conversation is still busy with command slow; command now is refused',
    ])
  })

  it('is told to a sandbox of messages that nobody takes, where rookery dev asks for it', async () => {
    vi.stubEnv('ROOKERY_EXPLAIN', '1')
    await using bot = createBot({ ...quiet, language: 'en' })
    vi.unstubAllEnvs()
    const calls: unknown[] = []
    bot.onCall((call, next) => {
      if (call.action === '.explain_message') calls.push(call.params)
      return next(call)
    })
    bot.command('ping', () => 'pong')
    const room = await roomOf(bot)
    for (const text of ['/ping', '/pin']) await room.says(text)
    expect(calls).toEqual([{ message_id: 1, text: 'there is no command pin; near is ping' }])
  })

  it('passes by what is switched off, as the message does, and tells of intents beside a command', async () => {
    await using bot = createBot({ ...quiet, storage: memoryStorage() })
    const setup = (own: Bot) => void own.command('x', () => 'x')
    await (await bot.plugin(definePlugin({ name: 'p', setup }))).disable()
    bot.command('other', { patterns: /^x/ }, () => 'other')
    bot.command('only', { onlyToMe: true }, () => '')
    bot.intent({ onlyToMe: false, name: 'all' }, () => intent(90, 'other'))
    const room = await roomOf(bot)
    expect(bot.explain(groupMessage('/x')).reasons).toEqual([{ is: 'takes', command: 'other' }])
    expect(bot.explain(groupMessage('/only')).reasons.map(({ is }) => is)).toEqual(['notToMe', 'mayMean'])
    expect([await room.says('/x'), await room.says('/only')]).toEqual([['other'], ['other']])
  })

  it('runs nothing', async () => {
    await using bot = createBot(quiet)
    const ran: string[] = []
    bot.command(
      'a',
      { permission: () => ran.push('permission') > 0, cooldown: { seconds: 9 } },
      () => void ran.push('a'),
    )
    bot.explain(groupMessage('/a'))
    bot.explain(privateMessage(msg`/a ${msg.at(ALICE)}`))
    expect([ran, bot.explain(groupMessage('/a')).isTaken]).toEqual([[], true])
  })
})
