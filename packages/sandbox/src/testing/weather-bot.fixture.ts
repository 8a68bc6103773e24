import { type Message, makeCall, replyBody } from '@rookery/protocol'
import { byteReader, type Clock, type Link, Upstream } from '@rookery/transport'
import type { AttachOptions } from './attachable-bot.js'

/** What the small bot below can do with an event. */
export interface Turn {
  readonly event: Readonly<Record<string, unknown>>
  readonly clock: Clock
  call(action: string, params: object): Promise<unknown>
  answer(text: string | Message): Promise<unknown>
}

/** A bot of a few lines on the raw protocol. */
export const rawBot =
  (
    handle: (text: string, turn: Turn) => unknown,
    other: (event: Turn['event'], turn: Turn) => unknown = () => undefined,
  ) =>
  (link: Link, { clock }: AttachOptions): void => {
    const upstream = new Upstream(
      link,
      {
        event({ bytes }) {
          const event = JSON.parse(String(bytes)) as Record<string, unknown>
          const call = async (action: string, params: object): Promise<unknown> =>
            replyBody(await upstream.call(makeCall(action, params as never))).data
          const { group_id, user_id } = event
          const answer = (message: string | Message): Promise<unknown> =>
            event.message_type === 'group'
              ? call('send_group_msg', { group_id, message })
              : call('send_private_msg', { user_id, message })
          const turn = { event, clock, call, answer }
          if (event.post_type === 'message') handle(String(event.raw_message), turn)
          else other(event, turn)
        },
      },
      { reader: byteReader },
    )
  }

/** Asks for a city, and gives up after five minutes. */
export const weatherBot = () => {
  const waiting = new Map<unknown, () => void>()
  return rawBot((text, { event, clock, call, answer }) => {
    const isAnswer = waiting.get(event.user_id)
    if (isAnswer) {
      isAnswer()
      waiting.delete(event.user_id)
      return answer(`${text}的天气是……`)
    }
    const [, city] = /^\/天气\s*(.*)$/.exec(text) ?? []
    if (city) return answer(`${city}的天气是……`)
    if (text.startsWith('/禁言')) {
      return call('set_group_ban', { group_id: event.group_id, user_id: text.slice(4), duration: 60 })
    }
    if (city === undefined) return undefined
    const giveUp = (): void => {
      waiting.delete(event.user_id)
      void answer('等太久啦')
    }
    waiting.set(event.user_id, clock.after(300_000, giveUp))
    return answer('你想查询哪个城市的天气呢？')
  })
}
