import { type Call, callParams, failedReply, okReply, type Reply } from '@rookery/protocol'
import type { SimulatedAccount, Stage } from './hub.fixture.js'

/** Puts a simulated account into groups, and gives it friends; messages that it sends get ids from `firstId` on. */
export function inChats(
  account: SimulatedAccount,
  selfId: string,
  { groups = [] as number[], friends = [] as number[], firstId = 1 } = {},
): void {
  let next = firstId
  account.answer = (call: Call): Reply => {
    const { action } = call
    if (action === 'get_login_info') return okReply({ user_id: Number(selfId), nickname: '小企' })
    if (action === 'get_group_list') return okReply(groups.map((group_id) => ({ group_id })))
    if (action === 'get_friend_list') return okReply(friends.map((user_id) => ({ user_id })))
    if (action.startsWith('send_')) return okReply({ message_id: next++ })
    if (action === 'who') return okReply({ by: selfId, ...callParams(call) })
    return action.startsWith('get_') || action.startsWith('set_') || action === 'delete_msg'
      ? okReply({ by: selfId })
      : failedReply(1404, 'no such action')
  }
}

/** Calls of an action that reached an account. */
export const callsOf = ({ calls }: SimulatedAccount, action: string): number =>
  calls.filter((each) => each.action === action).length

/** The upstreams of some accounts, named in order, with settings of their own. */
export const upstreamsOf = (accounts: readonly SimulatedAccount[], settings: object = {}) =>
  accounts.map(({ url }, index) => ({ name: `up${index}`, type: 'ws' as const, url, ...settings }))

/** A message in a group, as NapCat reports it. */
export const groupMessage = (group_id: number, real_seq: number, more: object = {}): object => ({
  post_type: 'message',
  message_type: 'group',
  group_id,
  user_id: 500,
  real_seq: String(real_seq),
  message_id: real_seq * 10,
  message: [{ type: 'text', data: { text: `n${real_seq}` } }],
  raw_message: `n${real_seq}`,
  ...more,
})

/** Waits until the hub has recorded so many events. */
export async function recorded(stage: Stage, events: number): Promise<void> {
  while (stage.hub.journal.events < events) await new Promise((resolve) => setImmediate(resolve))
}
