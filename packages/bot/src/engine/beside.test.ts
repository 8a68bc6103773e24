import { describe, expect, it } from 'vitest'
import type { Bot } from '../bot/bot.js'
import { ALICE, BOB, settled } from '../commands/chat.fixture.js'
import { arriveAll, slowRoomOf } from '../conversations/slow-room.fixture.js'
import { createBot } from '../create-bot.js'
import { silentLog } from '../log.js'

const BUSY = '您有命令正在执行，请稍后再试'

/** A bot at work on a command of Alice's, or asking her something; `blocked` and `hooked` are what its hook sees. */
async function busyChat(hook: (text: string) => unknown = () => undefined) {
  const bot: Bot = createBot({ log: silentLog })
  const room = await slowRoomOf(bot)
  const hooked: string[] = []
  const wrapped: string[] = []
  const began: string[] = []
  let finish = (): void => {}
  const work = new Promise<void>((resolve) => {
    finish = resolve
  })
  bot.before('message', ({ heard }) => {
    hooked.push(heard.text)
    return hook(heard.text)
  })
  bot.use((session, next) => {
    wrapped.push(session.heard.text)
    return next()
  })
  const note = (name: string) => (): void => void began.push(name)
  bot.command('work', () => work)
  bot.command('slow-pass', { whileAsking: 'passes' }, () => work)
  bot.command('quiz', async ({ ask }) => `answer ${await ask('?', { cancel: false })}`)
  bot.command('reject', { busy: 'reject' }, note('reject'))
  bot.command('parallel', { busy: 'parallel' }, note('parallel'))
  bot.command('privileged', { privileged: true }, note('privileged'))
  bot.command('queue', note('queue'))
  bot.command('pass', { whileAsking: 'passes' }, note('pass'))
  bot.command('pass-parallel', { whileAsking: 'passes', busy: 'parallel' }, note('pass-parallel'))
  bot.command('pass-reject', { whileAsking: 'passes', busy: 'reject' }, note('pass-reject'))
  bot.command('end', { whileAsking: 'interrupts' }, note('end'))
  bot.command('end-reject', { whileAsking: 'interrupts', busy: 'reject' }, note('end-reject'))
  bot.command('end-parallel', { whileAsking: 'interrupts', busy: 'parallel' }, note('end-parallel'))
  const say = async (text: string, user = ALICE): Promise<void> => {
    room.say(user, text)
    await arriveAll(room)
  }
  return { bot, room, hooked, wrapped, began, say, finish, [Symbol.asyncDispose]: () => bot.close() }
}

const ALL = [
  'reject',
  'parallel',
  'privileged',
  'queue',
  'pass',
  'pass-parallel',
  'pass-reject',
  'end',
] as const

describe('hooks', () => {
  it.each(ALL)('run once for %s while a handler is at work', async (name) => {
    await using all = await busyChat()
    await all.say('/work')
    await all.say(`/${name}`)
    all.finish()
    await arriveAll(all.room)
    expect(all.hooked).toEqual(['/work', `/${name}`])
    expect(all.wrapped).toEqual(all.hooked)
    expect([...all.began, ...all.room.arrived]).toEqual([name.includes('reject') ? BUSY : name])
  })

  it.each(ALL)('run once for %s while a question waits', async (name) => {
    await using all = await busyChat()
    await all.say('/quiz')
    await all.say(`/${name}`)
    expect(all.hooked).toEqual(['/quiz', `/${name}`])
    expect(all.wrapped).toEqual(all.hooked)
    const answers = ['reject', 'parallel', 'queue'].includes(name)
    expect([...all.began, ...all.room.arrived]).toEqual(answers ? ['?', `answer /${name}`] : [name, '?'])
  })

  it.each(['pass', 'pass-parallel', 'pass-reject', 'privileged'])(
    'run once for %s while another command passes a question',
    async (name) => {
      await using all = await busyChat()
      for (const text of ['/quiz', '/slow-pass', `/${name}`]) await all.say(text)
      expect(all.began).toEqual(['pass-parallel', 'privileged'].includes(name) ? [name] : [])
      all.finish()
      await arriveAll(all.room)
      expect(all.hooked).toEqual(['/quiz', '/slow-pass', `/${name}`])
      expect(all.wrapped).toEqual(all.hooked)
      expect([...all.began, ...all.room.arrived.slice(1)]).toEqual([name === 'pass-reject' ? BUSY : name])
    },
  )

  describe.each(['at once', 'later'])('that drop a message %s', (when) => {
    it.each(ALL)('keep %s from being run or refused', async (name) => {
      await using all = await busyChat(async (text) => {
        if (when === 'later') await settled()
        return text !== `/${name}`
      })
      await all.say('/work')
      await all.say(`/${name}`)
      await settled()
      all.finish()
      await arriveAll(all.room)
      expect([all.began, all.room.arrived]).toEqual([[], []])
    })
  })

  it('may rewrite a message that goes beside into one that waits', async () => {
    await using all = await busyChat()
    all.bot.before('message', ({ heard, rewrite }) => {
      if (heard.text === '/parallel') rewrite('/queue')
    })
    await all.say('/work')
    await all.say('/parallel')
    expect(all.began).toEqual([])
    await all.say('/privileged')
    all.finish()
    await arriveAll(all.room)
    expect(all.began).toEqual(['privileged', 'queue'])
    expect(all.hooked).toEqual(['/work', '/parallel', '/privileged'])
    expect(all.wrapped).toEqual(['/work', '/queue', '/privileged'])
  })
})

describe('while a question is on its way', () => {
  it.each([
    ['reject', [], ['?', 'answer /reject']],
    ['parallel', [], ['?', 'answer /parallel']],
    ['queue', [], ['?', 'answer /queue']],
    ['pass', ['pass'], ['?']],
    ['pass-reject', ['pass-reject'], ['?']],
    ['pass-parallel', ['pass-parallel'], ['?']],
    ['end', ['end'], ['?']],
    ['end-reject', ['end-reject'], ['?']],
    ['end-parallel', ['end-parallel'], ['?']],
  ] as const)('%s means what it means once that has arrived', async (name, began, arrived) => {
    await using all = await busyChat()
    all.room.say(ALICE, '/quiz')
    await settled()
    expect(all.room.underway.map(({ text }) => text)).toEqual(['?'])
    all.room.say(ALICE, `/${name}`)
    await settled()
    await arriveAll(all.room)
    expect([all.began, all.room.arrived]).toEqual([began, arrived])
    await all.say('42')
    const isOver = name.startsWith('end') || arrived.length > 1
    expect(all.room.arrived).toEqual(isOver ? arrived : ['?', 'answer 42'])
  })

  it('a command is refused all the same between two questions, while the handler works', async () => {
    await using all = await busyChat()
    let goOn = (): void => {}
    all.bot.command('two', async ({ ask }) => {
      const first = await ask('1?')
      await new Promise<void>((resolve) => {
        goOn = resolve
      })
      return `${first} ${await ask('2?')}`
    })
    for (const text of ['/two', 'a', '/reject', 'b']) await all.say(text)
    goOn()
    await arriveAll(all.room)
    expect(all.room.arrived).toEqual(['1?', BUSY, '2?', 'a b'])
    expect(all.hooked).toEqual(['/two', 'a', '/reject', 'b'])
  })

  it('the answers of others to their own are not held up', async () => {
    await using all = await busyChat()
    await all.say('/work')
    await all.say('/quiz', BOB)
    await all.say('/reject', BOB)
    expect(all.room.arrived).toEqual(['?', 'answer /reject'])
  })
})
