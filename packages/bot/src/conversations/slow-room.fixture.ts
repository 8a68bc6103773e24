import { type Call, callParams, type Message, okReply, plainText } from '@rookery/protocol'
import { type Clock, Downstream, memoryLinks } from '@rookery/transport'
import type { Bot } from '../bot/bot.js'
import { GROUP, groupMessage, privateMessage, SELF } from '../commands/chat.fixture.js'

/** Something that the bot says, and that is on its way. */
export interface Saying {
  readonly text: string
  /** It is there. */
  arrive(): void
}

/** A group whose messages come without waiting for what the bot does, and where what it says takes its time. */
export interface SlowRoom {
  /** What is on its way. */
  readonly underway: Saying[]
  /** What has arrived, in order. */
  readonly arrived: string[]
  /** Says something in a group; gives the number of the message. */
  say(user_id: number, text: string, group_id?: number): number
  whisper(user_id: number, text: string): number
}

/** Attaches a bot to a slow room. */
export async function slowRoomOf(bot: Bot, clock?: Clock): Promise<SlowRoom> {
  const [left, right] = memoryLinks()
  const underway: Saying[] = []
  const arrived: string[] = []
  const downstream = new Downstream(right, {
    async call(call: Call) {
      if (call.action !== 'send_msg') return okReply({ user_id: SELF, nickname: '' })
      const text = plainText(callParams(call).message as Message)
      await new Promise<void>((resolve) => {
        underway.push({ text, arrive: resolve })
      })
      arrived.push(text)
      return okReply({ message_id: arrived.length })
    },
  })
  let message_id = 0
  const tell = (event: object): number => {
    message_id += 1
    downstream.send(Buffer.from(JSON.stringify({ ...event, message_id })))
    return message_id
  }
  await bot.attach(left, { self_id: SELF, ...(clock ? { clock } : {}) })
  return {
    underway,
    arrived,
    say: (user_id, text, group_id = GROUP) => tell(groupMessage(text, { user_id, group_id })),
    whisper: (user_id, text) => tell(privateMessage(text, { user_id })),
  }
}

/** Lets everything arrive, until nothing is on its way any more. */
export async function arriveAll(room: SlowRoom): Promise<void> {
  for (let quiet = 0; quiet < 12; quiet++) {
    if (room.underway.length > 0) quiet = 0
    room.underway.shift()?.arrive()
    await new Promise((resolve) => setImmediate(resolve))
  }
}
