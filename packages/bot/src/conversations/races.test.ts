import { describe, expect, it } from 'vitest'
import type { Bot } from '../bot/bot.js'
import { ALICE, BOB, StillClock, settled } from '../commands/chat.fixture.js'
import { createBot } from '../create-bot.js'
import { silentLog } from '../log.js'
import { arriveAll, slowRoomOf } from './slow-room.fixture.js'

async function chat() {
  const bot: Bot = createBot({ log: silentLog, sessionTimeoutMs: 100 })
  const clock = new StillClock()
  const room = await slowRoomOf(bot, clock)
  const others: string[] = []
  bot.intent({ onlyToMe: false }, ({ heard }) => void others.push(heard.text))
  return { bot, clock, room, others, [Symbol.asyncDispose]: () => bot.close() }
}

/** A promise, and what settles it. */
function gate() {
  let resolve = (): void => {}
  const promise = new Promise<void>((settle) => {
    resolve = settle
  })
  return { promise, resolve: () => resolve() }
}

describe('what is said in the same moment', () => {
  it.each(['user', 'group'] as const)(
    'as the question of a %s is on its way is its answer',
    async (answersFrom) => {
      await using all = await chat()
      all.bot.command('a', { answersFrom }, async ({ ask }) => `${await ask('1?')} ${await ask('2?')}`)
      all.room.say(ALICE, '/a')
      await settled()
      expect(all.room.underway.map(({ text }) => text)).toEqual(['1?'])
      all.room.say(ALICE, 'x')
      all.room.say(answersFrom === 'user' ? ALICE : BOB, 'y')
      await settled()
      await arriveAll(all.room)
      expect(all.room.arrived).toEqual(['1?', '2?', 'x y'])
      expect(all.others).toEqual([])
    },
  )

  it('as one question after the other is on its way is the answer to each', async () => {
    await using all = await chat()
    all.bot.command('a', async ({ ask }) => `${await ask('1?')} ${await ask('2?')}`)
    all.room.say(ALICE, '/a')
    await settled()
    for (const [question, answer] of [
      ['1?', 'x'],
      ['2?', 'y'],
    ] as const) {
      expect(all.room.underway.map(({ text }) => text)).toEqual([question])
      all.room.say(ALICE, answer)
      await settled()
      all.room.underway.shift()?.arrive()
      await settled()
    }
    await arriveAll(all.room)
    expect(all.room.arrived).toEqual(['1?', '2?', 'x y'])
    expect(all.others).toEqual([])
  })

  it('by two users of a group are two answers, in order', async () => {
    await using all = await chat()
    const heard: unknown[] = []
    all.bot.command('quiz', { answersFrom: 'group' }, async ({ askMessage }) => {
      for (let n = 0; n < 4; n++) {
        const { user_id, text } = await askMessage(`${n}?`)
        heard.push([user_id, text])
        await settled()
      }
    })
    all.room.say(ALICE, '/quiz')
    await arriveAll(all.room)
    for (const [user, text] of [
      [BOB, 'b1'],
      [ALICE, 'a1'],
      [BOB, 'b2'],
      [ALICE, 'a2'],
      [BOB, 'b3'],
    ] as const) {
      all.room.say(user, text)
    }
    for (let round = 0; round < 8; round++) await arriveAll(all.room)
    expect(heard).toEqual([
      [BOB, 'b1'],
      [ALICE, 'a1'],
      [BOB, 'b2'],
      [ALICE, 'a2'],
    ])
    expect(all.others).toEqual(['b3'])
  })

  it('in private belongs to no conversation of a group', async () => {
    await using all = await chat()
    all.bot.command('quiz', { answersFrom: 'group' }, async ({ ask }) => void (await ask('?')))
    all.room.say(ALICE, '/quiz')
    await arriveAll(all.room)
    all.room.whisper(ALICE, '私聊')
    await settled()
    expect(all.others).toEqual(['私聊'])
  })

  it('as a question expires is its answer, if it comes before; else it is new', async () => {
    await using all = await chat()
    all.bot.command('a', async ({ ask }) => `in time: ${await ask('?')}`)
    all.room.say(ALICE, '/a')
    await arriveAll(all.room)
    all.room.say(ALICE, 'x')
    await Promise.resolve()
    await all.clock.advance(100)
    await arriveAll(all.room)
    all.room.say(ALICE, '/a')
    await arriveAll(all.room)
    const expiring = all.clock.advance(100)
    all.room.say(ALICE, 'y')
    await expiring
    // Until the user was told, what is new waits.
    expect(all.others).toEqual([])
    await arriveAll(all.room)
    expect(all.room.arrived).toEqual(['?', 'in time: x', '?', '等待太久，已结束，如需继续请重新开始'])
    expect(all.others).toEqual(['y'])
  })

  it('to a command that runs beside another is its answer, too', async () => {
    await using all = await chat()
    all.bot.command('slow', async () => settled().then(settled))
    all.bot.command('a', { busy: 'parallel' }, async ({ ask }) => `a ${await ask('?')}`)
    all.room.say(ALICE, '/slow')
    all.room.say(ALICE, '/a')
    await new Promise(setImmediate)
    all.room.say(ALICE, 'x')
    await arriveAll(all.room)
    await settled()
    await arriveAll(all.room)
    expect(all.room.arrived).toEqual(['?', 'a x'])
  })

  it('and passes, or interrupts, goes past the question or ends it', async () => {
    await using all = await chat()
    all.bot.command('a', { answersFrom: 'group' }, async ({ ask }) => `a ${await ask('?')}`)
    all.bot.command('p', { whileAsking: 'passes' }, () => 'p')
    all.bot.command('i', { whileAsking: 'interrupts' }, () => 'i')
    for (const text of ['/a', '/p', 'x', '/a', '/i', 'y']) {
      all.room.say(ALICE, text)
      await arriveAll(all.room)
    }
    expect(all.room.arrived).toEqual(['?', 'p', 'a x', '?', 'i'])
    expect(all.others).toEqual(['y'])
  })
})

