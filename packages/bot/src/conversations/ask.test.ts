import { AsyncLocalStorage } from 'node:async_hooks'
import { type Message, msg } from '@rookery/protocol'
import { describe, expect, expectTypeOf, it } from 'vitest'
import * as z from 'zod'
import type { Bot } from '../bot/bot.js'
import type { BotOptions } from '../bot/options.js'
import { BOB, groupMessage, roomOf, StillClock } from '../commands/chat.fixture.js'
import { createBot } from '../create-bot.js'
import { filters } from '../filters/filters.js'
import { silentLog } from '../log.js'
import type { ChatEvent } from '../message/hear.js'
import { refuse } from './invalid-answer.js'

async function chat(options: BotOptions = {}) {
  const bot: Bot = createBot({ log: silentLog, ...options })
  const clock = new StillClock()
  const ended: string[] = []
  const errors: unknown[] = []
  bot.onConversationEnd((why) => ended.push(why))
  bot.onError((error) => errors.push(error))
  const room = await roomOf(bot, clock)
  return { bot, clock, room, ended, errors, [Symbol.asyncDispose]: () => bot.close() }
}

const image = { type: 'image', data: { file: 'cat.png', url: 'http://x/cat.png' } } as const

describe('asking', () => {
  it('gives the text that was answered', async () => {
    await using all = await chat()
    all.bot.command('weather', async ({ ask }) => `${await ask('哪个城市？')}的天气是……`)
    expect(await all.room.says('/weather')).toEqual(['哪个城市？'])
    expect(await all.room.says(' 南京 ')).toEqual(['南京的天气是……'])
  })

  it('gives any type of an argument', async () => {
    await using all = await chat()
    all.bot.command('a', async ({ ask }) => {
      const n = await ask('几？', 'int')
      const picture = await ask('图？', { as: 'image' })
      const all = await ask('随便', 'message')
      expectTypeOf(n).toEqualTypeOf<number>()
      expectTypeOf(picture.file).toEqualTypeOf<string>()
      expectTypeOf(all).toEqualTypeOf<Message>()
      return JSON.stringify([n, picture.file, all.map(({ type }) => type)])
    })
    await all.room.says('/a')
    expect(await all.room.says('x')).toEqual(['应为整数，收到的是“x”，请重新输入'])
    await all.room.says('１２')
    expect(await all.room.says('没有图')).toEqual(['应为图片，收到的是“没有图”，请重新输入'])
    await all.room.says([image])
    expect(await all.room.says([msg.text('看'), image])).toEqual(['[12,"cat.png",["text","image"]]'])
  })

  it('says nothing where the text is empty, neither before nor after a wrong answer', async () => {
    await using all = await chat()
    all.bot.command('a', async ({ ask }) => `${await ask('', { as: 'int', onInvalid: '' })}`)
    expect(await all.room.says('/a')).toEqual([])
    expect(await all.room.says('x')).toEqual([])
    expect(await all.room.says('1')).toEqual(['1'])
  })

  it('has the author make something of it, check it, and say why not', async () => {
    await using all = await chat()
    all.bot.command('a', async ({ ask }) => {
      const twice = await ask('几？', {
        as: 'number',
        parse: (value) => (value === 13 ? refuse('13 不吉利') : { twice: value * 2 }),
        validate: ({ twice: value }) => (value > 100 ? '太大了' : value > 0),
      })
      expectTypeOf(twice).toEqualTypeOf<{ twice: number }>()
      return `${twice.twice}`
    })
    await all.room.says('/a')
    expect(await all.room.says('13')).toEqual(['13 不吉利，请重新输入'])
    expect(await all.room.says('60')).toEqual(['太大了，请重新输入'])
    expect(await all.room.says('4')).toEqual(['8'])
  })

  it('takes schemas and filters', async () => {
    await using all = await chat({ language: 'en' })
    all.bot.command('a', async ({ ask }) => {
      const n = await ask('n?', z.coerce.number().max(9, 'at most 9'))
      expectTypeOf(n).toEqualTypeOf<number>()
      const lines = await ask('lines?', { parse: filters.splitLines, validate: filters.fitSize(2) })
      expectTypeOf(lines).toEqualTypeOf<string[]>()
      const day = await ask('day?', {
        as: 'int',
        validate: filters.between(1, 31),
        schema: z.number().transform(String),
      })
      expectTypeOf(day).toEqualTypeOf<string>()
      return JSON.stringify([n, lines, day])
    })
    await all.room.says('/a')
    expect(await all.room.says('10')).toEqual(['at most 9. Please try again'])
    await all.room.says('9')
    expect(await all.room.says('one')).toEqual(['"one" will not do. Please try again'])
    await all.room.says('one\ntwo')
    expect(await all.room.says('31')).toEqual(['[9,["one","two"],"31"]'])
  })

  it('says what the author wants to wrong answers, and ends after too many of one question', async () => {
    await using all = await chat()
    all.bot.command('a', async ({ ask }) => {
      await ask('1?', { as: 'int', retries: 1, onInvalid: '“{found}”不是数' })
      await ask('2?', { as: 'int', retries: 1, onInvalid: ({ found }) => `还是不对：${found}` })
    })
    await all.room.says('/a')
    expect(await all.room.says('x')).toEqual(['“x”不是数'])
    await all.room.says('1')
    expect(await all.room.says('y')).toEqual(['还是不对：y'])
    expect(await all.room.says('z')).toEqual(['您输入错误太多次啦，如需重试，请重新触发本功能'])
    expect(all.ended).toEqual(['failed'])
  })

  it('calls what the author wrote in the context of the handler, which goes on in it', async () => {
    await using all = await chat()
    const context = new AsyncLocalStorage<string>()
    const seen: unknown[] = []
    const see = () => void seen.push(context.getStore())
    const seeing = (text: string) => {
      see()
      return text
    }
    all.bot.command('a', ({ ask }) =>
      context.run('its own', async () => {
        await ask('1?', { parse: seeing, validate: see })
        await ask('2?')
        see()
      }),
    )
    for (const text of ['/a', 'x', 'y']) await all.room.says(text)
    expect(seen).toEqual(['its own', 'its own', 'its own'])
  })

  it('gives the whole message, with who wrote it and its images', async () => {
    await using all = await chat()
    all.bot.command('a', { answersFrom: 'group' }, async ({ askMessage }) => {
      const { user_id, images, text, event } = await askMessage('谁先来？', { quote: true })
      return `${user_id} ${images} ${text} ${event.message_type}`
    })
    await all.room.says('/a')
    expect(await all.room.says([msg.text('我'), image], { user_id: BOB })).toEqual([
      `${BOB} http://x/cat.png 我 group`,
    ])
  })

  it("an error of the author's own is one, and its user is told", async () => {
    await using all = await chat()
    all.bot.command('a', async ({ ask }) => {
      await ask('?', {
        parse: () => {
          throw new TypeError('oops')
        },
      })
    })
    await all.room.says('/a')
    expect(await all.room.says('x')).toEqual(['抱歉，处理时出错了，请稍后再试'])
    expect(all.errors).toMatchObject([{ message: 'oops' }])
  })
})

