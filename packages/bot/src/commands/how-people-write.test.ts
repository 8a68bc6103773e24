import { type Message, msg, type Segment } from '@rookery/protocol'
import { describe, expect, it } from 'vitest'
import type { Bot } from '../bot/bot.js'
import { createBot } from '../create-bot.js'
import { silentLog } from '../log.js'
import { superuser } from '../permissions/predicates.js'
import { BOB, groupMessage, roomOf, SELF } from './chat.fixture.js'

const quiet = { log: silentLog } as const
const segment = (type: string, data: object = {}): Segment => ({ type, data }) as unknown as Segment
const takenBy = (bot: Bot, message: Message | string): readonly string[] =>
  bot
    .explain(groupMessage(message))
    .reasons.flatMap((reason) => (reason.is === 'takes' ? [reason.command] : []))

/** Segments that are no text, of every kind that people send beside one. */
const SEGMENTS: readonly Segment[] = [
  msg.image('a.png'),
  msg.at(BOB),
  msg.at('all'),
  msg.face(14),
  segment('mface', { url: 'https://x/a.gif', key: 'k', emoji_id: '1', emoji_package_id: 1 }),
  segment('record', { file: 'a.amr' }),
  segment('video', { file: 'a.mp4' }),
  segment('file', { file: 'a.txt' }),
  segment('json', { data: '{}' }),
  segment('forward', { id: '1' }),
  segment('dice'),
  segment('something_new', { x: 1 }),
]

describe('what is no text parts words', () => {
  it.each(SEGMENTS.map((each) => [each.type, each] as const))(
    'behind a name and between arguments: %s',
    async (_, each) => {
      await using bot = createBot(quiet)
      bot.command('识图 [what:message]', ({ args }) => (args.what ?? []).map(({ type }) => type).join())
      bot.command('搜', { prefix: false }, ({ argument }) => argument.map(({ type }) => type).join())
      const room = await roomOf(bot)
      expect(await room.says([...msg`/识图`, each])).toEqual([each.type])
      expect(await room.says([...msg`/识图`, each, ...msg`两张`])).toEqual([`${each.type},text`])
      expect(await room.says([...msg`搜`, each])).toEqual([each.type])
      expect(takenBy(bot, [...msg`/识图`, each])).toEqual(['识图'])
    },
  )

  it('so a glued picture or at is an argument', async () => {
    await using bot = createBot(quiet)
    bot.command('识图 <p:image>', ({ args }) => args.p.file)
    bot.command('踢 <who:user>', ({ args }) => `${args.who}`)
    bot.command('禁言 <who:user> [time:duration]', { prefix: false }, ({ args }) => JSON.stringify(args))
    const room = await roomOf(bot)
    expect(await room.says([...msg`/识图`, msg.image('a.png')])).toEqual(['a.png'])
    expect(await room.says(msg`/踢${msg.at(BOB)}`)).toEqual(['20002'])
    expect(await room.says(msg`禁言${msg.at(BOB)} 10m`)).toEqual(['{"who":20002,"time":600}'])
    expect(await room.says(msg`禁言${msg.at(BOB)}10m`)).toEqual(['{"who":20002,"time":600}'])
  })

  it('in options, also behind the equals sign', async () => {
    await using bot = createBot(quiet)
    bot.command('give <n:int> [--to <to:user>] [--pic <pic:image>] [--why <why>]', ({ args }) =>
      JSON.stringify({ ...args, pic: args.pic?.file }),
    )
    const room = await roomOf(bot)
    const give = '{"to":20002,"n":1}'
    expect(await room.says(msg`/give --to${msg.at(BOB)}1`)).toEqual([give])
    expect(await room.says(msg`/give --to=${msg.at(BOB)}1`)).toEqual([give])
    expect(await room.says(msg`/give 1 --to＝${msg.at(BOB)}`)).toEqual(['{"n":1,"to":20002}'])
    expect(await room.says([...msg`/give 1 --pic=`, msg.image('a.png')])).toEqual(['{"n":1,"pic":"a.png"}'])
    expect(await room.says([...msg`/give 1 --why= `, msg.image('a.png')])).toEqual([
      expect.stringContaining('[image]'),
    ])
  })

  it('before quotes and behind them', async () => {
    await using bot = createBot(quiet)
    bot.command('say <who:user> <what> [p:image]', ({ args }) => `${args.what} ${args.p?.file}`)
    const room = await roomOf(bot)
    expect(await room.says([...msg`/say${msg.at(BOB)}"a b"`, msg.image('c.png')])).toEqual(['a b c.png'])
  })
})

