import { msg } from '@rookery/protocol'
import type { StandardSchemaV1 } from '@standard-schema/spec'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { createBot } from '../create-bot.js'
import { BotUsageError } from '../errors.js'
import { silentLog } from '../log.js'
import { groupAdmin, groupOwner, inGroup, superuser } from '../permissions/predicates.js'
import { ALICE, BOB, GROUP, groupMessage, roomOf, StillClock, settled } from './chat.fixture.js'

const quiet = { log: silentLog } as const

describe('a command', () => {
  it('gets its arguments, and what it returns is sent', async () => {
    await using bot = createBot(quiet)
    const room = await roomOf(bot)
    bot.command('ban <who:user> [time:duration] [--silent]', ({ args }) => JSON.stringify(args))
    expect(await room.says(msg`/ban ${msg.at(BOB)} 1h --silent`)).toEqual([
      JSON.stringify({ silent: true, who: BOB, time: 3600 }),
    ])
  })

  it('says what was found where an argument is wrong, and how it is used', async () => {
    await using bot = createBot({ ...quiet, language: 'en' })
    const room = await roomOf(bot)
    bot.command('roll <n:int>', ({ args }) => `${args.n}`)
    expect(await room.says('/roll x')).toEqual(['"n" should be a whole number; found "x"\nUsage: /roll <n>'])
    expect(await room.says('/roll')).toEqual(['"n" (a whole number) is missing\nUsage: /roll <n>'])
    expect(await room.says('/roll 1 2')).toEqual([
      '"2" is too much (put quotes around what has blanks)\nUsage: /roll <n>',
    ])
  })

  it('knows the option that was probably meant', async () => {
    await using bot = createBot(quiet)
    const room = await roomOf(bot)
    bot.command('say <text...> [--loud] [--to <who:user>]', () => '')
    expect(await room.says('/say --lout')).toEqual([])
    bot.command('mute <who:user> [--silent]', () => '')
    expect(await room.says('/mute 1 --silnt')).toEqual([
      '没有“--silnt”这个选项，您是不是想用“--silent”？\n用法：/mute <who> [--silent]',
    ])
    expect(await room.says('/mute 1 --xyz')).toEqual(['没有“--xyz”这个选项\n用法：/mute <who> [--silent]'])
  })

  it('asks for what is missing, until it is right', async () => {
    await using bot = createBot(quiet)
    const room = await roomOf(bot)
    bot.command('roll [n:int]', { ask: { n: '几点？' } }, ({ args }) => `${args.n + 1}`)
    expect(await room.says('/roll')).toEqual(['几点？'])
    expect(await room.says('很多')).toEqual(['应为整数，收到的是“很多”，请重新输入'])
    expect(await room.says('5')).toEqual(['6'])
    for (const text of ['/roll', 'x', 'y']) await room.says(text)
    expect(await room.says('z')).toEqual(['您输入错误太多次啦，如需重试，请重新触发本功能'])
  })

  it('reads an answer by the time of the answer, not of the command', async () => {
    const DAY_MS = 24 * 60 * 60_000
    await using bot = createBot({ ...quiet, sessionTimeoutMs: 10 * DAY_MS })
    const clock = new StillClock()
    const room = await roomOf(bot, clock)
    const started = new Date(clock.now())
    const daysLater = (date: Date): number => Math.round((date.getTime() - started.getTime()) / DAY_MS)
    bot.command('note <day:date>', { ask: { day: '哪天？' } }, ({ args }) => `${daysLater(args.day)}`)
    for (const [waited, said, day] of [
      [0, '今天', '0'],
      [2 * DAY_MS, '今天', '2'],
      [DAY_MS, '明天', '4'],
    ] as const) {
      await room.says('/note')
      await clock.advance(waited)
      expect(await room.says(said)).toEqual([day])
    }
  })

  it('has its arguments checked by schemas of the author', async () => {
    await using bot = createBot({ ...quiet, language: 'en' })
    const room = await roomOf(bot)
    const n = z.coerce.number().max(6, 'at most six')
    bot.command('roll <n>', { args: { n } }, ({ args }) => `${args.n * 2}`)
    expect(await room.says('/roll 3')).toEqual(['6'])
    expect(await room.says('/roll 7')).toEqual([
      '"n" is not right: at most six (found "7")\nUsage: /roll <n>',
    ])
  })

  it('can be taken out again, and another may have its name', async () => {
    await using bot = createBot(quiet)
    const room = await roomOf(bot)
    const undo = bot.command('a', { aliases: 'b', patterns: /c/ }, () => '1')
    expect(() => bot.command('a', () => '2')).toThrow(BotUsageError)
    expect(() => bot.command('b', () => '2')).toThrow('"b" is')
    undo()
    undo()
    const removeAlias = bot.command('x', { aliases: 'd/e' }, () => 'x')
    expect(() => bot.command('d.e', () => 'never')).toThrow('"d.e" is a command already: x')
    removeAlias()
    bot.command('d.e', () => '')()
    expect([await room.says('/a'), await room.says('/b'), await room.says('/c')]).toEqual([[], [], []])
    bot.command('a', () => '2')
    expect(await room.says('/a')).toEqual(['2'])
  })

  it('may need no prefix, with a name or a pattern', async () => {
    await using bot = createBot(quiet)
    const room = await roomOf(bot)
    bot.command(
      '签到',
      { prefix: false, patterns: /^第(\d+)次签到$/ },
      ({ match }) => `签到 ${match?.[1] ?? ''}`,
    )
    bot.command('other', { patterns: /他/ }, () => 'other')
    expect(await room.says('签到')).toEqual(['签到 '])
    expect(await room.says('/签到')).toEqual(['签到 '])
    expect(await room.says('第3次签到')).toEqual(['签到 3'])
    expect(await room.says('其他')).toEqual([])
    expect(await room.says('/其他')).toEqual(['other'])
  })

  it('is there only where it listens', async () => {
    await using bot = createBot(quiet)
    const room = await roomOf(bot)
    bot.command('g', { in: 'group' }, () => 'g')
    bot.command('p', { in: 'private' }, () => 'p')
    bot.command('m', { onlyToMe: true }, () => 'm')
    expect([await room.says('/g'), await room.says('/p'), await room.says('/m')]).toEqual([['g'], [], []])
    expect([await room.whispers('/g'), await room.whispers('/p')]).toEqual([[], ['p']])
    expect(await room.says(msg`${msg.at(10000)} /m`)).toEqual(['m'])
  })

  it('of a group has its name in front and its options', async () => {
    await using bot = createBot({ ...quiet, superusers: [BOB] })
    const room = await roomOf(bot)
    const note = bot.group('note', { permission: superuser })
    note.command('add <text...>', ({ args, command }) => `${command}: ${args.text}`)
    note.command('list', { permission: [] }, () => 'empty')
    note.group('trash').command('clear', () => 'cleared')
    expect(await room.says('/note.add x', { user_id: BOB })).toEqual(['note.add: x'])
    expect(await room.says('/note.add x')).toEqual(['您没有权限使用这个命令'])
    expect(await room.says('/note.list')).toEqual(['empty'])
    expect(await room.says('/note/trash/clear', { user_id: BOB })).toEqual(['cleared'])
  })

  it('can be called by another', async () => {
    await using bot = createBot(quiet)
    const room = await roomOf(bot)
    bot.command(
      'weather <city> [day]',
      { ask: { city: '哪里？', day: '哪天？' } },
      ({ args }) => `${args.city} ${args.day}`,
    )
    bot.command('secret', { permission: () => false }, () => 'secret')
    bot.command('trip', async ({ callCommand }) => {
      const done = [
        await callCommand('weather', { args: { city: '南京' } }),
        await callCommand('secret'),
        await callCommand('x'),
      ]
      return done.join(' ')
    })
    expect(await room.says('/trip')).toEqual(['哪天？'])
    expect(await room.says('明天')).toEqual(['南京 明天', 'true false false'])
  })
})

