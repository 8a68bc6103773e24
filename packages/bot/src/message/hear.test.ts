import { type Message, msg } from '@rookery/protocol'
import { describe, expect, it } from 'vitest'
import { groupMessage, roomOf, SELF } from '../commands/chat.fixture.js'
import { createBot } from '../create-bot.js'
import { silentLog } from '../log.js'
import { hear } from './hear.js'

const quiet = { log: silentLog, nickname: ['小企', '小企鹅'] }
const heardIn = (message: Message) => hear(groupMessage(message), { nicknames: quiet.nickname })

describe('a message is said to the bot', () => {
  it.each([
    ['an at in front', msg`${msg.at(SELF)} 在吗`, '在吗'],
    ['an at at the end', msg`在吗 ${msg.at(SELF)}`, '在吗 '],
    ['the longest nickname', msg`小企鹅，在吗`, '在吗'],
    ['an at behind a reply', [msg.reply(7), ...msg`${msg.at(SELF)} 在吗`], '在吗'],
  ])('by %s', (_, message, text) => {
    expect(heardIn(message as Message)).toMatchObject({ toMe: true, text })
  })

  it.each([[msg`在吗`], [msg`${msg.at(1)} 在吗`], [[msg.reply(7), ...msg`在吗`]]])('not by %j', (message) => {
    expect(heardIn(message as Message).toMe).toBe(false)
  })

  it('by a reply to what the account has sent, with or without the bot', async () => {
    await using bot = createBot(quiet)
    bot.on('message.group', ({ heard }) => `${heard.toMe}`)
    const room = await roomOf(bot)
    const replyTo = (id: number) => room.says([msg.reply(id), ...msg`在吗`])
    expect(await replyTo(1)).toEqual(['false'])
    expect(await replyTo(1)).toEqual(['true'])
    expect(await replyTo(2)).toEqual(['false'])
    await room.tells({ ...groupMessage('x'), post_type: 'message_sent', message_id: 2 })
    expect(await replyTo(2)).toEqual(['true'])
  })

  it('by a reply to one of the newest thousand', async () => {
    await using bot = createBot(quiet)
    await roomOf(bot)
    const [account] = bot.accounts
    for (let id = 1; id <= 1001; id++) account?.sent.note(id)
    expect([account?.sent.has('1'), account?.sent.has('2')]).toEqual([false, true])
  })
})

describe('a nickname', () => {
  const wants = { nicknames: quiet.nickname, nicknameSeparator: 'required' } as const
  const calls = (message: Message, naming: object) => hear(groupMessage(message), { ...wants, ...naming })

  it.each([
    ['小企真可爱', '真可爱', undefined],
    ['小企鹅真可爱', '真可爱', undefined],
    ['小企，在吗', '在吗', '在吗'],
    ['小企 在吗', '在吗', '在吗'],
    ['小企\u200b 在吗', '在吗', '在吗'],
    ['\u200b小企 在吗', '在吗', '在吗'],
    ['小企！天气', '！天气', '！天气'],
    ['小企：天气', '：天气', '：天气'],
    ['小企鹅', '', ''],
    ['小企鹅 在吗', '在吗', '在吗'],
    ['小企鹅蛋', '蛋', undefined],
  ])('in %j calls the bot with %j; where a separator is demanded, with %j', (text, without, with_) => {
    const loose = calls(msg`${text}`, { nicknameSeparator: 'optional' })
    const strict = calls(msg`${text}`, {})
    expect([loose.toMe, loose.text]).toEqual([true, without])
    expect([strict.toMe, strict.text]).toEqual(with_ === undefined ? [false, text] : [true, with_])
  })

  it('is parted by what is no text, too', () => {
    expect(calls(msg`小企${msg.face(1)}在吗`, {})).toMatchObject({ toMe: true, text: '在吗' })
  })

  it('demands a separator where the bot is made so, and an explanation says so', async () => {
    for (const [nicknameSeparator, takes] of [
      ['required', false],
      ['optional', true],
    ] as const) {
      await using bot = createBot({ ...quiet, nicknameSeparator })
      bot.command('真可爱', { prefix: false, onlyToMe: true }, () => '谢谢')
      const room = await roomOf(bot)
      expect(await room.says('小企鹅真可爱')).toEqual(takes ? ['谢谢'] : [])
      expect(bot.explain(groupMessage('小企鹅真可爱')).isTaken).toBe(takes)
      expect(await room.says('小企鹅 真可爱')).toEqual(['谢谢'])
    }
  })
})
