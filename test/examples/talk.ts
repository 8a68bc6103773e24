import type { Bot } from '@rookery/bot'
import { type GroupRoom, type QQ, sandbox } from '@rookery/sandbox/testing'

/** A bot in a group where it is an administrator, Alice another one, and Bob a member. */
export interface Talk extends AsyncDisposable {
  readonly qq: QQ
  readonly club: GroupRoom
}

export async function talkWith(bot: Bot, startMs?: number): Promise<Talk> {
  const qq = await sandbox({ bot: 10000, timeoutMs: 5_000, ...(startMs === undefined ? {} : { startMs }) })
  await qq.attach(bot)
  const club = qq.group('读书会', { bot: 'admin' })
  club.member('Alice', { role: 'admin' })
  club.member('Bob')
  return {
    qq,
    club,
    async [Symbol.asyncDispose]() {
      await bot.close()
      await qq.close()
    },
  }
}