describe('a schema of the author', () => {
  it('may be of any library, and take its time', async () => {
    await using bot = createBot(quiet)
    const room = await roomOf(bot)
    const upper: StandardSchemaV1<string, string> = {
      '~standard': {
        version: 1,
        vendor: 'test',
        validate: async (value) =>
          value === 'no' ? { issues: [{ message: '不好' }] } : { value: String(value).toUpperCase() },
      },
    }
    bot.command('shout <what> [--more <more>]', { args: { what: upper, more: upper } }, ({ args }) =>
      [args.what, args.more ?? ''].join(),
    )
    expect(await room.says('/shout hi')).toEqual(['HI,'])
    expect(await room.says('/shout hi --more ho')).toEqual(['HI,HO'])
    expect(await room.says('/shout no')).toEqual([
      '参数“what”不符合要求：不好（收到的是“no”）\n用法：/shout <what> [--more <more>]',
    ])
  })
})

describe('bot.callCommand', () => {
  it('runs a command for any message', async () => {
    await using bot = createBot(quiet)
    const room = await roomOf(bot)
    bot.command('add <a:int> <b:int>', ({ args }) => `${args.a + args.b}`)
    bot.command('secret', { permission: superuser }, () => 'secret')
    const event = groupMessage('whatever')
    expect(await bot.callCommand(event, 'add', { text: '1 2' })).toBe(true)
    expect(await bot.callCommand(event, 'add', { text: '1', args: { b: 5 } })).toBe(true)
    expect(await bot.callCommand(event, 'secret')).toBe(false)
    expect(await bot.callCommand(event, 'secret', { checkPermission: false })).toBe(true)
    await settled()
    expect(room.sent()).toEqual(['3', '6', 'secret'])
  })
})

