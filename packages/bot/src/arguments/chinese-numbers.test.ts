import { describe, expect, it } from 'vitest'
import { roomOf } from '../commands/chat.fixture.js'
import { createBot } from '../create-bot.js'
import { silentLog } from '../log.js'
import { readChinese } from './chinese-numbers.js'
import { readWord, type WordType } from './value-readers.js'

const read = (type: WordType, text: string) =>
  readWord(type, { is: 'text', text, quoted: false, from: { segment: 0, offset: 0 } }, 0)

describe('a number in Chinese', () => {
  it.each([
    ['五', 5],
    ['两', 2],
    ['十', 10],
    ['十二', 12],
    ['二十', 20],
    ['九十九', 99],
    ['一百', 100],
    ['一百零五', 105],
    ['二百五', 250],
    ['三百二十一', 321],
    ['一百十', 110],
    ['一千二', 1200],
    ['一千零二', 1002],
    ['两千零五十', 2050],
    ['一万', 10_000],
    ['一万二', 12_000],
    ['三万零五', 30_005],
    ['一亿零三万', 100_030_000],
    ['一万亿', 1_000_000_000_000],
    ['二〇二六', 2026],
    ['零', 0],
    ['〇', 0],
    ['负三', -3],
    ['三点五', 3.5],
    ['零点零五', 0.05],
    ['贰拾伍', 25],
    ['兩百', 200],
  ])('%s is %d', (text, number) => expect(readChinese(text)).toBe(number))

  it.each([
    '',
    '百',
    '十百',
    '五十二三',
    '两杯',
    '三点',
    '点五',
    '负',
    '一万一万',
    '五五十',
    '五'.repeat(50),
  ])('%j is none', (text) => expect(readChinese(text)).toBeUndefined())
})

describe('Chinese digits in arguments', () => {
  it.each([
    ['int', '五', 5],
    ['int', '十二', 12],
    ['int', '两', 2],
    ['int', '三点五', undefined],
    ['int', '半', undefined],
    ['number', '十二', 12],
    ['number', '负二', -2],
    ['number', '三点五', 3.5],
    ['number', '半', 0.5],
    ['number', '−3', -3],
    ['int', '\u200b１２\u200d', 12],
    ['user', '2000\u200b1', 20001],
    ['duration', '六十', 60],
    ['duration', '二百五十秒', 250],
    ['duration', '一百二秒', 120],
    ['number', '两杯', undefined],
  ] as const)('of type %s: %j is %j', (type, text, value) => expect(read(type, text)).toBe(value))

  it('are read in commands, in lists, in options and in answers', async () => {
    await using bot = createBot({ log: silentLog })
    bot.command('i <i:int>', ({ args }) => `${args.i}`)
    bot.command('n [n:number...] [--of <of:int>]', ({ args }) => JSON.stringify(args))
    bot.command('ask', async ({ ask }) => `${await ask('?', { as: 'int' })}`)
    const room = await roomOf(bot)
    expect([await room.says('/i 五'), await room.says('/i 两')]).toEqual([['5'], ['2']])
    expect(await room.says('/n 十二 三点五 --of 两')).toEqual(['{"of":2,"n":[12,3.5]}'])
    await room.says('/ask')
    expect(await room.says('十二')).toEqual(['12'])
  })
})
