import type { IdInput } from '@rookery/protocol'
import type { Turn } from '../turn/turn.js'
import { friendOf } from '../world/look-up.js'

export interface TypeArgs {
  /** The friend who sees it. */
  readonly user_id: IdInput
  /** 0 is speaking, 1 is typing; any other number ends it. Default 1. */
  readonly event_type?: number
}

const texts: Readonly<Record<number, string>> = { 0: '对方正在说话...', 1: '对方正在输入...' }

/** Shows a friend that a message is being typed or recorded. The world keeps no trace of it. */
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