describe('a text that is glued to a name', () => {
  function gluedBot() {
    const bot = createBot({ ...quiet, language: 'en' })
    bot.command('天气 [city]', () => 'weather')
    bot.command('天气预报 [city]', () => 'forecast')
    bot.command('roll [n:int]', () => 'rolled')
    bot.command('签到', () => 'signed')
    bot.command('hidden', { hidden: true }, () => '')
    bot.command('secret', { permission: superuser }, () => '')
    return bot
  }

  it.each([
    ['/天气南京', 'There must be a blank behind "天气", as in "/天气 南京"'],
    ['/天气预报南京', 'There must be a blank behind "天气预报", as in "/天气预报 南京"'],
    ['/天气预抱', 'There is no command "天气预抱"; did you mean "天气预报"?'],
    ['/roll20', 'There must be a blank behind "roll", as in "/roll 20"'],
    ['/签到！', 'There must be a blank behind "签到", as in "/签到"'],
    ['/help天气', 'There must be a blank behind "help", as in "/help 天气"'],
  ])(
    'as in %j is told what is missing where the bot is addressed, and nothing elsewhere',
    async (text, hint) => {
      await using bot = gluedBot()
      const room = await roomOf(bot)
      expect(await room.says(msg`${msg.at(SELF)} ${text}`)).toEqual([hint])
      expect(await room.whispers(text)).toEqual([hint])
      expect(await room.says(text)).toEqual([])
      expect(bot.explain(groupMessage(text)).isTaken).toBe(false)
    },
  )

  it.each(['/rollsroyce', '/hidden南京', '/secret南京', '天气南京', '/note.天气'])(
    'as in %j is not',
    async (text) => {
      await using bot = gluedBot()
      expect(await (await roomOf(bot)).whispers(text)).toEqual([])
    },
  )

  it.each([
    ['/天气南京', 'command 天气 lacks a blank behind its name'],
    ['/roll20', 'command roll lacks a blank behind its name'],
    ['/天气预抱', 'there is no command 天气预抱; near is 天气预报'],
    ['/rollsroyce', 'there is no command rollsroyce'],
  ])('%j is explained: %s', async (text, sentence) => {
    await using bot = gluedBot()
    expect(bot.explain(groupMessage(text)).text).toBe(sentence)
  })
})

/** Everything that has no width. */
const INVISIBLE = ['\u200b', '\u200c', '\u200d', '\u2060', '\ufeff']

describe('letters that nobody sees', () => {
  it.each(INVISIBLE)('may stand around prefixes, names, nicknames, arguments and options: %j', async (z) => {
    await using bot = createBot({ ...quiet, nickname: '小企' })
    bot.command('天气 [city] [--silent] [--days <n:int>]', { aliases: 'weather' }, ({ args }) =>
      [args.city, args.silent, args.days].join(),
    )
    bot.command('踢 <who:user>', ({ args }) => `${args.who}`)
    const room = await roomOf(bot)
    for (const text of [
      `/天气${z} 南京`,
      `/${z}天气 南京`,
      `${z}/天气 南京`,
      `/天气 ${z}南京${z}`,
      `小企${z}，/天气 南京`,
      `${z}小企 /weather${z} 南京`,
    ]) {
      expect([text, await room.says(text)]).toEqual([text, ['南京,false,']])
      expect(takenBy(bot, text)).toEqual(['天气'])
    }
    expect(await room.says(`/天气 南京 --silent${z} --days=${z}3`)).toEqual(['南京,true,3'])
    expect(await room.says(`/天气 南京 ${z}--silent ${z}`)).toEqual(['南京,true,'])
    expect(await room.says(msg`/踢${z}${msg.at(BOB)}`)).toEqual(['20002'])
    expect(await room.says([msg.reply(77), ...msg`${msg.at(BOB)}${z}/踢 1`])).toEqual(['1'])
  })

  it.each(INVISIBLE)('may stand inside a name: %j', async (z) => {
    await using bot = createBot(quiet)
    bot.command('天气', () => 'fine')
    expect(await (await roomOf(bot)).says(`/天${z}气`)).toEqual(['fine'])
  })

  it.each(INVISIBLE)('may stand around answers: %j', async (z) => {
    await using bot = createBot({ ...quiet, cancelWords: ['够了'] })
    bot.command('buy', async ({ choose, confirm }) => {
      const size = await choose('多大？', { 大: 15, 小: 12 })
      return (await confirm('买吗？')) ? `${size}` : 'no'
    })
    const room = await roomOf(bot)
    await room.says('/buy')
    await room.says(`${z}大${z}`)
    expect(await room.says(`好${z}的`)).toEqual(['15'])
    await room.says('/buy')
    expect(await room.says(`够了${z}`)).toEqual(['好的，已取消'])
  })

  it('stay where they hold an emoji together', async () => {
    await using bot = createBot(quiet)
    bot.command('say <what> [rest...]', ({ args }) => `${args.what}|${args.rest}`)
    expect(await (await roomOf(bot)).says('/say 👨‍👩‍👧 👩‍🚀!')).toEqual(['👨‍👩‍👧|👩‍🚀!'])
  })
})