describe('a command that passes', () => {
  it('holds back no answer of the conversation that it passes', async () => {
    await using all = await chat()
    const { promise, resolve } = gate()
    all.bot.command('a', async ({ ask }) => `a ${await ask('?')}`)
    all.bot.command('slow', { whileAsking: 'passes' }, async () => {
      await promise
      return 'slow'
    })
    for (const text of ['/a', '/slow', 'x']) {
      all.room.say(ALICE, text)
      await arriveAll(all.room)
    }
    expect(all.room.arrived).toEqual(['?', 'a x'])
    resolve()
    await arriveAll(all.room)
    expect(all.room.arrived).toEqual(['?', 'a x', 'slow'])
  })

  it('keeps its order with others that pass, unless it may go beside them', async () => {
    await using all = await chat()
    const { promise, resolve } = gate()
    const began: string[] = []
    all.bot.command('a', async ({ ask }) => `a ${await ask('?')}`)
    all.bot.command('slow', { whileAsking: 'passes' }, () => {
      began.push('slow')
      return promise
    })
    all.bot.command('next', { whileAsking: 'passes' }, () => void began.push('next'))
    all.bot.command('beside', { whileAsking: 'passes', busy: 'parallel' }, () => void began.push('beside'))
    all.bot.command('busy', { whileAsking: 'passes', busy: 'reject' }, () => void began.push('busy'))
    for (const text of ['/a', '/slow', '/next', '/beside', '/busy']) {
      all.room.say(ALICE, text)
      await arriveAll(all.room)
    }
    expect(began).toEqual(['slow', 'beside'])
    resolve()
    await arriveAll(all.room)
    expect(began).toEqual(['slow', 'beside', 'next'])
    expect(all.room.arrived).toEqual(['?', '您有命令正在执行，请稍后再试'])
  })

  it('may ask, but nothing where it would end the conversation that it passes', async () => {
    await using all = await chat()
    const errors: unknown[] = []
    all.bot.onError((error) => void errors.push((error as { code?: unknown }).code))
    all.bot.command('a', async ({ ask }) => `a ${await ask('?')}`)
    all.bot.command('p', { whileAsking: 'passes' }, async ({ ask }) => `p ${await ask('p?')}`)
    for (const text of ['/a', '/p', 'x', '/p', 'y']) {
      all.room.say(ALICE, text)
      await arriveAll(all.room)
    }
    expect(errors).toEqual(['may_not_ask'])
    expect(all.room.arrived.filter((text) => !text.includes('出错'))).toEqual(['?', 'a x', 'p?', 'p y'])
  })
})

describe('what was said before a question', () => {
  it('is no answer to it, however long a hook takes to let it pass', async () => {
    await using all = await chat()
    const { promise, resolve } = gate()
    all.bot.before('message', ({ heard }) => (heard.text === 'x' ? promise : undefined))
    all.bot.command('quiz', { answersFrom: 'group' }, async ({ ask }) => `quiz ${await ask('?')}`)
    all.room.say(BOB, 'x')
    await settled()
    all.room.say(ALICE, '/quiz')
    await arriveAll(all.room)
    expect(all.room.arrived).toEqual(['?'])
    resolve()
    await arriveAll(all.room)
    all.room.say(BOB, 'y')
    await arriveAll(all.room)
    expect(all.room.arrived).toEqual(['?', 'quiz y'])
    expect(all.others).toEqual(['x'])
  })

  it('is none to a second question either, that follows one which expired meanwhile', async () => {
    await using all = await chat()
    const { promise, resolve } = gate()
    all.bot.before('message', ({ heard }) => (heard.text === 'x' ? promise : undefined))
    all.bot.command('a', async ({ ask }) => {
      await ask('1?').catch(() => {})
      return `a ${await ask('2?')}`
    })
    all.room.say(ALICE, '/a')
    await arriveAll(all.room)
    all.room.say(ALICE, 'x')
    await settled()
    await all.clock.advance(100)
    await arriveAll(all.room)
    resolve()
    await arriveAll(all.room)
    all.room.say(ALICE, 'y')
    await arriveAll(all.room)
    expect(all.room.arrived).toEqual(['1?', '2?', 'a y'])
    expect(all.others).toEqual(['x'])
  })
})
