import { type Bot, type BotOptions, createBot, groupAdmin, superuser } from '@rookery/bot'
import { run } from './run.js'

/*
 * A bot that is put together of plugins: every file in the folder `plugins` is one. Administrators switch them on and off
 * for their group, and that is kept across restarts.
 */

export async function makeBot(options: BotOptions = {}): Promise<Bot> {
  const bot = createBot({ superusers: [20001], ...options })
  await bot.loadPlugins(new URL('plugins/', import.meta.url))

  const plugin = bot.group('plugin', { in: 'group', permission: superuser.or(groupAdmin) })

  plugin.command('list', { aliases: '插件列表' }, ({ event }) =>
    [...bot.plugins.values()].map((each) => `${each.name} ${each.isEnabled(event) ? '开' : '关'}`).join('\n'),
  )

  plugin.command('on <name>', async ({ args, event }) => {
    const found = bot.plugins.get(args.name)
    await found?.enable(event)
    return found ? `已在本群开启 ${args.name}` : `没有 ${args.name} 这个插件`
  })

  plugin.command('off <name>', async ({ args, event }) => {
    const found = bot.plugins.get(args.name)
    await found?.disable(event)
    return found ? `已在本群关闭 ${args.name}` : `没有 ${args.name} 这个插件`
  })

  return bot
}

await run(import.meta, makeBot)
