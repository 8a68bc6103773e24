import {
  ActionFailed,
  type Bot,
  type BotOptions,
  createBot,
  groupAdmin,
  msg,
  type Outgoing,
  superuser,
} from '@rookery/bot'
import { run } from './run.js'

/*
 * Keeps order in groups. It must be an administrator there; who may command it are the administrators of the group, and
 * the superusers of the bot anywhere.
 */

const BAN_SECONDS = 600

export function makeBot(options: BotOptions = {}): Bot {
  const bot = createBot({ superusers: [20001], ...options })
  const manager = { in: 'group', permission: superuser.or(groupAdmin), section: '群管理' } as const

  bot.command(
    'ban <who:user> [time:duration]',
    { ...manager, aliases: '禁言', description: '禁言，默认 10 分钟' },
    ({ args, event, bot }) => {
      const duration = args.time ?? BAN_SECONDS
      return tell(
        bot.set_group_ban({ group_id: event.group_id, user_id: args.who, duration }),
        msg`已将 ${msg.at(args.who)} 禁言 ${inWords(duration)}`,
      )
    },
  )

  bot.command(
    'unban <who:user>',
    { ...manager, aliases: '解禁', description: '解除禁言' },
    ({ args, event, bot }) =>
      tell(
        bot.set_group_ban({ group_id: event.group_id, user_id: args.who, duration: 0 }),
        msg`已解除 ${msg.at(args.who)} 的禁言`,
      ),
  )

  bot.command(
    'kick <who:user> [--forever]',
    { ...manager, aliases: '踢', description: '移出群聊；--forever 不再接受其入群申请' },
    async ({ args, event, bot, confirm }) => {
      const { nickname } = await bot.get_stranger_info({ user_id: args.who })
      if (!(await confirm(`确定要把 ${nickname}（${args.who}）移出群聊吗？`))) return '那就算了'
      return tell(
        bot.set_group_kick({
          group_id: event.group_id,
          user_id: args.who,
          reject_add_request: args.forever,
        }),
        `已将 ${nickname} 移出群聊`,
      )
    },
  )

  bot.command(
    'card <who:user> [card...]',
    { ...manager, aliases: '改名片', description: '修改群名片，不写则清空' },
    ({ args, event, bot }) =>
      tell(
        bot.set_group_card({ group_id: event.group_id, user_id: args.who, card: args.card ?? '' }),
        args.card ? `名片已改为“${args.card}”` : '名片已清空',
      ),
  )

  bot.command(
    'mute [on:boolean]',
    { ...manager, aliases: '全员禁言', description: '开启全员禁言；/mute no 关闭' },
    ({ args, event, bot }) => {
      const enable = args.on ?? true
      return tell(
        bot.set_group_whole_ban({ group_id: event.group_id, enable }),
        enable ? '已开启全员禁言' : '已关闭全员禁言',
      )
    },
  )

  return bot
}

/** What is said when it is done; what QQ refuses, since the bot is no administrator or the other one is, is told too. */
async function tell(work: Promise<unknown>, done: Outgoing): Promise<Outgoing> {
  try {
    await work
    return done
  } catch (error) {
    if (!(error instanceof ActionFailed)) throw error
    return `没有做成：${error.result.wording || '请看看机器人是不是管理员'}`
  }
}

function inWords(seconds: number): string {
  if (seconds % 3600 === 0) return `${seconds / 3600} 小时`
  return seconds % 60 === 0 ? `${seconds / 60} 分钟` : `${seconds} 秒`
}

await run(import.meta, makeBot)