describe('choosing and confirming', () => {
  it('takes a number or a text', async () => {
    await using all = await chat()
    all.bot.command('a', async ({ choose }) => {
      const size = await choose('多大？', ['中杯', '大杯'])
      expectTypeOf(size).toEqualTypeOf<'中杯' | '大杯'>()
      const price = await choose([image], { 三: 3, 五: 5 })
      expectTypeOf(price).toEqualTypeOf<3 | 5>()
      return `${size} ${price}`
    })
    expect(await all.room.says('/a')).toEqual(['多大？\n1. 中杯\n2. 大杯'])
    expect(await all.room.says('超大杯')).toEqual(['“超大杯”不符合要求，请重新输入'])
    await all.room.says('２')
    expect(await all.room.says('三')).toEqual(['大杯 3'])
  })

  it('what is a choice cancels nothing; a text goes before a number', async () => {
    await using all = await chat()
    all.bot.command('a', async ({ choose }) => {
      const answers = [await choose('?', ['取消', '2']), await choose('?', [2, 1]), await choose('?', [2, 1])]
      return JSON.stringify(answers)
    })
    await all.room.says('/a')
    await all.room.says('取消')
    await all.room.says('2')
    expect(await all.room.says('算了')).toEqual(['好的，已取消'])
  })

  it('refuses to have nobody choose from nothing', async () => {
    await using all = await chat()
    all.bot.command('a', async ({ choose }) => choose('?', [] as string[]))
    await all.room.says('/a')
    expect(all.errors).toMatchObject([{ code: 'nothing_to_choose' }])
  })

  it('reads yes and no, and 不 is no', async () => {
    await using all = await chat()
    all.bot.command('a', async ({ confirm }) => `${await confirm('真的？')} ${await confirm('当真？')}`)
    await all.room.says('/a')
    await all.room.says('不')
    expect(await all.room.says('也许')).toEqual(['应为是或否，收到的是“也许”，请重新输入'])
    expect(await all.room.says('好的呀')).toEqual(['false true'])
  })
})

