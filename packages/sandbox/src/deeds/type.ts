import type { IdInput } from '@rookery/protocol'
import type { Turn } from '../turn/turn.js'
import { friendOf } from '../world/look-up.js'

export interface TypeArgs {
  /** To whom. */
  readonly user_id: IdInput
  /** 0 speaks, 1 types; any other: nothing any more. Default 1. */
  readonly event_type?: number
}

const texts: Readonly<Record<number, string>> = { 0: '对方正在说话...', 1: '对方正在输入...' }

/** Begins to type a message to a friend, or to speak one. Nothing of it stays: the friend sees it, and that is all. */
export function type(turn: Turn, by: number, { user_id, event_type = 1 }: TypeArgs): null {
  const friend = friendOf(turn, by, user_id)
  turn.tell(friend.user_id, {
    post_type: 'notice',
    notice_type: 'notify',
    sub_type: 'input_status',
    status_text: texts[event_type] ?? '',
    event_type,
    user_id: by,
    group_id: 0,
  })
  return null
}
