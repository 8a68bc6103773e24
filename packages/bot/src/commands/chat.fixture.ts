import { type Call, callParams, type Message, msg, okReply, plainText } from '@rookery/protocol'
import { type Clock, Downstream, memoryLinks } from '@rookery/transport'
import type { Bot } from '../bot/bot.js'

export const GROUP = 30001
export const ALICE = 20001
export const BOB = 20002
export const SELF = 10000

type Fields = Readonly<Record<string, unknown>>

/** A clock that stands still until it is told. */
export class StillClock implements Clock {
  #now = 1_000_000
  #waiting: { readonly at: number; readonly wake: () => void }[] = []

  now(): number {
    return this.#now
  }

  after(delayMs: number, wake: () => void): () => void {
    const entry = { at: this.#now + delayMs, wake }
    this.#waiting.push(entry)
    return () => {
      this.#waiting = this.#waiting.filter((each) => each !== entry)
    }
  }

  async advance(ms: number): Promise<void> {
    this.#now += ms
    const due = this.#waiting.filter(({ at }) => at <= this.#now)
    this.#waiting = this.#waiting.filter(({ at }) => at > this.#now)
    for (const { wake } of due) wake()
    await settled()
  }
}

/** Long enough for everything that waits for nothing. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 12; turn++) await new Promise((resolve) => setImmediate(resolve))
}

/** A group and its people before a bot, joined in memory. */
export interface ChatRoom {
  /** Every call that is no sending. */
  readonly calls: readonly string[]
  /** Says something in the group, and gives what the bot sent since. */
  says(message: Message | string, fields?: Fields): Promise<readonly string[]>
  /** The same in private. */
  whispers(message: Message | string, fields?: Fields): Promise<readonly string[]>
  /** Tells any event, and gives what the bot sent since. */
  tells(event: Fields): Promise<readonly string[]>
  /** What the bot sent since it was last asked. */
  sent(): readonly string[]
}

export const groupMessage = (message: Message | string, fields: Fields = {}) => ({
  time: 1,
  self_id: SELF,
  post_type: 'message' as const,
  message_type: 'group' as const,
  sub_type: 'normal' as const,
  message_id: 1,
  group_id: GROUP,
  user_id: ALICE,
  message: typeof message === 'string' ? msg`${message}` : message,
  raw_message: '',
  font: 0,
  sender: { role: 'member' as const },
  ...fields,
})

export const privateMessage = (message: Message | string, fields: Fields = {}) => {
  const { group_id: _, ...rest } = groupMessage(message)
  return { ...rest, message_type: 'private' as const, sub_type: 'friend' as const, sender: {}, ...fields }
}

/** Attaches a bot to a room; `answer` is what it gets for calls. */
export async function roomOf(
  bot: Bot,
  clock?: Clock,
  answer: (action: string) => unknown = () => ({}),
): Promise<ChatRoom> {
  const [left, right] = memoryLinks()
  const calls: string[] = []
  let texts: string[] = []
  const downstream = new Downstream(right, {
    async call(call: Call) {
      const { action } = call
      if (action !== 'send_msg') {
        calls.push(action)
        return okReply(action === 'get_login_info' ? { user_id: SELF, nickname: '' } : answer(action))
      }
      texts.push(plainText(callParams(call).message as Message))
      return okReply({ message_id: 1 })
    },
  })
  await bot.attach(left, { self_id: SELF, ...(clock ? { clock } : {}) })
  const sent = () => {
    const now = texts
    texts = []
    return now
  }
  const tell = async (event: object) => {
    downstream.send(Buffer.from(JSON.stringify(event)))
    await settled()
    return sent()
  }
  return {
    calls,
    sent,
    tells: (event) => tell({ time: 1, self_id: SELF, ...event }),
    says: (message, fields) => tell(groupMessage(message, fields)),
    whispers: (message, fields) => tell(privateMessage(message, fields)),
  }
}
