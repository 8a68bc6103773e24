import { type Bot, type BotOptions, createBot, superuser } from '@rookery/bot'
import { run } from './run.js'

/*
 * Answers requests by rules. What no rule decides is told to the superusers, and one of them decides.
 */

const PASSWORD = '芝麻开门'
const ADVERTISING = /加微信|代购|兼职|贷款/

type Verdict = 'approve' | 'reject' | 'ask'

function verdictOn(comment: string | null): Verdict {
  if (comment === null) return 'ask'
  if (comment.includes(PASSWORD)) return 'approve'
  return ADVERTISING.test(comment) ? 'reject' : 'ask'
}

export function makeBot(options: BotOptions = {}): Bot {
  const bot = createBot({ superusers: [20001], ...options })
  const waiting = bot.storage('requests')

  bot.on('request.friend', async ({ event, approve, reject, bot }) => {
    const verdict = verdictOn(event.comment)
    if (verdict === 'approve') return approve()
    if (verdict === 'reject') return reject()
    const number = await keep({ type: 'friend', flag: event.flag })
    await bot.sendToSuperusers(
      `${event.user_id} 想加好友：${event.comment}\n同意请发 /approve ${number}，拒绝请发 /reject ${number}`,
    )
  })

  bot.on('request.group.add', async ({ event, approve, reject, bot }) => {
    const verdict = verdictOn(event.comment)
    if (verdict === 'approve') return approve()
    if (verdict === 'reject') return reject('本群谢绝广告')
    const number = await keep({ type: 'group', sub_type: 'add', flag: event.flag })
    await bot.sendToSuperusers(
      `${event.user_id} 申请加入群 ${event.group_id}：${event.comment}\n同意请发 /approve ${number}，拒绝请发 /reject ${number}`,
    )
  })

  // Whoever wants the bot in a group must be a superuser.
  bot.on('request.group.invite', ({ event, approve, reject }) =>
    [options.superusers ?? [20001]].flat().map(String).includes(String(event.user_id)) ? approve() : reject(),
  )

  bot.command('approve <number:int>', { permission: superuser, in: 'private' }, ({ args }) =>
    answer(args.number, true),
  )
  bot.command('reject <number:int> [reason...]', { permission: superuser, in: 'private' }, ({ args }) =>
    answer(args.number, false, args.reason),
  )

  type Request =
    | { readonly type: 'friend'; readonly flag: string }
    | { readonly type: 'group'; readonly sub_type: 'add'; readonly flag: string }

  /** A flag is long; a number can be typed. */
  async function keep(request: Request): Promise<number> {
    const number = ((await waiting.get<number>('last')) ?? 0) + 1
    await waiting.set('last', number)
    await waiting.set(String(number), request)
    return number
  }

  async function answer(number: number, approve: boolean, reason = ''): Promise<string> {
    const request = await waiting.get<Request>(String(number))
    if (!request) return `没有 ${number} 号申请`
    if (request.type === 'friend') await bot.set_friend_add_request({ flag: request.flag, approve })
    else await bot.set_group_add_request({ flag: request.flag, sub_type: 'add', approve, reason })
    await waiting.delete(String(number))
    return approve ? '已同意' : '已拒绝'
  }

  return bot
}

await run(import.meta, makeBot)