describe('whatever users write', () => {
  it('throws nothing out of a handler, and is never read as a code', async () => {
    await using bot = createBot({ ...quiet, superusers: [ALICE], suggest: true })
    const room = await roomOf(bot)
    const errors: unknown[] = []
    bot.onError((error) => errors.push(error))
    bot.command('ban <who:user> [time:duration] [--silent] [--reason <why>]', ({ args }) =>
      JSON.stringify(args),
    )
    bot.command('echo <text...>', { patterns: /^[a-z]+$/, prefix: false }, ({ args }) => args.text)
    bot.command('roll <n:int...>', { args: { n: z.array(z.number().max(6)) } }, ({ args }) => String(args.n))
    const piece = fc.oneof(
      fc.constantFrom(
        '/ban',
        '/echo ',
        ' --',
        '--reason=',
        '"',
        '”',
        ' 20001',
        '10m',
        '[CQ:at,qq=all]',
        '{usage}',
        '$&',
      ),
      fc.string({ maxLength: 8 }),
    )
    const texts = fc.sample(fc.array(piece, { maxLength: 8 }), 150).map((pieces) => pieces.join(''))
    for (const text of texts) await room.says(`/${text}`)
    expect(errors).toEqual([])
  })
})

describe('a refusal', () => {
  it('is told to the user and to hooks', async () => {
    await using bot = createBot({ ...quiet, texts: { denied: ({ command }) => `不行：${command}` } })
    const room = await roomOf(bot)
    const denied: string[] = []
    bot.onDenied((session, command, { why }) => denied.push(`${session.event.user_id} ${command} ${why}`))
    bot.command('mute', { permission: groupAdmin.and(inGroup(GROUP)) }, () => 'muted')
    expect(await room.says('/mute')).toEqual(['不行：mute'])
    expect(await room.says('/mute', { sender: { role: 'admin' } })).toEqual(['muted'])
    expect(denied).toEqual([`${ALICE} mute permission`])
  })

  it('is told also where a hook fails, which is told to the author', async () => {
    await using bot = createBot(quiet)
    const seen: unknown[] = []
    bot.onError((error) => seen.push(error))
    bot.onDenied(() => {
      throw 'broken'
    })
    bot.onDenied((_, command) => void seen.push(command))
    bot.command('mute', { permission: groupAdmin }, () => 'muted')
    const room = await roomOf(bot)
    expect([await room.says('/mute'), seen]).toEqual([['您没有权限使用这个命令'], ['mute', 'broken']])
  })

  it('asks for the role once where the event does not say it', async () => {
    await using bot = createBot(quiet)
    const clock = new StillClock()
    const room = await roomOf(bot, clock, () => ({ role: 'owner' }))
    bot.command('own', { permission: superuser.or(groupOwner) }, () => 'yours')
    expect([await room.says('/own', { sender: {} }), await room.says('/own', { sender: {} })]).toEqual([
      ['yours'],
      ['yours'],
    ])
    expect(room.calls.filter((call) => call === 'get_group_member_info')).toHaveLength(1)
    await clock.advance(121_000)
    await room.says('/own', { sender: {} })
    expect(room.calls.filter((call) => call === 'get_group_member_info')).toHaveLength(2)
  })

  it('for its cooldown says how long it lasts', async () => {
    await using bot = createBot(quiet)
    const clock = new StillClock()
    const room = await roomOf(bot, clock)
    bot.command('draw', { cooldown: { seconds: 30 } }, () => 'a card')
    bot.command('vote', { cooldown: { seconds: 30, of: 'group' } }, () => 'voted')
    expect(await room.says('/draw')).toEqual(['a card'])
    await clock.advance(10_000)
    expect(await room.says('/draw')).toEqual(['这个命令还在冷却中，请 20 秒后再试'])
    expect(await room.says('/draw', { user_id: BOB })).toEqual(['a card'])
    await clock.advance(20_000)
    expect(await room.says('/draw')).toEqual(['a card'])
    expect([await room.says('/vote'), await room.says('/vote', { user_id: BOB })]).toEqual([
      ['voted'],
      ['这个命令还在冷却中，请 30 秒后再试'],
    ])
  })
})

