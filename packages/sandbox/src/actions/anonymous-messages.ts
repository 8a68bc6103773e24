import { perform } from '../deeds/perform.js'
import { refuse } from '../world/refusal.js'
import type { Actions } from './action.js'

const HALF_AN_HOUR = 1800

export const anonymousMessageHandlers = {
  set_group_anonymous_ban: {
    events: ['notice.group_ban.ban'],
    refuses: ['no_such_group', 'not_member', 'no_rights', 'no_such_user'],
    run(turn, { group_id, anonymous, anonymous_flag, duration = HALF_AN_HOUR }, self) {
      const flag = anonymous?.flag ?? anonymous_flag
      if (typeof flag !== 'string') return refuse('bad_params', '"anonymous" must hold the flag, found none')
      return perform(turn, self, 'mute_anonymous', { group_id, flag, duration })
    },
  },
} as const satisfies Actions
