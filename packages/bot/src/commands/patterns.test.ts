import { type Message, msg } from '@rookery/protocol'
import { describe, expect, it } from 'vitest'
import { createBot } from '../create-bot.js'
import { BotUsageError } from '../errors.js'
import { silentLog } from '../log.js'
import { BOB, groupMessage, roomOf } from './chat.fixture.js'

type Add = (bot: ReturnType<typeof createBot>) => void

async function answers(add: Add, message: Message | string): Promise<readonly string[]> {
  await using bot = createBot({ log: silentLog, language: 'en' })
  add(bot)
  const sent = await (await roomOf(bot)).says(message)
  const reasons = bot.explain(groupMessage(message)).reasons.map(({ is }) => is)
  expect(reasons).toContain(sent[0]?.includes('Usage') ? 'arguments' : 'takes')
  return sent
}

const told = ({ args }: { readonly args: object }) => JSON.stringify(args)

describe('a pattern with named groups', () => {
  it.each<[string, string, RegExp, string, object]>([
    ['a text', 'weather [city]', /^(?<city>\S+)天气$/, '/南京天气', { city: '南京' }],
    ['a number', 'roll <n:int>', /^掷(?<n>\S+)次$/, '/掷20次', { n: 20 }],
    ['a number in Chinese', 'roll <n:int>', /^掷(?<n>.+)次$/, '/掷十二次', { n: 12 }],
    [
      'a person and a time',
      'ban <who:user> [time:duration]',
      /^把(?<who>\d+)禁言(?<time>.*)$/,
      '/把20002禁言半小时',
      { who: BOB, time: 1800 },
    ],
    [
      'what is left out',
      'ban <who:user> [time:duration]',
      /^把(?<who>\d+)禁言(?<time>.*)$/,
      '/把1禁言',
      { who: 1 },
    ],
    ['a list', 'sum <n:number...>', /^(?<n>.+)之和$/, '/1 2 三之和', { n: [1, 2, 3] }],
    ['the rest', 'say <text...>', /^说(?<text>.+)$/, '/说 a  "b"', { text: 'a  "b"' }],
    [
      'a flag',
      'say <text> [--loud]',
      /^(?<loud>大声)?说(?<text>.+)$/,
      '/大声说话',
      { loud: true, text: '话' },
    ],
    [
      'a flag that is not there',
      'say <text> [--loud]',
      /^(?<loud>大声)?说(?<text>.+)$/,
      '/说话',
      { loud: false, text: '话' },
    ],
    [
      'an option',
      'say <text> [--to <who:user>]',
      /^对(?<to>\d+)说(?<text>.+)$/,
      '/对1说话',
      { to: 1, text: '话' },
    ],
    ['yes or no', 'door <open:boolean>', /^把门(?<open>开|关)/, '/把门关', { open: false }],
    ['a pattern with a memory', 'weather [city]', /(?<city>\S+)天气/g, '/南京天气', { city: '南京' }],
  ])('fills its arguments: %s', async (_, declaration, patterns, text, args) => {
    const add: Add = (bot) => void bot.command(declaration as string, { patterns }, told)
    for (let time = 0; time < 2; time++) expect(await answers(add, text)).toEqual([JSON.stringify(args)])
  })

  it('gives each value to the type, the schema and the question of its argument', async () => {
    await using bot = createBot({ log: silentLog, language: 'en' })
    bot.command('roll <n:int>', { patterns: /^掷(?<n>\S+)次$/ }, told)
    bot.command('weather <city>', { patterns: /^(?<city>\S*)天气$/, ask: { city: '哪里？' } }, told)
    const room = await roomOf(bot)
    expect(await room.says('/掷很多次')).toEqual([
      '"n" should be a whole number; found "很多"\nUsage: /roll <n>',
    ])
    expect(bot.explain(groupMessage('/掷很多次')).reasons.map(({ is }) => is)).toEqual(['arguments'])
    expect(await room.says('/天气')).toEqual(['哪里？'])
    expect(await room.says('南京')).toEqual(['{"city":"南京"}'])
  })

  it('leaves the quoted message to the reply, and other groups to the author', async () => {
    const add: Add = (bot) =>
      void bot.command(
        'mark <which:reply> <how>',
        { patterns: /^标记(?<how>\S+?)(?<mood>！?)$/ },
        ({ args, match }) => JSON.stringify([args, match?.groups?.mood]),
      )
    expect(await answers(add, [msg.reply(7), ...msg`/标记好！`])).toEqual(['[{"which":"7","how":"好"},"！"]'])
  })
})

describe('a pattern without groups for arguments', () => {
  it.each<[string, string, RegExp, Message | string, object]>([
    ['behind it', 'weather [city]', /^查?天气/, '/天气 南京', { city: '南京' }],
    ['without a blank', 'weather [city]', /^查?天气/, '/查天气南京', { city: '南京' }],
    ['where nothing is behind it', 'weather [city]', /天气$/, '/南京天气', {}],
    ['behind a match in the middle', 'note [what]', /打卡/, '/今天打卡 跑步', { what: '跑步' }],
    [
      'options among them',
      'roll [n:int] [--silent]',
      /^掷骰子/,
      '/掷骰子 20 —silent',
      { silent: true, n: 20 },
    ],
    ['what is no text', 'kick <who:user>', /^请走/, msg`/请走${msg.at(BOB)}`, { who: BOB }],
    [
      'what is no text behind a group of no argument',
      'kick <who:user>',
      /^(?<kindly>请)走/,
      msg`/请走${msg.at(BOB)}`,
      { who: BOB },
    ],
  ])('has them begin %s', async (_, declaration, patterns, message, args) => {
    const add: Add = (bot) => void bot.command(declaration as string, { patterns }, told)
    expect(await answers(add, message)).toEqual([JSON.stringify(args)])
  })

  it('passes by segments in front of the match, and keeps everything in argument', async () => {
    const add: Add = (bot) =>
      void bot.command(
        'look <p:image>',
        { patterns: /看图/ },
        ({ args, argumentText }) => `${args.p.file} ${argumentText}`,
      )
    const message = [...msg`/请`, msg.face(1), ...msg`看图`, msg.image('a.png')]
    expect(await answers(add, message)).toEqual(['a.png 请看图'])
  })

  it('keeps the whole match for the author of a command that declares nothing', async () => {
    const add: Add = (bot) =>
      void bot.command('sign', { patterns: /^第(?<nth>\d+)次签到$/ }, ({ match }) => `${match?.groups?.nth}`)
    expect(await answers(add, '/第3次签到')).toEqual(['3'])
  })
})

describe('a pattern is refused', () => {
  it.each([
    ['ban <who:user> [time:duration]', /^禁言(?<who>\d+)/, '"time" would be read behind the match'],
    ['say <text> [--loud]', /^(?<loud>大声)说/, '"text" would be read behind the match'],
    ['look <p:image>', /^看(?<p>.+)/, 'text is no image'],
    [
      'weather [city]',
      /^(?<ctiy>\S+)天气$/,
      'no argument "ctiy", which a group of /^(?<ctiy>\\S+)天气$/ would fill; did you mean "city"?',
    ],
  ])('for %s: %s', (declaration, patterns, sentence) => {
    const bot = createBot({ log: silentLog })
    const add = () => bot.command(declaration as string, { patterns }, () => '')
    expect(add).toThrow(BotUsageError)
    expect(add).toThrow(sentence)
  })
})
