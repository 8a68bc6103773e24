import type { OneBotEvent } from '@rookery/protocol'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Bot } from '../bot/bot.js'
import { type ChatRoom, roomOf, StillClock } from '../commands/chat.fixture.js'
import { takeEvent } from '../connections/join-link.js'
import { TestClock } from '../connections/simulated.fixture.js'
import { createBot } from '../create-bot.js'
import { silentLog } from '../log.js'
import type { AccountLink } from './account.js'
import { Accounts } from './accounts.js'
import { Heartbeats } from './heartbeats.js'

const heartbeat = (online: boolean) => ({
  post_type: 'meta_event',
  meta_event_type: 'heartbeat',
  interval: 5_000,
  status: { online, good: online },
})
const EVENTS = {
  'heartbeat online': heartbeat(true),
  'heartbeat offline': heartbeat(false),
  'notice bot_online': { post_type: 'notice', notice_type: 'bot_online' },
  'notice bot_offline': { post_type: 'notice', notice_type: 'bot_offline' },
  'another notice': { post_type: 'notice', notice_type: 'group_ban' },
  'a lifecycle event': { post_type: 'meta_event', meta_event_type: 'lifecycle', sub_type: 'connect' },
  'a message': { post_type: 'message', message_type: 'group', message: [] },
  'a heartbeat without status': { post_type: 'meta_event', meta_event_type: 'heartbeat', interval: 5_000 },
} as const

type Step = keyof typeof EVENTS | 'silence' | 'away'

/** Makes an account with a link; records what its watchers are told. */
function watched() {
  const accounts = new Accounts()
  const clock = new TestClock()
  const heartbeats = new Heartbeats(accounts, clock)
  const told: string[] = []
  accounts.watch((_, state) => told.push(state))
  accounts.onLogOff(({ self_id }) => told.push(`${self_id} is logged off`))
  const link = {} as AccountLink
  const account = accounts.join('10000', link)
  const host = { accounts, heartbeats, engine: { receive() {} }, errors: { tell() {} } }
  const take = (step: Step): void => {
    if (step === 'silence') return clock.advance(60_000)
    if (step !== 'away') return takeEvent(host, account, eventOf(EVENTS[step]))
    accounts.leave(account, link)
    accounts.join('10000', link)
  }
  told.length = 0
  return { account, told, take }
}

const eventOf = (event: object) => event as OneBotEvent

describe('the health of an account', () => {
  const OFF = '10000 is logged off'
  it.each<[Step[], string[]]>([
    [['heartbeat offline'], [OFF, 'offline']],
    [
      ['notice bot_offline', 'a message', 'a lifecycle event', 'another notice'],
      [OFF, 'offline'],
    ],
    [
      ['notice bot_offline', 'heartbeat offline'],
      [OFF, 'offline'],
    ],
    [
      ['heartbeat offline', 'silence', 'heartbeat offline'],
      [OFF, 'offline'],
    ],
    [
      ['heartbeat online', 'silence', 'heartbeat offline'],
      ['offline', OFF],
    ],
    [
      ['heartbeat online', 'silence', 'notice bot_offline'],
      ['offline', OFF],
    ],
    [
      ['heartbeat online', 'silence', 'heartbeat online'],
      ['offline', 'online'],
    ],
    [
      ['heartbeat online', 'silence', 'notice bot_online'],
      ['offline', 'online'],
    ],
    [
      ['heartbeat online', 'silence', 'a message'],
      ['offline', 'online'],
    ],
    [
      ['heartbeat online', 'silence', 'a lifecycle event'],
      ['offline', 'online'],
    ],
    [
      ['heartbeat online', 'silence', 'heartbeat offline', 'a message', 'notice bot_online'],
      ['offline', OFF, 'online'],
    ],
    [
      ['heartbeat online', 'silence', 'a message', 'heartbeat offline', 'silence'],
      ['offline', 'online', OFF, 'offline'],
    ],
    [
      ['notice bot_offline', 'away', 'a message', 'heartbeat offline'],
      [OFF, 'offline', 'away', 'online', OFF, 'offline'],
    ],
    [
      ['heartbeat online', 'silence', 'away', 'silence'],
      ['offline', 'away', 'online'],
    ],
    [
      ['a heartbeat without status', 'silence', 'a heartbeat without status'],
      ['offline', 'online'],
    ],
  ])('after %j is told as %j', (given, expected) => {
    const { take, told } = watched()
    for (const step of given) take(step)
    expect(told).toEqual(expected)
  })

  it('changes at most once by one event, and is what the last word about it said', () => {
    const steps = fc.array(fc.constantFrom<Step>(...(Object.keys(EVENTS) as Step[]), 'silence'))
    fc.assert(
      fc.property(steps, (taken) => {
        const { account, take, told } = watched()
        for (const step of taken) {
          const { state } = account
          told.length = 0
          take(step)
          const states = told.filter((each) => each !== OFF)
          expect(states).toEqual(account.state === state ? [] : [account.state])
          if (step.endsWith('offline')) expect(account.health).toBe('logged off')
          if (step.endsWith('online')) expect(account.state).toBe('online')
        }
      }),
    )
  })
})

describe('a question', () => {
  let bot: Bot
  let room: ChatRoom
  let clock: StillClock
  let ended: string[]
  beforeEach(async () => {
    clock = new StillClock()
    bot = createBot({ log: silentLog, clock })
    ended = []
    bot.onConversationEnd((why) => void ended.push(why))
    bot.command('a', async ({ ask }) => void (await ask('?')))
    room = await roomOf(bot)
    await room.says('/a')
    await room.tells(EVENTS['heartbeat online'])
    await clock.advance(15_000)
    expect(bot.accounts[0]?.state).toBe('offline')
    expect(ended).toEqual([])
  })
  afterEach(() => bot.close())

  it.each(['heartbeat offline', 'notice bot_offline'] as const)(
    'ends when its silent account is logged off, by %s',
    async (step) => {
      await room.tells(EVENTS[step])
      expect(ended).toEqual(['offline'])
    },
  )

  it('outlasts a silence', async () => {
    await room.tells(EVENTS['heartbeat online'])
    expect(ended).toEqual([])
    expect(bot.accounts[0]?.state).toBe('online')
  })
})
