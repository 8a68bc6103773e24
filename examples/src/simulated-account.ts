import { type Call, callParams, failedReply, okReply, type Reply } from '@rookery/protocol'
import { Downstream, dial } from '@rookery/transport'

/** What an implementation such as NapCatQQ does, in small: it dials the hub, sends events and executes calls. */
export interface SimulatedAccount {
  /** Has somebody write into the account's group. */
  hear(text: string): void
  close(): Promise<void>
}

export const SELF_ID = 10001
const GROUP_ID = 30001
const ALICE = { user_id: 20001, nickname: 'Alice', card: '', role: 'member' }

/** `onSend` learns of every text that the account sends to its group. */
export function simulatedAccount(url: string, onSend: (text: string) => void): SimulatedAccount {
  let downstream: Downstream | undefined
  let lastMessageId = 0
  const send = (event: object): void => {
    const whole = { time: Math.floor(Date.now() / 1000), self_id: SELF_ID, ...event }
    downstream?.send(Buffer.from(JSON.stringify(whole)))
  }
  const execute = async (call: Call): Promise<Reply> => {
    switch (call.action) {
      case 'get_login_info':
        return okReply({ user_id: SELF_ID, nickname: '小企' })
      case 'get_version_info':
        return okReply({ app_name: 'simulated', app_version: '0.1.0', protocol_version: 'v11' })
      case 'get_status':
        return okReply({ online: true, good: true })
      case 'send_group_msg':
        onSend(String(callParams(call).message))
        return okReply({ message_id: ++lastMessageId })
      default:
        return failedReply(1404, `the simulated account has no action ${call.action}`)
    }
  }
  const dialling = dial(
    { url, headers: { 'X-Self-ID': String(SELF_ID), 'X-Client-Role': 'Universal' } },
    {
      open(link) {
        downstream = new Downstream(link, { call: execute })
        send({ post_type: 'meta_event', meta_event_type: 'lifecycle', sub_type: 'connect' })
      },
      lost() {},
    },
  )
  return {
    hear: (text) => send(groupMessage(text, ++lastMessageId)),
    close: () => dialling.close(1000, 'the demo ends'),
  }
}

const groupMessage = (text: string, message_id: number) => ({
  post_type: 'message',
  message_type: 'group',
  sub_type: 'normal',
  message_id,
  group_id: GROUP_ID,
  user_id: ALICE.user_id,
  anonymous: null,
  message: [{ type: 'text', data: { text } }],
  raw_message: text,
  font: 0,
  sender: ALICE,
})
