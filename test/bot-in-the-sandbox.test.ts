import { createBot } from '@rookery/bot'
import { type AttachableBot, sandbox } from '@rookery/sandbox/testing'
import { describe, expect, expectTypeOf, it } from 'vitest'

/** A bot as its users write it. */
function weatherBot() {
  const bot = createBot({ nickname: ['小企'] })
  bot.command('weather [city]', { aliases: ['天气'] }, ({ args }) => `${args.city ?? '所有城市'}的天气是……`)
  return bot
}

describe('a bot of ours in the sandbox', () => {
  it('is attached as it is', async () => {
    expectTypeOf<ReturnType<typeof weatherBot>>().toExtend<AttachableBot>()
    await using qq = await sandbox({ bot: 10000 })
    await qq.attach(weatherBot())
    const alice = qq.group('读书会').member('Alice', { role: 'admin' })
    await alice.says('/天气 南京')
    await qq.group('读书会').expect('南京的天气是……')
    await qq.play(
      '读书会',
      `
      Bob: /天气
      小企: 所有城市的天气是……
    `,
    )
    await qq.friend('Alice').says('/天气 北京')
    await qq.private('Alice').expect('北京的天气是……')
    const { params } = await qq.expectCall('send_msg', { group_id: 30001 })
    expect(params.message).toBeDefined()
  })
})
