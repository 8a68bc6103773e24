import { describe, expect, expectTypeOf, it } from 'vitest'
import { GROUP, roomOf } from '../commands/chat.fixture.js'
import { createBot } from '../create-bot.js'
import { silentLog } from '../log.js'
import { memoryStorage } from '../storage/memory-storage.js'
import type {
  Bot,
  CommandGroup,
  CommandHandler,
  CommandSession,
  EventHandler,
  JobHandler,
  TalkHandler,
} from './bot.js'

// Each as an author writes it in a file of its own: no type argument but the declaration and the place.
const ban: CommandHandler<'ban <who:user> [time:duration] [--silent]', 'group'> = ({ args, event }) => {
  expectTypeOf(args).toEqualTypeOf<{ who: number; time?: number; silent: boolean }>()
  expectTypeOf(event.group_id).toEqualTypeOf<number>()
  return `${args.who} ${args.time ?? 60} ${event.group_id}`
}
const anyPlace: CommandHandler<'echo <text...>'> = ({ args, heard }) => `${args.text} ${heard.toMe}`
const plain: CommandHandler = async ({ ask, bot }) => {
  expectTypeOf(bot).toEqualTypeOf<Bot>()
  return `${await ask('?')}`
}
const byArguments: CommandHandler<{ city: string }> = ({ args }) => args.city
const shared = ({ args }: CommandSession<'echo <text...>'>): string => args.text
const welcome: EventHandler<'notice.group_increase'> = ({ event }) => `欢迎 ${event.user_id}`
const morning: JobHandler = ({ dueAt }) => `早上好 ${dueAt.getTime()}`
const chat: TalkHandler<'group'> = ({ event }) => `${event.group_id}`
const noteCommands = (notes: CommandGroup): void => {
  notes.command('add <text...>', ({ args }) => `记下了：${args.text}`)
}

describe('a handler in a file of its own', () => {
  it('is typed by its declaration alone', async () => {
    await using bot = createBot({ log: silentLog, storage: memoryStorage() })
    bot.command('ban <who:user> [time:duration] [--silent]', { in: 'group' }, ban)
    bot.command('echo <text...>', anyPlace)
    bot.command('groups <text...>', { in: 'group' }, shared)
    bot.command('plain', plain)
    bot.command('city <city>', byArguments)
    bot.on('notice.group_increase', welcome)
    bot.schedule('0 8 * * *', { to: { group_id: GROUP } }, morning)
    bot.onTalk({ in: 'group' }, chat)
    noteCommands(bot.group('note'))
    const room = await roomOf(bot)
    expect(await room.says('/ban 20002 5m')).toEqual([`20002 300 ${GROUP}`])
    expect(await room.says('/note.add 买菜')).toEqual(['记下了：买菜'])
    expect(await room.says('/city 南京')).toEqual(['南京'])
  })

  it('does not fit another declaration', () => {
    const refused = (bot: Bot): void => {
      // @ts-expect-error there is no `who`
      bot.command('ban <whom:user>', { in: 'group' }, ban)
      // @ts-expect-error it is for groups
      bot.command('ban <who:user> [time:duration] [--silent]', ban)
    }
    expect(refused).toBeTypeOf('function')
  })
})
