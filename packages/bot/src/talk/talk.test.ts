import { msg } from '@rookery/protocol'
import { describe, expect, expectTypeOf, it } from 'vitest'
import { definePlugin } from '../bot/define-plugin.js'
import { GROUP, groupMessage, roomOf, SELF } from '../commands/chat.fixture.js'
import { createBot } from '../create-bot.js'
import { intent } from '../intents/intent.js'
import { silentLog } from '../log.js'
import { memoryStorage } from '../storage/memory-storage.js'

const AT_BOT = msg`${msg.at(SELF)} `

async function talking() {
  const heard: string[] = []
  const bot = createBot({ nickname: '小企', log: silentLog, storage: memoryStorage() })
  bot.command('weather [city]', { aliases: '天气' }, ({ args }) => `${args.city} 晴`)
  bot.command('secret', { permission: () => false }, () => 'never')
  bot.command('lonely', { in: 'private' }, () => 'never')
  bot.command('slow', { busy: 'reject' }, async ({ ask }) => `${await ask('几点？')}`)
  bot.onTalk((session) => void heard.push(session.heard.text))
  const room = await roomOf(bot)
  return { bot, room, heard }
}

describe('talk', () => {
  it.each([['今天真好'], ['/'], ['/nobody knows this'], ['weather 南京'], ['/lonely'], ['小企，你好']])(
    'is what nobody took: %j',
    async (said) => {
      const { room, heard } = await talking()
      expect(await room.says(said)).toEqual([])
      expect(heard).toEqual([said.replace('小企，', '')])
    },
  )

  it.each([
    ['a command', '/weather 南京', ['南京 晴']],
    ['a command by its alias', '/天气 南京', ['南京 晴']],
    ['a command that is refused', '/secret', ['您没有权限使用这个命令']],
    ['a command with wrong arguments', '/weather a b', [expect.stringContaining('多了')]],
    ['help', '/help', [expect.stringContaining('可用的命令')]],
    ['a hint at a command', '小企 /wether 南京', [expect.stringContaining('您是不是想用')]],
  ])('is not %s', async (_, said, answers) => {
    const { room, heard } = await talking()
    expect(await room.says(said)).toEqual(answers)
    expect(heard).toEqual([])
  })

  it('is no answer to a question, right or wrong, nor what cancels it', async () => {
    const { bot, room, heard } = await talking()
    bot.command('age', async ({ ask }) => `${await ask('几岁？', 'int')} 岁`)
    await room.says('/age')
    await room.says('老了')
    expect(await room.says('8')).toEqual(['8 岁'])
    await room.says('/age')
    await room.says('算了')
    expect(heard).toEqual([])
    await room.says('算了')
    expect(heard).toEqual(['算了'])
  })

  it('is not what an intent means surely enough', async () => {
    const { bot, room, heard } = await talking()
    bot.intent({ keywords: '雨', onlyToMe: false }, () => intent(90, 'weather', { args: { city: '南京' } }))
    bot.intent({ keywords: '雪', onlyToMe: false }, () => intent(30, 'weather'))
    expect(await room.says('会下雨吗')).toEqual(['南京 晴'])
    expect(heard).toEqual([])
    await room.says('会下雪吗')
    expect(heard).toEqual(['会下雪吗'])
  })

  it('is heard by on("message"), too, which gets all the rest as well', async () => {
    const { bot, room, heard } = await talking()
    const all: string[] = []
    bot.on('message', (session) => void all.push(session.heard.text))
    for (const said of ['/weather 南京', '你好']) await room.says(said)
    expect([all, heard]).toEqual([['/weather 南京', '你好'], ['你好']])
  })

  it('may be only in groups, in private, or to the bot; everybody hears it, and what they return is sent', async () => {
    const { bot, room } = await talking()
    bot.onTalk({ in: 'group' }, ({ event }) => `群 ${event.group_id}`)
    bot.onTalk({ in: 'private' }, () => '私聊')
    bot.onTalk({ onlyToMe: true }, () => '我在')
    expect(await room.says('你好')).toEqual([`群 ${GROUP}`])
    expect(await room.says([...AT_BOT, ...msg`你好`])).toEqual([`群 ${GROUP}`, '我在'])
    expect(await room.whispers('你好')).toEqual(['私聊', '我在'])
  })

  it('may be asked about', async () => {
    const { bot, room } = await talking()
    bot.onTalk(async ({ heard, ask }) => heard.text === '猜谜' && `答：${await ask('谜底？')}`)
    expect(await room.says('猜谜')).toEqual(['谜底？'])
    expect(await room.says('影子')).toEqual(['答：影子'])
  })

  it('ends with what returned it, with its questions, and with its plugin, switched off or unloaded', async () => {
    const { bot, room, heard } = await talking()
    const stop = bot.onTalk(async ({ ask }) => `${await ask('?')}`)
    await room.says('a')
    stop()
    await room.says('b')
    expect(heard).toEqual(['a', 'b'])
    const greeter = definePlugin({ name: 'greeter', setup: (own) => void own.onTalk(() => '欢迎') })
    const loaded = await bot.plugin(greeter)
    expect(await room.says('c')).toEqual(['欢迎'])
    await loaded.disable({ group_id: GROUP })
    expect(await room.says('c')).toEqual([])
    await loaded.enable({ group_id: GROUP })
    expect(await room.says('c')).toEqual(['欢迎'])
    await loaded.unload()
    expect(await room.says('c')).toEqual([])
  })

  it('is explained', async () => {
    const { bot } = await talking()
    const reasons = (said: string) => bot.explain(groupMessage(said) as never).reasons.map(({ is }) => is)
    expect(reasons('你好')).toEqual(['noCommand', 'talk'])
    expect(reasons('/weather')).toEqual(['takes'])
    expect(reasons('/secret')).toEqual(['takes', 'permissionUnknown'])
    expect(reasons('小企 /wether')).toEqual(['unknown'])
    expect(bot.explain(groupMessage('你好') as never).isTaken).toBe(true)
  })

  it('refuses options that it has not', () => {
    const bot = createBot({ log: silentLog, storage: memoryStorage() })
    const untyped = bot as unknown as { onTalk(...given: unknown[]): void }
    expect(() => untyped.onTalk({ onlytome: true }, () => {})).toThrow('did you mean "onlyToMe"?')
    expect(() => untyped.onTalk({ in: 'groups' }, () => {})).toThrow('"in" must be "group" or "private"')
    expect(() => untyped.onTalk('hello')).toThrow('expected a handler')
    bot.onTalk({ in: 'group' }, ({ event }) => {
      expectTypeOf(event.group_id).toEqualTypeOf<number>()
    })
  })
})
