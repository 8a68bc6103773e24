import type { FaultRule, PageBot } from '@rookery/sandbox'
import { groupOfChat, readKey } from '../live/look-up.js'
import type { PageState } from '../live/page-state.js'

/** A reason why a message may remain unanswered. */
export type Trouble =
  | { readonly is: 'bot'; readonly bot: PageBot }
  | { readonly is: 'offline'; readonly self_id: number }
  | { readonly is: 'fault'; readonly fault: FaultRule }

type Known = Pick<PageState, 'accounts' | 'groups' | 'faults' | 'info'>

/** Reasons why the accounts of a chat may not answer: a crashed bot, offline accounts, active faults. */
export function troublesOf(state: Known, chat: string): readonly Trouble[] {
  const here = accountsOf(state, chat)
  if (here.length === 0) return []
  const offline = here.filter((self_id) => !state.accounts.get(self_id)?.online)
  const faults = state.faults.filter(({ self_id }) => self_id === undefined || here.includes(self_id))
  const { bot } = state.info
  return [
    ...(bot ? [{ is: 'bot', bot } as const] : []),
    ...offline.map((self_id) => ({ is: 'offline', self_id }) as const),
    ...faults.map((fault) => ({ is: 'fault', fault }) as const),
  ]
}

/** The accounts that receive a chat's messages. */
function accountsOf({ accounts, groups }: Known, chat: string): readonly number[] {
  const ref = readKey(chat)
  if (ref?.is === 'private') return ref.user_ids.filter((user_id) => accounts.has(user_id))
  const members = groupOfChat({ groups }, chat)?.members
  return [...accounts.keys()].filter((self_id) => members?.has(self_id))
}
