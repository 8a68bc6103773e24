import { type Call, callParams, okReply } from '@rookery/protocol'
import { Downstream, memoryLinks } from '@rookery/transport'
import { describe, expect, it, vi } from 'vitest'
import { createBot } from '../create-bot.js'

function simulated(bot: ReturnType<typeof createBot>, self_id: number) {
  const [left, right] = memoryLinks()
  const calls: { action: string; params: Readonly<Record<string, unknown>> }[] = []
  const downstream = new Downstream(right, {
    async call(call: Call) {
      if (call.action === 'get_login_info') return okReply({ user_id: self_id, nickname: '小企' })
      if (call.action === 'get_version_info') return okReply({ app_name: 'simulated' })
      calls.push({ action: call.action, params: callParams(call) })
      return okReply({ message_id: calls.length })
    },
  })
  const tell = (event: object): void =>
    downstream.send(Buffer.from(JSON.stringify({ time: 1, self_id, ...event })))
  return { calls, tell, joined: bot.attach(left) }
}

const said = (text: string, more: object = {}) => ({
  post_type: 'message',
  message_type: 'group',
  sub_type: 'normal',
  message_id: 1,
  group_id: 30001,
  user_id: 20001,
  message: [{ type: 'text', data: { text } }],
  raw_message: text,
  font: 0,
  sender: {},
  ...more,
})

describe('a bot', () => {
  it('answers an event with what its handler returns', async () => {
    await using bot = createBot()
    bot.on('message.group', ({ event }) => `你说了 ${event.raw_message}`)
    const qq = simulated(bot, 10000)
    await qq.joined
    qq.tell(said('hi'))
    await vi.waitFor(() => expect(qq.calls).toHaveLength(1))
    expect(qq.calls[0]).toEqual({
      action: 'send_msg',
      params: {
        message_type: 'group',
        group_id: 30001,
        message: [{ type: 'text', data: { text: '你说了 hi' } }],
      },
    })
  })

  it('hears the next message of the same user, and of nobody else', async () => {
    await using bot = createBot()
    bot.on('message.group', async ({ heard, hearNext }) => {
      if (heard.text !== '天气') return
      const { heard: answer } = await hearNext('哪个城市？')
      return `${answer.text}的天气是……`
    })
    const qq = simulated(bot, 10000)
    await qq.joined
    qq.tell(said('天气'))
    await vi.waitFor(() => expect(qq.calls).toHaveLength(1))
    qq.tell(said('路过', { user_id: 20002 }))
    qq.tell(said('南京'))
    await vi.waitFor(() => expect(qq.calls).toHaveLength(2))
    expect(JSON.stringify(qq.calls[1]?.params.message)).toContain('南京的天气是……')
  })

  it('calls any action by its name, with params by name', async () => {
    await using bot = createBot()
    const qq = simulated(bot, 10000)
    await qq.joined
    await bot.set_group_ban({ group_id: 30001, user_id: 20001, duration: 60 })
    await bot.call_action('my_action', { a: 1 })
    expect(qq.calls.map(({ action }) => action)).toEqual(['set_group_ban', 'my_action'])
    await expect(bot.set_group_ban(30001 as never)).rejects.toThrow('by name')
    expect((bot as { then?: unknown }).then).toBeUndefined()
  })
})
