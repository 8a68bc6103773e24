import { type Bot, type BotOptions, contextId, createBot, msg } from '@rookery/bot'
import { run } from './run.js'

/*
 * Reminds people of things. What is to be said stands in the storage, and a job looks every few seconds what is due: so a
 * reminder survives a restart, and one that was due meanwhile comes late instead of never.
 */

const LOOK_EVERY_MS = 5_000

type Place =
  | { readonly self_id: number; readonly group_id: number }
  | { readonly self_id: number; readonly user_id: number }

interface Reminder {
  readonly dueMs: number
  readonly to: Place
  readonly user_id: number
  readonly text: string
}

export function makeBot(options: BotOptions = {}): Bot {
  const bot = createBot(options)
  const store = bot.storage('reminders')

  bot.command(
    'remind <after:duration> <text...>',
    {
      aliases: '提醒我',
      description: '过一会儿提醒你，例如 /提醒我 10分钟 关火',
      ask: { text: '要提醒什么呢？' },
    },
    async ({ args, event }) => {
      const { self_id, user_id } = event
      const to = event.message_type === 'group' ? { self_id, group_id: event.group_id } : { self_id, user_id }
      const dueMs = (event.time + args.after) * 1000
      const reminder: Reminder = { dueMs, to, user_id, text: args.text }
      await store.set(`${dueMs}${contextId(event)}`, reminder)
      return '好的，到时候叫你'
    },
  )

  bot.command('reminders', { aliases: '提醒列表', description: '看看还有哪些提醒' }, async ({ event }) => {
    const own = (await all()).filter(([, { user_id }]) => user_id === event.user_id)
    return own.map(([, { text }]) => text).join('\n') || '没有提醒'
  })

  bot.schedule({ everyMs: LOOK_EVERY_MS }, { name: 'reminders' }, async ({ bot, dueAt }) => {
    for (const [key, { dueMs, to, user_id, text }] of await all()) {
      if (dueMs > dueAt.getTime()) continue
      const { outcome } = await bot.deliver(to, 'group_id' in to ? msg`${msg.at(user_id)} ${text}` : text)
      // What surely was not sent is tried again; what may have been sent is not said twice.
      if (outcome !== 'unsent') await store.delete(key)
    }
  })

  bot.schedule('0 8 * * *', { name: 'morning', timezone: 'Asia/Shanghai' }, async ({ bot }) => {
    const waiting = (await all()).length
    if (waiting > 0) await bot.sendToSuperusers(`早上好，还有 ${waiting} 个提醒`)
  })

  async function all(): Promise<readonly (readonly [key: string, Reminder])[]> {
    const keys = await store.keys()
    const all = await Promise.all(keys.map(async (key) => [key, await store.get<Reminder>(key)] as const))
    return all.flatMap(([key, reminder]) => (reminder ? [[key, reminder] as const] : []))
  }

  return bot
}

await run(import.meta, makeBot)