describe('a conversation ends', () => {
  it("when the user cancels, by the bot's words or those of the question", async () => {
    await using all = await chat({
      cancelWords: ['拜拜'],
      texts: { conversationCancelled: '再见，{command}' },
    })
    all.bot.command('a', async ({ ask }) => {
      await ask('1?', { cancel: false })
      await ask('2?')
    })
    await all.room.says('/a')
    expect(await all.room.says('拜拜')).toEqual(['2?'])
    expect(await all.room.says('拜拜')).toEqual(['再见，a'])
    expect(all.ended).toEqual(['cancelled'])
  })

  it('when nobody answers in time, by the clock of the bot', async () => {
    await using all = await chat({ sessionTimeoutMs: 1000 })
    all.bot.command('a', async ({ ask }) => void (await ask('?')))
    await all.room.says('/a')
    await all.clock.advance(999)
    expect(all.room.sent()).toEqual([])
    await all.clock.advance(1)
    expect(all.room.sent()).toEqual(['等待太久，已结束，如需继续请重新开始'])
    expect(all.ended).toEqual(['expired'])
    expect(await all.room.says('太晚')).toEqual([])
  })

  it('by its author, who may catch it and ask something else', async () => {
    await using all = await chat()
    all.bot.command('a', async ({ ask }) => {
      const city = await ask('哪里？', { timeoutMs: 10 }).catch(() => ask('还在吗？'))
      return `在 ${city}`
    })
    await all.room.says('/a')
    await all.clock.advance(10)
    expect(all.room.sent()).toEqual(['还在吗？'])
    expect(await all.room.says('在')).toEqual(['在 在'])
    expect(all.ended).toEqual([])
  })

  it('when it is killed, by a command or by the bot', async () => {
    await using all = await chat({ texts: { conversationKilled: '被打断了' } })
    all.bot.command('a', async ({ ask }) => void (await ask('?')))
    all.bot.command('stop', { privileged: true }, ({ kill }) => `${kill()}`)
    await all.room.says('/a')
    expect((await all.room.says('/stop')).toSorted()).toEqual(['true', '被打断了'])
    expect(await all.room.says('/stop')).toEqual(['false'])
    await all.room.says('/a')
    expect(all.bot.kill(groupMessage('x') as ChatEvent)).toBe(true)
    await all.clock.advance(0)
    expect(all.ended).toEqual(['killed', 'killed'])
  })

  it('when its account is logged off, its command taken out, or the bot closed', async () => {
    await using all = await chat()
    const remove = all.bot.command('a', async ({ ask }) => void (await ask('?')))
    await all.room.says('/a')
    remove()
    expect(await all.room.says('x')).toEqual([])
    all.bot.command('a', async ({ ask }) => void (await ask('?')))
    await all.room.says('/a')
    await all.room.tells({
      post_type: 'notice',
      notice_type: 'bot_offline',
      user_id: 10000,
      tag: '',
      message: '',
    })
    await all.room.says('/a')
    await all.bot.close()
    await all.clock.advance(0)
    expect(all.ended).toEqual(['unloaded', 'offline', 'closed'])
    expect(all.errors).toEqual([])
  })

  it('for good: one that was at work when it was killed cannot ask any more', async () => {
    await using all = await chat()
    let goOn = (): void => {}
    all.bot.command('a', async ({ ask }) => {
      await ask('1?')
      await new Promise<void>((resolve) => {
        goOn = resolve
      })
      await ask('2?')
    })
    all.bot.command('stop', { privileged: true }, ({ kill }) => `${kill()}`)
    await all.room.says('/a')
    await all.room.says('1')
    await all.room.says('/stop')
    goOn()
    await all.clock.advance(0)
    expect(all.ended).toEqual(['killed'])
  })

  it('with the end of its handler: what it left behind asks nobody', async () => {
    await using all = await chat()
    let late: Promise<unknown> | undefined
    all.bot.command('a', ({ ask }) => {
      late = Promise.resolve()
        .then(() => Promise.resolve())
        .then(() => ask('?'))
      late.catch(() => {})
    })
    await all.room.says('/a')
    await expect(late).rejects.toMatchObject({ why: 'closed' })
  })
})

