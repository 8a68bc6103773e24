import type { Profile } from '../world/profile.js'

/** How an implementation gives the history of a chat. All give the newest messages where none is named. */
export interface HistoryWay {
  /** What names the message at which a page begins: its sequence or its id, and in which param. */
  readonly begins: 'seq in message_seq' | 'id in message_seq' | 'id in message_id'
  /** Effect of `reverse_order` or `reverseOrder`. */
  readonly reversed: 'goes to older messages' | 'puts the newest first' | 'nothing'
  /** Messages of a page, whatever was asked for. */
  readonly count?: { readonly group?: number; readonly private?: number }
  /** Whether a history without messages is refused. */
  readonly refusesEmpty: boolean
}

export const historyWays: Readonly<Record<Profile, HistoryWay>> = {
  // A page goes to newer messages unless it is reversed; its list is never turned.
  napcat: { begins: 'id in message_seq', reversed: 'goes to older messages', refusesEmpty: true },
  llbot: { begins: 'seq in message_seq', reversed: 'puts the newest first', refusesEmpty: false },
  lagrange: {
    begins: 'id in message_id',
    reversed: 'nothing',
    count: { private: 20 },
    refusesEmpty: true,
  },
  'go-cqhttp': {
    begins: 'seq in message_seq',
    reversed: 'nothing',
    count: { group: 20 },
    refusesEmpty: false,
  },
}
