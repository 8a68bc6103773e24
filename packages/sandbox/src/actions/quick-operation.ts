import { quickOperationCalls } from '@rookery/protocol'
import type { Turn } from '../turn/turn.js'
import { WorldRefusal } from '../world/refusal.js'
import type { Actions } from './action.js'
import { type ActionCall, runAction } from './run-action.js'

/** The hidden quick-operation action, which is carried out as calls of other actions. */
export const quickOperationHandler = (others: Actions) =>
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

/** Runs one of the calls. As in the implementations, the calls are independent, and a refused one is skipped. */
function attempt(others: Actions, turn: Turn, self: number, call: ActionCall): void {
  const undo = turn.mark()
  try {
    runAction(others, turn, self, call)
  } catch (error) {
    if (!(error instanceof WorldRefusal)) throw error
    undo()
  }
}
