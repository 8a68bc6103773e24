import { expect, it } from 'vitest'
import type { Bot } from '../bot/bot.js'
import { StillClock } from '../commands/chat.fixture.js'
import { createBot } from '../create-bot.js'
import { silentLog } from '../log.js'
import type { ChatEvent } from '../message/hear.js'
import { arriveAll, type SlowRoom, slowRoomOf } from './slow-room.fixture.js'

const SEEDS = 8
const GROUPS = 125
const MESSAGES = 12
const USERS = 3
const TEXTS = ['/own', '/group', '/plain', '/beside', '/passes', 'x', 'x', 'x', 'x'] as const

/** The same numbers for the same seed. */
function numbers(seed: number): (below: number) => number {
  let state = seed * 0x9e3779b1
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}

interface Handled {
  readonly id: number
  /** Whose, and whether in private. */
  readonly from: string
  readonly by: string
}

/** A bot that notes by whom each message was handled, and takes its time. */
function noting(random: (below: number) => number, handled: Handled[]): Bot {
  const bot: Bot = createBot({ log: silentLog, sessionTimeoutMs: 100 })
  const turns = async (): Promise<void> => {
    for (let turn = random(4); turn > 0; turn--) await new Promise((resolve) => setImmediate(resolve))
  }
  let conversations = 0
  const note = (by: string, { message_id, user_id, message_type }: ChatEvent): void =>
    void handled.push({ id: message_id, from: `${message_type} ${user_id}`, by })
  for (const answersFrom of ['user', 'group'] as const) {
    bot.command(answersFrom === 'user' ? 'own' : 'group', { answersFrom }, async (session) => {
      note('command', session.event)
      conversations += 1
      const by = `conversation ${conversations}`
      await turns()
      for (let question = random(3); question >= 0; question--) {
        const { event } = await session.askMessage('?', { cancel: false })
        note(by, event)
        await turns()
      }
      return random(2) === 0 ? '!' : undefined
    })
  }
  bot.command('plain', async ({ event }) => {
    note('command', event)
    await turns()
  })
  bot.command('passes', { whileAsking: 'passes' }, async ({ event }) => {
    note('passes', event)
    await turns()
  })
  bot.command('beside', { busy: 'parallel' }, async ({ event }) => note('beside', event))
  bot.intent({ onlyToMe: false }, ({ event }) => note('nobody', event))
  return bot
}

/** What is said in one group, and in private by its members. */
async function play(
  room: SlowRoom,
  clock: StillClock,
  group_id: number,
  random: (below: number) => number,
): Promise<number[]> {
  const said: number[] = []
  while (said.length < MESSAGES) {
    const [user, text = ''] = [group_id * 10 + random(USERS), TEXTS[random(TEXTS.length)]]
    said.push(random(5) === 0 ? room.whisper(user, text) : room.say(user, text, group_id))
    for (let turn = random(4); turn > 0; turn--) await new Promise((resolve) => setImmediate(resolve))
    if (random(2) === 0) room.underway.splice(random(3), 1)[0]?.arrive()
    if (random(8 * GROUPS) === 0) await clock.advance(100)
  }
  return said
}

async function playAll(seed: number): Promise<void> {
  const random = numbers(seed)
  const handled: Handled[] = []
  await using bot = noting(random, handled)
  const clock = new StillClock()
  const room = await slowRoomOf(bot, clock)
  const groups = Array.from({ length: GROUPS }, (_, group) => group + 1)
  const said = await Promise.all(
    groups.map((group) => play(room, clock, group, numbers(seed * 1000 + group))),
  )
  await arriveAll(room)
  const ids = handled.map(({ id }) => id).toSorted((a, b) => a - b)
  expect(ids, `seed ${seed}`).toEqual(said.flat().toSorted((a, b) => a - b))
  const last = new Map<string, number>()
  for (const { id, from } of handled.filter(({ by }) => by !== 'beside' && by !== 'passes')) {
    expect(id, `seed ${seed}, ${from}: handled after message ${last.get(from)}`).toBeGreaterThan(
      last.get(from) ?? 0,
    )
    last.set(from, id)
  }
}

it('in 1000 random interleavings no message is lost or handled twice, and the order of each user is kept', async () => {
  await Promise.all(Array.from({ length: SEEDS }, (_, seed) => playAll(seed + 1)))
}, 60_000)
