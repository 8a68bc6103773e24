import { createBot, groupAdmin, inGroup, superuser } from '@rookery/bot'

/** A hundred commands, as a large bot has them: what an author waits for when the types are checked. */
const bot = createBot()

bot.command(
  'c0 <a:text> [b:user] [--flag] [--option <value:number>]',
  ({ args }) => void [args.a, args.b, args.flag, args.option],
)
bot.command(
  'c1 <a:number> [b...]',
  { in: 'group', permission: superuser.or(groupAdmin) },
  ({ args, event }) => void [args.a, args.b, event.group_id],
)
bot.command('c2 [a:int] [b]', { ask: { a: '?' } }, ({ args }) => void [args.a, args.b])
bot.command(
  'c3 <a:user...>',
  { permission: inGroup(3), cooldown: { seconds: 3 } },
  async ({ args, bot, ctx }) => void (await bot.send_msg({ ...ctx, message: String(args.a.length) })),
)
bot.command('c4', { in: 'private' }, async ({ ask }) => ask('?'))
bot.command(
  'c5 <a:duration> [b:boolean] [--flag] [--option <value:date>]',
  ({ args }) => void [args.a, args.b, args.flag, args.option],
)
bot.command(
  'c6 <a:date> [b...]',
  { in: 'group', permission: superuser.or(groupAdmin) },
  ({ args, event }) => void [args.a, args.b, event.group_id],
)
bot.command('c7 [a:image] [b]', { ask: { a: '?' } }, ({ args }) => void [args.a, args.b])
bot.command(
  'c8 <a:boolean...>',
  { permission: inGroup(8), cooldown: { seconds: 8 } },
  async ({ args, bot, ctx }) => void (await bot.send_msg({ ...ctx, message: String(args.a.length) })),
)
bot.command('c9', { in: 'private' }, async ({ ask }) => ask('?'))
bot.command(
  'c10 <a:number> [b:group] [--flag] [--option <value:int>]',
  ({ args }) => void [args.a, args.b, args.flag, args.option],
)
bot.command(
  'c11 <a:int> [b...]',
  { in: 'group', permission: superuser.or(groupAdmin) },
  ({ args, event }) => void [args.a, args.b, event.group_id],
)
bot.command('c12 [a:user] [b]', { ask: { a: '?' } }, ({ args }) => void [args.a, args.b])
bot.command(
  'c13 <a:group...>',
  { permission: inGroup(13), cooldown: { seconds: 13 } },
  async ({ args, bot, ctx }) => void (await bot.send_msg({ ...ctx, message: String(args.a.length) })),
)
bot.command('c14', { in: 'private' }, async ({ ask }) => ask('?'))
bot.command(
  'c15 <a:date> [b:text] [--flag] [--option <value:image>]',
  ({ args }) => void [args.a, args.b, args.flag, args.option],
)
bot.command(
  'c16 <a:image> [b...]',
  { in: 'group', permission: superuser.or(groupAdmin) },
  ({ args, event }) => void [args.a, args.b, event.group_id],
)
bot.command('c17 [a:boolean] [b]', { ask: { a: '?' } }, ({ args }) => void [args.a, args.b])
bot.command(
  'c18 <a:text...>',
  { permission: inGroup(18), cooldown: { seconds: 18 } },
  async ({ args, bot, ctx }) => void (await bot.send_msg({ ...ctx, message: String(args.a.length) })),
)
bot.command('c19', { in: 'private' }, async ({ ask }) => ask('?'))
bot.command(
  'c20 <a:int> [b:duration] [--flag] [--option <value:user>]',
  ({ args }) => void [args.a, args.b, args.flag, args.option],
)
bot.command(
  'c21 <a:user> [b...]',
  { in: 'group', permission: superuser.or(groupAdmin) },
  ({ args, event }) => void [args.a, args.b, event.group_id],
)
bot.command('c22 [a:group] [b]', { ask: { a: '?' } }, ({ args }) => void [args.a, args.b])
bot.command(
  'c23 <a:duration...>',
  { permission: inGroup(23), cooldown: { seconds: 23 } },
  async ({ args, bot, ctx }) => void (await bot.send_msg({ ...ctx, message: String(args.a.length) })),
)
bot.command('c24', { in: 'private' }, async ({ ask }) => ask('?'))
bot.command(
  'c25 <a:image> [b:number] [--flag] [--option <value:boolean>]',
  ({ args }) => void [args.a, args.b, args.flag, args.option],
)
bot.command(
  'c26 <a:boolean> [b...]',
  { in: 'group', permission: superuser.or(groupAdmin) },
  ({ args, event }) => void [args.a, args.b, event.group_id],
)
bot.command('c27 [a:text] [b]', { ask: { a: '?' } }, ({ args }) => void [args.a, args.b])
bot.command(
  'c28 <a:number...>',
  { permission: inGroup(28), cooldown: { seconds: 28 } },
  async ({ args, bot, ctx }) => void (await bot.send_msg({ ...ctx, message: String(args.a.length) })),
)
bot.command('c29', { in: 'private' }, async ({ ask }) => ask('?'))
bot.command(
  'c30 <a:user> [b:date] [--flag] [--option <value:group>]',
  ({ args }) => void [args.a, args.b, args.flag, args.option],
)
bot.command(
  'c31 <a:group> [b...]',
  { in: 'group', permission: superuser.or(groupAdmin) },
  ({ args, event }) => void [args.a, args.b, event.group_id],
)
bot.command('c32 [a:duration] [b]', { ask: { a: '?' } }, ({ args }) => void [args.a, args.b])
bot.command(
  'c33 <a:date...>',
  { permission: inGroup(33), cooldown: { seconds: 33 } },
  async ({ args, bot, ctx }) => void (await bot.send_msg({ ...ctx, message: String(args.a.length) })),
)
bot.command('c34', { in: 'private' }, async ({ ask }) => ask('?'))
bot.command(
  'c35 <a:boolean> [b:int] [--flag] [--option <value:text>]',
  ({ args }) => void [args.a, args.b, args.flag, args.option],
)
bot.command(
  'c36 <a:text> [b...]',
  { in: 'group', permission: superuser.or(groupAdmin) },
  ({ args, event }) => void [args.a, args.b, event.group_id],
)
bot.command('c37 [a:number] [b]', { ask: { a: '?' } }, ({ args }) => void [args.a, args.b])
bot.command(
  'c38 <a:int...>',
  { permission: inGroup(38), cooldown: { seconds: 38 } },
  async ({ args, bot, ctx }) => void (await bot.send_msg({ ...ctx, message: String(args.a.length) })),
)
bot.command('c39', { in: 'private' }, async ({ ask }) => ask('?'))
bot.command(
  'c40 <a:group> [b:image] [--flag] [--option <value:duration>]',
  ({ args }) => void [args.a, args.b, args.flag, args.option],
)
bot.command(
  'c41 <a:duration> [b...]',
  { in: 'group', permission: superuser.or(groupAdmin) },
  ({ args, event }) => void [args.a, args.b, event.group_id],
)
bot.command('c42 [a:date] [b]', { ask: { a: '?' } }, ({ args }) => void [args.a, args.b])
bot.command(
  'c43 <a:image...>',
  { permission: inGroup(43), cooldown: { seconds: 43 } },
  async ({ args, bot, ctx }) => void (await bot.send_msg({ ...ctx, message: String(args.a.length) })),
)
bot.command('c44', { in: 'private' }, async ({ ask }) => ask('?'))
bot.command(
  'c45 <a:text> [b:user] [--flag] [--option <value:number>]',
  ({ args }) => void [args.a, args.b, args.flag, args.option],
)
bot.command(
  'c46 <a:number> [b...]',
  { in: 'group', permission: superuser.or(groupAdmin) },
  ({ args, event }) => void [args.a, args.b, event.group_id],
)
bot.command('c47 [a:int] [b]', { ask: { a: '?' } }, ({ args }) => void [args.a, args.b])
bot.command(
  'c48 <a:user...>',
  { permission: inGroup(48), cooldown: { seconds: 48 } },
  async ({ args, bot, ctx }) => void (await bot.send_msg({ ...ctx, message: String(args.a.length) })),
)
bot.command('c49', { in: 'private' }, async ({ ask }) => ask('?'))
bot.command(
  'c50 <a:duration> [b:boolean] [--flag] [--option <value:date>]',
  ({ args }) => void [args.a, args.b, args.flag, args.option],
)
bot.command(
  'c51 <a:date> [b...]',
  { in: 'group', permission: superuser.or(groupAdmin) },
  ({ args, event }) => void [args.a, args.b, event.group_id],
)
bot.command('c52 [a:image] [b]', { ask: { a: '?' } }, ({ args }) => void [args.a, args.b])
bot.command(
  'c53 <a:boolean...>',
  { permission: inGroup(53), cooldown: { seconds: 53 } },
  async ({ args, bot, ctx }) => void (await bot.send_msg({ ...ctx, message: String(args.a.length) })),
)
bot.command('c54', { in: 'private' }, async ({ ask }) => ask('?'))
bot.command(
  'c55 <a:number> [b:group] [--flag] [--option <value:int>]',
  ({ args }) => void [args.a, args.b, args.flag, args.option],
)
bot.command(
  'c56 <a:int> [b...]',
  { in: 'group', permission: superuser.or(groupAdmin) },
  ({ args, event }) => void [args.a, args.b, event.group_id],
)
bot.command('c57 [a:user] [b]', { ask: { a: '?' } }, ({ args }) => void [args.a, args.b])
bot.command(
  'c58 <a:group...>',
  { permission: inGroup(58), cooldown: { seconds: 58 } },
  async ({ args, bot, ctx }) => void (await bot.send_msg({ ...ctx, message: String(args.a.length) })),
)
bot.command('c59', { in: 'private' }, async ({ ask }) => ask('?'))
bot.command(
  'c60 <a:date> [b:text] [--flag] [--option <value:image>]',
  ({ args }) => void [args.a, args.b, args.flag, args.option],
)
bot.command(
  'c61 <a:image> [b...]',
  { in: 'group', permission: superuser.or(groupAdmin) },
  ({ args, event }) => void [args.a, args.b, event.group_id],
)
bot.command('c62 [a:boolean] [b]', { ask: { a: '?' } }, ({ args }) => void [args.a, args.b])
bot.command(
  'c63 <a:text...>',
  { permission: inGroup(63), cooldown: { seconds: 63 } },
  async ({ args, bot, ctx }) => void (await bot.send_msg({ ...ctx, message: String(args.a.length) })),
)
bot.command('c64', { in: 'private' }, async ({ ask }) => ask('?'))
bot.command(
  'c65 <a:int> [b:duration] [--flag] [--option <value:user>]',
  ({ args }) => void [args.a, args.b, args.flag, args.option],
)
bot.command(
  'c66 <a:user> [b...]',
  { in: 'group', permission: superuser.or(groupAdmin) },
  ({ args, event }) => void [args.a, args.b, event.group_id],
)
bot.command('c67 [a:group] [b]', { ask: { a: '?' } }, ({ args }) => void [args.a, args.b])
bot.command(
  'c68 <a:duration...>',
  { permission: inGroup(68), cooldown: { seconds: 68 } },
  async ({ args, bot, ctx }) => void (await bot.send_msg({ ...ctx, message: String(args.a.length) })),
)
bot.command('c69', { in: 'private' }, async ({ ask }) => ask('?'))
bot.command(
  'c70 <a:image> [b:number] [--flag] [--option <value:boolean>]',
  ({ args }) => void [args.a, args.b, args.flag, args.option],
)
bot.command(
  'c71 <a:boolean> [b...]',
  { in: 'group', permission: superuser.or(groupAdmin) },
  ({ args, event }) => void [args.a, args.b, event.group_id],
)
bot.command('c72 [a:text] [b]', { ask: { a: '?' } }, ({ args }) => void [args.a, args.b])
bot.command(
  'c73 <a:number...>',
  { permission: inGroup(73), cooldown: { seconds: 73 } },
  async ({ args, bot, ctx }) => void (await bot.send_msg({ ...ctx, message: String(args.a.length) })),
)
bot.command('c74', { in: 'private' }, async ({ ask }) => ask('?'))
bot.command(
  'c75 <a:user> [b:date] [--flag] [--option <value:group>]',
  ({ args }) => void [args.a, args.b, args.flag, args.option],
)
bot.command(
  'c76 <a:group> [b...]',
  { in: 'group', permission: superuser.or(groupAdmin) },
  ({ args, event }) => void [args.a, args.b, event.group_id],
)
bot.command('c77 [a:duration] [b]', { ask: { a: '?' } }, ({ args }) => void [args.a, args.b])
bot.command(
  'c78 <a:date...>',
  { permission: inGroup(78), cooldown: { seconds: 78 } },
  async ({ args, bot, ctx }) => void (await bot.send_msg({ ...ctx, message: String(args.a.length) })),
)
bot.command('c79', { in: 'private' }, async ({ ask }) => ask('?'))
bot.command(
  'c80 <a:boolean> [b:int] [--flag] [--option <value:text>]',
  ({ args }) => void [args.a, args.b, args.flag, args.option],
)
bot.command(
  'c81 <a:text> [b...]',
  { in: 'group', permission: superuser.or(groupAdmin) },
  ({ args, event }) => void [args.a, args.b, event.group_id],
)
bot.command('c82 [a:number] [b]', { ask: { a: '?' } }, ({ args }) => void [args.a, args.b])
bot.command(
  'c83 <a:int...>',
  { permission: inGroup(83), cooldown: { seconds: 83 } },
  async ({ args, bot, ctx }) => void (await bot.send_msg({ ...ctx, message: String(args.a.length) })),
)
bot.command('c84', { in: 'private' }, async ({ ask }) => ask('?'))
bot.command(
  'c85 <a:group> [b:image] [--flag] [--option <value:duration>]',
  ({ args }) => void [args.a, args.b, args.flag, args.option],
)
bot.command(
  'c86 <a:duration> [b...]',
  { in: 'group', permission: superuser.or(groupAdmin) },
  ({ args, event }) => void [args.a, args.b, event.group_id],
)
bot.command('c87 [a:date] [b]', { ask: { a: '?' } }, ({ args }) => void [args.a, args.b])
bot.command(
  'c88 <a:image...>',
  { permission: inGroup(88), cooldown: { seconds: 88 } },
  async ({ args, bot, ctx }) => void (await bot.send_msg({ ...ctx, message: String(args.a.length) })),
)
bot.command('c89', { in: 'private' }, async ({ ask }) => ask('?'))
bot.command(
  'c90 <a:text> [b:user] [--flag] [--option <value:number>]',
  ({ args }) => void [args.a, args.b, args.flag, args.option],
)
bot.command(
  'c91 <a:number> [b...]',
  { in: 'group', permission: superuser.or(groupAdmin) },
  ({ args, event }) => void [args.a, args.b, event.group_id],
)
bot.command('c92 [a:int] [b]', { ask: { a: '?' } }, ({ args }) => void [args.a, args.b])
bot.command(
  'c93 <a:user...>',
  { permission: inGroup(93), cooldown: { seconds: 93 } },
  async ({ args, bot, ctx }) => void (await bot.send_msg({ ...ctx, message: String(args.a.length) })),
)
bot.command('c94', { in: 'private' }, async ({ ask }) => ask('?'))
bot.command(
  'c95 <a:duration> [b:boolean] [--flag] [--option <value:date>]',
  ({ args }) => void [args.a, args.b, args.flag, args.option],
)
bot.command(
  'c96 <a:date> [b...]',
  { in: 'group', permission: superuser.or(groupAdmin) },
  ({ args, event }) => void [args.a, args.b, event.group_id],
)
bot.command('c97 [a:image] [b]', { ask: { a: '?' } }, ({ args }) => void [args.a, args.b])
bot.command(
  'c98 <a:boolean...>',
  { permission: inGroup(98), cooldown: { seconds: 98 } },
  async ({ args, bot, ctx }) => void (await bot.send_msg({ ...ctx, message: String(args.a.length) })),
)
bot.command('c99', { in: 'private' }, async ({ ask }) => ask('?'))
