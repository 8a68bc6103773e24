import { describe, expect, it, vi } from 'vitest'
import type { Bot, Session } from '../bot/bot.js'
import { definePlugin } from '../bot/define-plugin.js'
import { StillClock, settled } from '../commands/chat.fixture.js'
import { createBot } from '../create-bot.js'
import { silentLog } from '../log.js'
import type { ChatEvent } from '../message/hear.js'
import { memoryStorage } from '../storage/memory-storage.js'
import type { Storage } from '../storage/storage.js'
import { chat } from './plugin.fixture.js'

const botWith = (storage: Storage = memoryStorage()) => createBot({ storage, log: silentLog })

const weather = definePlugin({
  name: 'weather',
  setup(bot) {
    bot.command('weather [city]', async ({ args, ask }) => `${args.city ?? (await ask('哪个城市？'))}：晴`)
  },
})

describe('a plugin', () => {
  it('takes everything back that its setup has added, what came last first', async () => {
    await using bot = botWith()
    const order: string[] = []
    const plugin = await bot.plugin(
      definePlugin({
        name: 'all',
        setup(bot) {
          bot.on('message', () => void order.push('on'))
          bot.before('message', () => void order.push('before'))
          bot.use((_, next) => {
            order.push('use')
            return next()
          })
          bot.onCall((call, next) => {
            order.push('call')
            return next(call)
          })
          bot.group('note').command('add', () => 'added')
          return () => order.push('undone')
        },
      }),
    )
    const { says, heard } = await chat(bot)
    says('/note.add')
    await vi.waitFor(() => expect(heard()).toEqual(['added']))
    expect(order).toEqual(['before', 'use', 'on', 'call'])
    order.length = 0
    await plugin.unload()
    says('/note.add')
    await settled()
    expect([order, heard()]).toEqual([['undone'], ['added']])
    expect([bot.plugins.size, plugin.state]).toEqual([0, 'unloaded'])
  })

  it('has what its handlers add later, by the bot of its setup or that of the session', async () => {
    await using bot = botWith()
    const plugin = await bot.plugin(
      definePlugin({
        name: 'late',
        setup(outer) {
          outer.on('message', ({ bot, heard }) => {
            if (heard.text !== '加') return
            bot.command('one', () => 'one')
            outer.account(10000).command('two', () => 'two')
          })
        },
      }),
    )
    const { says, heard } = await chat(bot)
    says('加')
    says('/one')
    says('/two')
    await vi.waitFor(() => expect(heard()).toEqual(['one', 'two']))
    await plugin.unload()
    says('/one')
    says('/two')
    await settled()
    expect(heard()).toHaveLength(2)
  })

  it('has a storage of its own, also by the bot of a session', async () => {
    const storage = memoryStorage()
    await using bot = botWith(storage)
    await bot.plugin(
      definePlugin({
        name: 'points',
        setup(outer) {
          outer.command('add', async ({ bot }) => {
            await bot.storage().set('a', 1)
            await outer.account(10000).storage('b').set('a', 2)
            return String(await outer.storage().get('a'))
          })
        },
      }),
    )
    const { says, heard } = await chat(bot)
    says('/add')
    await vi.waitFor(() => expect(heard()).toEqual(['1']))
    expect([await storage.open('points').keys(), await storage.open('points.b').get('a')]).toEqual([['a'], 2])
    expect(await bot.storage().keys()).toEqual([])
  })

  it('can add nothing any more when it is unloaded', async () => {
    await using bot = botWith()
    let kept: Bot | undefined
    const plugin = await bot.plugin(
      definePlugin({
        name: 'gone',
        setup(bot) {
          kept = bot
        },
      }),
    )
    await plugin.unload()
    expect(() => kept?.command('late', () => 'late')).toThrow('plugin gone was unloaded')
    bot.command('late', () => 'nobody has the name')
  })

  it('leaves nothing behind when its setup fails', async () => {
    await using bot = botWith()
    const undone = vi.fn()
    const failing = definePlugin({
      name: 'failing',
      async setup(bot) {
        bot.command('weather', () => 'never')
        bot.onAccount(() => undone('told'))
        await bot.plugin(definePlugin({ name: 'inner', setup: () => () => undone('inner') }))
        throw new Error('no network')
      },
    })
    await expect(bot.plugin(failing)).rejects.toThrow('plugin failing could not be set up: no network')
    expect(undone.mock.calls).toEqual([['inner']])
    await bot.plugin(weather)
    expect([...bot.plugins.keys()]).toEqual(['weather'])
  })

  it('is not there before its setup is done', async () => {
    await using bot = botWith()
    const { says, heard } = await chat(bot)
    let finish = (): void => {}
    const loading = bot.plugin(
      definePlugin({
        name: 'slow',
        async setup(bot) {
          bot.command('slow', () => 'done')
          await new Promise<void>((resolve) => {
            finish = resolve
          })
        },
      }),
    )
    await settled()
    says('/slow')
    await settled()
    finish()
    await loading
    says('/slow')
    await vi.waitFor(() => expect(heard()).toEqual(['done']))
  })

  it('ends its conversations with a reason', async () => {
    await using bot = botWith()
    const ended = vi.fn()
    bot.onConversationEnd((why) => ended(why))
    const plugin = await bot.plugin(weather)
    const { says, heard } = await chat(bot)
    says('/weather')
    await vi.waitFor(() => expect(heard()).toEqual(['哪个城市？']))
    await plugin.unload()
    await vi.waitFor(() => expect(ended.mock.calls).toEqual([['unloaded']]))
  })

  it('ends what its middleware asks, too', async () => {
    await using bot = botWith()
    const why = vi.fn()
    bot.onConversationEnd(why)
    const setup = (own: Bot) =>
      void own.use(async (session, next) => {
        if ((session as Session<ChatEvent>).heard.text === '开始') await session.ask('？')
        else await next()
      })
    const plugin = await bot.plugin(definePlugin({ name: 'asking', setup }))
    const { says, heard } = await chat(bot)
    says('开始')
    await vi.waitFor(() => expect(heard()).toEqual(['？']))
    await plugin.unload()
    await vi.waitFor(() => expect(why.mock.calls[0]?.[0]).toBe('unloaded'))
  })

  it('is loaded once under a name, and again when it was unloaded', async () => {
    await using bot = botWith()
    const plugin = await bot.plugin(weather)
    await expect(bot.plugin(weather)).rejects.toThrow('there is a plugin weather already')
    await plugin.unload()
    await plugin.unload()
    await bot.plugin(weather)
    expect(bot.plugins.get('weather')?.state).toBe('loaded')
  })

  it('that was unloaded is not loaded again beside another of its name', async () => {
    await using bot = botWith()
    const plugin = await bot.plugin(weather)
    await plugin.unload()
    await bot.plugin(definePlugin({ name: 'weather', setup: () => {} }))
    await expect(plugin.reload()).rejects.toMatchObject({ code: 'duplicate_plugin' })
    expect([bot.plugins.size, bot.plugins.get('weather') === plugin]).toEqual([1, false])
  })

  it('tells everything that could not be undone, and undoes the rest', async () => {
    await using bot = botWith()
    const plugin = await bot.plugin(
      definePlugin({
        name: 'stubborn',
        async setup(bot) {
          bot.command('weather', () => '晴')
          await bot.plugin(
            definePlugin({ name: 'inner', setup: () => () => Promise.reject(new Error('inner stays')) }),
          )
          return () => {
            throw new Error('outer stays')
          }
        },
      }),
    )
    await expect(plugin.unload()).rejects.toThrow(/outer stays; .*inner stays/)
    await bot.plugin(weather)
  })

  it('is loaded again with another definition, and is the same plugin', async () => {
    await using bot = botWith()
    const plugin = await bot.plugin(weather)
    const { says, heard } = await chat(bot)
    await plugin.reload(
      definePlugin({ name: 'weather', setup: (bot) => void bot.command('weather', () => '雨') }),
    )
    says('/weather')
    await vi.waitFor(() => expect(heard()).toEqual(['雨']))
    expect(bot.plugins.get('weather')).toBe(plugin)
    await expect(plugin.reload(definePlugin({ name: 'other', setup() {} }))).rejects.toThrow('cannot become')
  })

  it('is undone when the bot is closed, while the bot can still speak', async () => {
    const bot = botWith()
    const { heard } = await chat(bot)
    await bot.plugin(
      definePlugin({
        name: 'polite',
        setup: (bot) => async () => void (await bot.send({ group_id: 1 }, '再见')),
      }),
    )
    await bot.close()
    expect(heard()).toEqual(['再见'])
    await expect(bot.plugin(weather)).rejects.toThrow('the bot was closed')
  })

  it.each([
    [undefined, 'found undefined without a "name"'],
    [{ setup() {} }, 'without a "name"'],
    [{ name: 'a b', setup() {} }, 'found "a b"'],
    [{ name: 'plugins', setup() {} }, 'cannot have the name'],
    [{ name: 'a' }, '"setup" must be a function'],
    [{ name: 'a', setup() {}, config: {} }, 'Standard Schema'],
  ])('is not %j', async (value, reason) => {
    await using bot = botWith()
    await expect(bot.plugin(value as never)).rejects.toThrow(reason)
  })
})

