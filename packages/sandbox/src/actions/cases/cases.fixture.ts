import { groupMembersCases } from './group-members.cases.fixture.js'
import type { ActionCase } from './run-case.fixture.js'
import { sendMessagesCases } from './send-messages.cases.fixture.js'

/** Every case of every action. Each family of actions has its own file beside this one. */
export const cases: readonly ActionCase[] = [...sendMessagesCases, ...groupMembersCases]