describe('two questions at once', () => {
  const both: Readonly<Record<string, (ask: (text: string) => Promise<string>) => Promise<unknown>>> = {
    'of which both are waited for': (ask) => Promise.all([ask('a?'), ask('b?')]),
    'of which the first is raced': async (ask) => {
      await Promise.race([ask('a?'), Promise.resolve()])
      return ask('b?')
    },
    'of which one is forgotten': (ask) => {
      void ask('a?').catch(() => {})
      return ask('b?')
    },
  }

  it.each(Object.entries(both))('%s are a mistake that blocks nobody', async (_, work) => {
    await using all = await chat({ sessionTimeoutMs: 1000 })
    all.bot.command('two', async ({ ask }) => void (await work((text) => ask(text))))
    all.bot.command('ping', () => 'pong')
    const said = await all.room.says('/two')
    expect(said.filter((text) => text.endsWith('?'))).toEqual(['a?'])
    expect(all.errors).toMatchObject([{ code: 'may_not_ask' }])
    // The question that was forgotten has ended with its handler.
    expect(await all.room.says('/ping')).toEqual(['pong'])
  })

  it('may follow one another, also after a wrong answer or a time that is over', async () => {
    await using all = await chat({ sessionTimeoutMs: 1000 })
    all.bot.command('n', async ({ ask }) => {
      const first = await ask('1?', 'int').catch(() => 'none')
      return `${first} ${await ask('2?', 'int')}`
    })
    await all.room.says('/n')
    await all.room.says('x')
    await all.clock.advance(1001)
    expect((await all.room.says('7')).at(-1)).toBe('none 7')
    expect(all.errors).toEqual([])
  })
})

describe('a text that throws', () => {
  it.each([false, true])(
    'ends neither the bot nor the turns of its user; behind a hook: %j',
    async (hasHook) => {
      const texts = {
        unknownCommand: () => {
          throw new TypeError('a text that throws')
        },
      }
      await using all = await chat({ texts })
      if (hasHook) all.bot.before('message', async () => void (await Promise.resolve()))
      all.bot.command('weather', () => 'sunny')
      await all.room.whispers('/weathr')
      expect(await all.room.whispers('/weather')).toEqual(['sunny'])
      expect(all.errors).toMatchObject([{ message: 'a text that throws' }])
    },
  )
})