describe('a plugin that is switched off in a group', () => {
  it('is invisible there, and nowhere else', async () => {
    await using bot = botWith()
    const seen = vi.fn()
    const plugin = await bot.plugin(
      definePlugin({
        name: 'talk',
        setup(bot) {
          bot.on('message', () => seen('on'))
          bot.before('message', () => seen('before'))
          bot.use((_, next) => {
            seen('use')
            return next()
          })
          bot.command('talk', { patterns: /聊/ }, () => 'talk')
          bot.intent({ keywords: '你好' }, () => {
            seen('intent')
            return undefined
          })
        },
      }),
    )
    bot.command('other', { patterns: /聊天/ }, () => 'other')
    const { says, heard, event } = await chat(bot)
    await plugin.disable({ group_id: 30001 })
    says('/talk')
    says('你好')
    says('/聊天')
    await vi.waitFor(() => expect(heard()).toEqual(['other']))
    expect(seen).not.toHaveBeenCalled()
    expect(bot.explain(event('/talk')).reasons[0]).toEqual({
      is: 'disabled',
      command: 'talk',
      plugin: 'talk',
    })
    expect(bot.explain(event('/talk')).text).toContain('插件 talk')
    expect([plugin.isEnabled(event('')), plugin.isEnabled({ group_id: 2 }), plugin.isEnabled()]).toEqual([
      false,
      true,
      true,
    ])
    says('/talk', { group_id: 30002 })
    await vi.waitFor(() => expect(heard()).toEqual(['other', 'talk']))
    await plugin.enable({ group_id: '30001' })
    says('/talk')
    await vi.waitFor(() => expect(heard()).toEqual(['other', 'talk', 'talk']))
  })

  it('does none of its jobs that speak there, and all others', async () => {
    const clock = new StillClock()
    await using bot = createBot({ storage: memoryStorage(), log: silentLog, clock })
    const { heard } = await chat(bot)
    const plugin = await bot.plugin(
      definePlugin({
        name: 'clock',
        setup(bot) {
          bot.schedule({ everyMs: 10 }, { to: { group_id: 30001 } }, () => 'here')
          bot.schedule({ everyMs: 10 }, { to: { group_id: 30002 } }, () => 'there')
        },
      }),
    )
    await plugin.disable({ group_id: 30001 })
    for (let round = 0; round < 3; round++) await clock.advance(10)
    expect(heard()).toEqual(['there', 'there', 'there'])
    await plugin.unload()
    for (let round = 0; round < 3; round++) await clock.advance(10)
    expect(heard()).toHaveLength(3)
  })

  it('stays so over a restart', async () => {
    const storage = memoryStorage()
    {
      await using bot = botWith(storage)
      const plugin = await bot.plugin(weather)
      await plugin.disable({ group_id: 30001 })
      await plugin.disable()
      await plugin.enable()
    }
    await using bot = botWith(storage)
    const plugin = await bot.plugin(weather)
    expect([plugin.isEnabled({ group_id: 30001 }), plugin.isEnabled({ group_id: 30002 })]).toEqual([
      false,
      true,
    ])
    await plugin.enable({ group_id: 30001 })
    expect(await storage.open('plugins').keys()).toEqual([])
  })
})