describe('while the same conversation is busy', () => {
  async function busyRoom() {
    const bot = createBot(quiet)
    const room = await roomOf(bot)
    const work: { done: () => void } = { done() {} }
    bot.command('work', async () => {
      await new Promise<void>((resolve) => {
        work.done = resolve
      })
      return 'done'
    })
    bot.command('later', () => 'later')
    bot.command('never', { busy: 'reject' }, () => 'never')
    bot.command('beside', { busy: 'parallel' }, () => 'beside')
    bot.command('stop', { privileged: true }, () => 'stopping')
    bot.command('quiz', async ({ hearNext }) => (await hearNext('?')).heard.text)
    bot.command('status', { whileAsking: 'passes' }, () => 'fine')
    bot.command('quit', { whileAsking: 'interrupts' }, () => 'quit')
    return { bot, room, work }
  }

  it('a command waits, is refused, or goes beside it, as it says', async () => {
    const { bot, room, work } = await busyRoom()
    await room.says('/work')
    expect(await room.says('/later')).toEqual([])
    expect(await room.says('/never')).toEqual(['您有命令正在执行，请稍后再试'])
    expect(await room.says('/beside')).toEqual(['beside'])
    expect(await room.says('/stop')).toEqual(['stopping'])
    expect(await room.says('/later', { user_id: BOB })).toEqual(['later'])
    work.done()
    await settled()
    expect(room.sent()).toEqual(['done', 'later'])
    expect(await room.says('/never')).toEqual(['never'])
    await bot.close()
  })

  it('a command is the answer that is waited for, passes it by, or ends it, as it says', async () => {
    const { bot, room } = await busyRoom()
    await room.says('/quiz')
    expect([await room.says('/status'), await room.says('/stop')]).toEqual([['fine'], ['stopping']])
    expect(await room.says('/later')).toEqual(['/later'])
    await room.says('/quiz')
    expect(await room.says('/quit')).toEqual(['quit'])
    expect(await room.says('/later')).toEqual(['later'])
    await bot.close()
  })

  it('a command that is refused ends no question, and answers none', async () => {
    const { bot, room, work } = await busyRoom()
    bot.command('vote', { answersFrom: 'group' }, async ({ ask }) => `${await ask('?')}!`)
    bot.command('halt', { whileAsking: 'interrupts', permission: groupAdmin }, () => 'halted')
    bot.command('slow', async ({ ask }) => {
      await new Promise<void>((resolve) => {
        work.done = resolve
      })
      return `${await ask('?')}!`
    })
    bot.command('now', { whileAsking: 'interrupts', busy: 'reject' }, () => 'now')
    await room.says('/vote')
    expect(await room.says('/halt', { user_id: BOB })).toEqual(['您没有权限使用这个命令'])
    expect(await room.says('42', { user_id: BOB })).toEqual(['42!'])
    for (const busy of ['/now', '/never']) {
      await room.says('/slow')
      expect(await room.says(busy)).toEqual(['您有命令正在执行，请稍后再试'])
      work.done()
      await settled()
      expect([room.sent(), await room.says('42')]).toEqual([['?'], ['42!']])
    }
    await bot.close()
  })

  it('only the time counts in which a command works', async () => {
    await using bot = createBot(quiet)
    const clock = new StillClock()
    const room = await roomOf(bot, clock)
    const errors: unknown[] = []
    bot.onError((error) => errors.push(error))
    const slow = { signal: new AbortController().signal }
    bot.command('slow', { timeoutMs: 1000 }, async ({ hearNext, signal }) => {
      slow.signal = signal
      await hearNext('?')
      await new Promise(() => {})
    })
    await room.says('/slow')
    await clock.advance(5000)
    await room.says('go on')
    await clock.advance(999)
    expect([room.sent(), slow.signal.aborted]).toEqual([[], false])
    await clock.advance(1)
    expect([room.sent(), slow.signal.aborted]).toEqual([['执行超时，已停止等待'], true])
    expect(errors).toMatchObject([{ code: 'command_timed_out' }])
  })

  it('a command that looks late whether its time is over is told so', async () => {
    await using bot = createBot(quiet)
    const clock = new StillClock()
    const room = await roomOf(bot, clock)
    const seen: boolean[] = []
    bot.command('slow', { timeoutMs: 1000 }, async (session) => {
      await new Promise<void>((resolve) => void clock.after(2000, resolve))
      seen.push(session.signal.aborted)
    })
    await room.says('/slow')
    await clock.advance(1000)
    await clock.advance(1000)
    expect(seen).toEqual([true])
  })

  it('a privileged command cannot ask', async () => {
    await using bot = createBot(quiet)
    const room = await roomOf(bot)
    const errors: unknown[] = []
    bot.onError((error) => errors.push(error))
    bot.command('p', { privileged: true }, async ({ hearNext }) => void (await hearNext('?')))
    expect(await room.says('/p')).toEqual(['抱歉，处理时出错了，请稍后再试'])
    expect(errors).toMatchObject([{ code: 'may_not_ask' }])
  })
})

