import type { Actions } from './action.js'
import { groupMembers } from './group-members.js'
import { sendMessages } from './send-messages.js'

/** Every action that the sandbox executes. */
export const actions: Actions = { ...sendMessages, ...groupMembers }
