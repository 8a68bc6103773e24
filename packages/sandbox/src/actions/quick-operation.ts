import { quickOperationCalls } from '@rookery/protocol'
import type { Turn } from '../turn/turn.js'
import { Refusal } from '../world/refusal.js'
import type { Actions } from './action.js'
import { type ActionCall, runAction } from './run-action.js'

/** The hidden action, which stands for calls of the others. */
export const quickOperation = (others: Actions) =>
  ({
    '.handle_quick_operation': {
      events: [
        'message.private',
        'message_sent.private',
        'message.group',
        'message_sent.group',
        'notice.group_recall',
        'notice.group_decrease',
        'notice.group_ban',
        'notice.friend_add',
        'notice.group_increase',
      ],
      refuses: [],
      messages: ['operation.reply'],
      run(turn, { context, operation }, self) {
        for (const call of quickOperationCalls(context, operation)) attempt(others, turn, self, call)
        return null
      },
    },
  }) as const satisfies Actions

/** As with implementations, each call stands for itself, and one that is refused is passed over. */
function attempt(others: Actions, turn: Turn, self: number, call: ActionCall): void {
  const undo = turn.mark()
  try {
    runAction(others, turn, self, call)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    undo()
  }
}