describe('letters of full width', () => {
  it('name a command and its options', async () => {
    await using bot = createBot(quiet)
    bot.command('weather [city] [--silent]', ({ args }) => [args.city, args.silent].join())
    const room = await roomOf(bot)
    expect(await room.says('／ｗｅａｔｈｅｒ　南京　－－ｓｉｌｅｎｔ')).toEqual(['南京,true'])
    expect(takenBy(bot, '／ｗｅａｔｈｅｒ')).toEqual(['weather'])
  })
})

describe('case', () => {
  const texts = ['/ECHO a', '/Echo a', '/NOTE.Add a', '/记Note a', '/echo a --Loud']

  it('matters, unless the bot ignores it', async () => {
    for (const ignoreCase of [false, true]) {
      await using bot = createBot({ ...quiet, ignoreCase, prefixes: ['/', 'bot '] })
      bot.command('echo <what> [--loud]', ({ args }) => `${args.what} ${args.loud}`)
      bot.command('Note.add <what>', { aliases: '记note' }, ({ args }) => args.what)
      const room = await roomOf(bot)
      for (const text of texts.slice(0, 4)) {
        expect(await room.says(text)).toHaveLength(ignoreCase ? 1 : 0)
        expect(takenBy(bot, text)).toHaveLength(ignoreCase ? 1 : 0)
      }
      expect(await room.says('Bot Echo A')).toEqual(ignoreCase ? ['A false'] : [])
      expect(await room.says('/echo a --Loud')).toEqual([
        ignoreCase ? 'a true' : '没有“--Loud”这个选项，您是不是想用“--loud”？\n用法：/echo <what> [--loud]',
      ])
    }
  })

  it('keeps names apart no more where it is ignored', async () => {
    await using bot = createBot({ ...quiet, ignoreCase: true })
    const undo = bot.command('Echo', { aliases: 'E' }, () => '1')
    expect(() => bot.command('echo', () => '2')).toThrow('"echo" is a command already: Echo')
    expect(() => bot.command('x', { aliases: 'e' }, () => '2')).toThrow('"e" is a command already: Echo')
    undo()
    bot.command('echo', { aliases: 'e' }, () => '3')
    expect(await (await roomOf(bot)).says('/E')).toEqual(['3'])
  })
})

describe('a blank behind the prefix', () => {
  it.each(['/ echo', '!　echo', '/\necho'])('in %j is left out, unless the bot wants none', async (text) => {
    for (const blankBehindPrefix of [true, false]) {
      await using bot = createBot({ ...quiet, blankBehindPrefix, language: 'en' })
      bot.command('echo', () => 'echo')
      const room = await roomOf(bot)
      expect(await room.says(text)).toEqual(blankBehindPrefix ? ['echo'] : [])
      expect(await room.says('/\u200becho')).toEqual(['echo'])
      expect(bot.explain(groupMessage(text)).reasons.map(({ is }) => is)).toEqual([
        blankBehindPrefix ? 'takes' : 'blankBehindPrefix',
      ])
    }
  })
})
