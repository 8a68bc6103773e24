import { describe, expect, it } from 'vitest'
import type { BotOptions } from '../bot/options.js'
import { BOB, groupMessage, roomOf } from '../commands/chat.fixture.js'
import { createBot } from '../create-bot.js'
import { silentLog } from '../log.js'
import type { ChatEvent } from '../message/hear.js'
import { fromUser, superuser } from '../permissions/predicates.js'
import { intent } from './intent.js'

async function chat(options: BotOptions = {}) {
  const bot = createBot({ log: silentLog, ...options })
  const errors: unknown[] = []
  bot.onError((error) => errors.push(error))
  bot.command('a [x...]', ({ args, argumentText }) => `a:${args.x ?? ''}:${argumentText}`)
  bot.command('b', () => 'b')
  return { bot, errors, room: await roomOf(bot), [Symbol.asyncDispose]: () => bot.close() }
}

describe('an intent', () => {
  it('of the highest confidence is run, of equal ones the first', async () => {
    await using all = await chat()
    all.bot.intent(async () => intent(70, 'a'))
    all.bot.intent({ keywords: 'x' }, () => intent(90, 'b'))
    all.bot.intent(() => intent(90, 'a', { args: { x: '早' }, text: '晚' }))
    expect(await all.room.whispers('x')).toEqual(['b'])
    expect(await all.room.whispers('y')).toEqual(['a:早:晚'])
  })

  it.each([
    [60, ['b']],
    [59.9, []],
  ])('of %d is run or not', async (confidence, said) => {
    await using all = await chat()
    all.bot.intent(() => intent(confidence, 'b'))
    expect(await all.room.whispers('?')).toEqual(said)
  })

  it('looks only at what it is for, and only at what is no command and no answer', async () => {
    await using all = await chat({ nickname: '小企' })
    const seen: string[] = []
    const options = {
      keywords: [/天气/g, '下雨'],
      maxLength: 6,
      in: 'group',
      permission: fromUser(BOB).not(),
    } as const
    all.bot.intent(options, ({ heard }) => void seen.push(heard.text))
    all.bot.command('ask', async ({ ask }) => void (await ask('?')))
    for (const text of [
      '小企 天气',
      '小企 要下雨吗',
      '小企，天气太长太长了',
      '天气',
      '小企 你好',
      '小企 /b 天气',
    ]) {
      await all.room.says(text)
    }
    await all.room.says('小企 天气', { user_id: BOB })
    await all.room.whispers('天气')
    await all.room.says('/ask')
    await all.room.says('小企 天气')
    expect(seen).toEqual(['天气', '要下雨吗'])
  })

  it('may take what is not said to the bot, long and without text', async () => {
    await using all = await chat()
    all.bot.intent({ onlyToMe: false, allowEmpty: true, maxLength: 100 }, () => intent(100, 'b'))
    expect(await all.room.says([{ type: 'face', data: { id: '1' } }])).toEqual(['b'])
    expect(await all.room.says('很长'.repeat(50))).toEqual(['b'])
  })

  it('obeys the permission of the command, unless it says otherwise', async () => {
    await using all = await chat()
    all.bot.command('c', { permission: superuser }, () => 'c')
    all.bot.intent({ keywords: '请' }, () => intent(90, 'c'))
    all.bot.intent({ keywords: '硬' }, () => intent(90, 'c', { checkPermission: false }))
    expect(await all.room.whispers('请')).toEqual(['您没有权限使用这个命令'])
    expect(await all.room.whispers('硬')).toEqual(['c'])
  })

  it('that fails spoils no other; one of a command that there is not is told', async () => {
    await using all = await chat()
    all.bot.intent(() => {
      throw new TypeError('oops')
    })
    all.bot.intent(() => intent(90, 'nothing'))
    all.bot.intent(() => intent(80, 'b'))
    expect(await all.room.whispers('?')).toEqual(['b'])
    expect(all.errors).toMatchObject([{ message: 'oops' }, { code: 'no_such_command' }])
    expect(() => intent('weather' as never, 100 as never)).toThrow("intent(90, 'weather')")
  })

  it('runs a command that asks, with its own time and answers', async () => {
    await using all = await chat()
    all.bot.command('c', { answersFrom: 'group' }, async ({ ask }) => `c:${await ask('?')}`)
    all.bot.intent({ onlyToMe: false, keywords: '来' }, () => intent(90, 'c'))
    expect(await all.room.says('来')).toEqual(['?'])
    expect(await all.room.says('我', { user_id: BOB })).toEqual(['c:我'])
  })

  it('does not keep an unknown command from being told, can be taken out, and is explained', async () => {
    await using all = await chat({ language: 'en' })
    all.bot.command('weather', () => '')
    const remove = all.bot.intent({ name: 'rain', maxLength: 20 }, () => undefined)
    all.bot.intent({ name: 'snow', keywords: 'snow' }, () => undefined)
    expect(await all.room.whispers('/weathr')).toEqual([
      'There is no command "weathr"; did you mean "weather"?',
    ])
    const event = {
      ...groupMessage('hm'),
      message_type: 'private',
      sub_type: 'friend',
    } as unknown as ChatEvent
    expect(all.bot.explain(event).text.split('\n').slice(1)).toEqual([
      'intent rain is asked what it means',
      'intent snow does not look at it: no keyword is there',
    ])
    remove()
    expect(all.bot.explain(event).text).not.toContain('rain')
  })
})