describe('help', () => {
  it('lists what the user may use, and says how one command is used', async () => {
    await using bot = createBot({ ...quiet, language: 'en' })
    const room = await roomOf(bot)
    bot.command('weather [city]', { aliases: ['天气'], description: 'the weather' }, () => '')
    bot.command('note.add <text...>', () => '')
    bot.command('secret', { permission: () => false }, () => '')
    bot.command('hidden', { hidden: true }, () => '')
    expect(await room.says('/help')).toEqual([
      'Commands:\n【Others】\n/weather [city] | /天气 — the weather\n【note】\n/note.add <text...>\nSend "/help <name>" for how to use one',
    ])
    expect(await room.says('/help /天气')).toEqual(['the weather\nUsage: /weather [city]\nAlso: 天气'])
    expect(await room.says('/help secret')).toEqual(['There is no command "secret"'])
    bot.command('help', () => 'my own')
    expect(await room.says('/help')).toEqual(['my own'])
  })

  it('lists every name that a command can be said by', async () => {
    await using bot = createBot({ ...quiet, language: 'en' })
    const room = await roomOf(bot)
    bot.command('roll [sides:int]', { aliases: ['掷骰子', 'r'] }, () => '')
    bot.command('sign', { aliases: '签到', description: 'once a day' }, () => '')
    bot.command('echo <text...>', { aliases: '复读', usage: '/echo something' }, () => '')
    bot.command('plain', () => '')
    expect((await room.says('/help'))[0]?.split('\n').slice(1, -1)).toEqual([
      '/roll [sides] | /掷骰子 | /r',
      '/sign | /签到 — once a day',
      '/echo something | /复读',
      '/plain',
    ])
  })

  it('for an unknown command names one that is near, in private or to the bot', async () => {
    await using bot = createBot(quiet)
    const room = await roomOf(bot)
    bot.command('weather', () => '')
    bot.command('secret', { permission: superuser }, () => '')
    bot.command('hidden', { hidden: true }, () => '')
    expect([await room.whispers('/secrt'), await room.whispers('/hiden')]).toEqual([[], []])
    expect(await room.whispers('/weahter')).toEqual(['没有“weahter”这个命令，您是不是想用“weather”？'])
    expect([
      await room.whispers('/xyz'),
      await room.whispers('weahter'),
      await room.says('/weahter'),
    ]).toEqual([[], [], []])
  })
})
