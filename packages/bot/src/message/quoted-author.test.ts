import { type Message, msg } from '@rookery/protocol'
import { describe, expect, it } from 'vitest'
import { ALICE, BOB, groupMessage, roomOf, SELF } from '../commands/chat.fixture.js'
import { createBot } from '../create-bot.js'
import { silentLog } from '../log.js'
import { hear } from './hear.js'

const quoted = msg.reply(7)
const told = (user_id: number): Message =>
  [{ type: 'reply', data: { id: '7', user_id: String(user_id) } }] as Message
const heardIn = (message: Message, sent: readonly string[] = []) =>
  hear(groupMessage(message), { nicknames: ['小企'] }, { has: (id) => id !== undefined && sent.includes(id) })

describe('the at of the quoted author behind a reply', () => {
  it.each([
    ['before a command', [quoted, ...msg`${msg.at(BOB)} /again`], '/again', false],
    ['without a blank', [quoted, ...msg`${msg.at(BOB)}/again`], '/again', false],
    ['in a text of its own', [quoted, ...msg` ${msg.at(BOB)}`, ...msg` `, ...msg`/again`], '/again', false],
    ['before an at of the bot', [quoted, ...msg`${msg.at(BOB)} ${msg.at(SELF)} 存图`], '存图', true],
    [
      'with an at of the bot at the end',
      [quoted, ...msg`${msg.at(BOB)} 存图 ${msg.at(SELF)}`],
      '存图 ',
      true,
    ],
    ['before the nickname', [quoted, ...msg`${msg.at(BOB)} 小企，存图`], '存图', true],
    ['written twice', [quoted, ...msg`${msg.at(BOB)} ${msg.at(BOB)} /again`], '/again', false],
    ['where the reply tells the author', [...told(BOB), ...msg`${msg.at(BOB)} /again`], '/again', false],
  ])('is taken off %s', (_, message, text, toMe) => {
    expect(heardIn(message as Message)).toMatchObject({ text, toMe, reply_id: '7' })
    expect((heardIn(message as Message).message as Message).some(({ type }) => type === 'at')).toBe(false)
  })

  it.each([
    ['nothing else is said', [quoted, ...msg`${msg.at(BOB)} `], []],
    ['no reply stands in front', msg`${msg.at(BOB)} /again`, []],
    ['it is of everybody', [quoted, ...msg`${msg.at('all')} /again`], []],
    ['the reply tells another author', [...told(ALICE), ...msg`${msg.at(BOB)} /again`], []],
    ['the bot is the author', [quoted, ...msg`${msg.at(BOB)} /again`], ['7']],
  ])('stays where %s', (_, message, sent) => {
    const { message: heard } = heardIn(message as Message, sent)
    expect(heard[0]?.type).toBe('at')
  })

  it('is one: what another at says stays', () => {
    const { message } = heardIn([quoted, ...msg`${msg.at(BOB)} ${msg.at(ALICE)} 禁言`])
    expect(message[0]).toEqual(msg.at(ALICE))
  })

  it('hides no command, and bot.explain says so', async () => {
    await using bot = createBot({ log: silentLog, nickname: '小企' })
    bot.command('again <which:reply>', ({ args }) => `again ${args.which}`)
    bot.command('存图', { prefix: false, onlyToMe: true }, () => 'saved')
    const room = await roomOf(bot)
    const again = [quoted, ...msg`${msg.at(BOB)} /again`]
    const save = [quoted, ...msg`${msg.at(BOB)} ${msg.at(SELF)} 存图`]
    expect([await room.says(again), await room.says(save)]).toEqual([['again 7'], ['saved']])
    for (const message of [again, save]) expect(bot.explain(groupMessage(message)).isTaken).toBe(true)
  })
})
