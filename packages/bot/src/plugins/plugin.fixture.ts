import { type Call, callParams, okReply } from '@rookery/protocol'
import { Downstream, memoryLinks } from '@rookery/transport'
import type { Bot } from '../bot/bot.js'
import type { ChatEvent } from '../message/hear.js'

/** A group in which somebody writes, and what the bot says there. */
export async function chat(bot: Bot) {
  const [left, right] = memoryLinks()
  const said: string[] = []
  const downstream = new Downstream(right, {
    async call(call: Call) {
      if (call.action === 'get_login_info') return okReply({ user_id: 10000, nickname: '小企' })
      if (call.action === 'get_version_info') return okReply({ app_name: 'simulated' })
      said.push(textOf(callParams(call)))
      return okReply({ message_id: said.length })
    },
  })
  await bot.attach(left)
  const event = (text: string, more: object = {}): ChatEvent =>
    ({ ...EVENT, message: [{ type: 'text', data: { text } }], raw_message: text, ...more }) as ChatEvent
  return {
    event,
    /** What the bot said so far. */
    heard: (): readonly string[] => [...said],
    says: (text: string, more: object = {}): void =>
      downstream.send(Buffer.from(JSON.stringify(event(text, more)))),
  }
}

const EVENT = {
  time: 1,
  self_id: 10000,
  post_type: 'message',
  message_type: 'group',
  sub_type: 'normal',
  message_id: 1,
  group_id: 30001,
  user_id: 20001,
  font: 0,
  sender: {},
}

function textOf({ message }: Readonly<Record<string, unknown>>): string {
  return (message as readonly { data: { text?: string } }[]).map(({ data }) => data.text ?? '').join('')
}
