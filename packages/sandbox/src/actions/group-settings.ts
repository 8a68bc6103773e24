import { perform } from '../deeds/perform.js'
import { memberOf, ownGroupOf } from '../world/look-up.js'
import type { Actions } from './action.js'

const OF_ADMINS = ['no_such_group', 'not_member', 'no_rights'] as const

export const groupSettingHandlers = {
  set_group_whole_ban: {
    events: ['notice.group_ban'],
    refuses: OF_ADMINS,
    run: (turn, { group_id, enable = true }, self) => perform(turn, self, 'mute_all', { group_id, enable }),
  },
  set_group_anonymous: {
    events: [],
    refuses: OF_ADMINS,
    run: (turn, { group_id, enable = true }, self) => perform(turn, self, 'anonymous', { group_id, enable }),
  },
  set_group_name: {
    events: ['notice.notify.group_name'],
    refuses: OF_ADMINS,
    run: (turn, { group_id, group_name }, self) =>
      perform(turn, self, 'rename_group', { group_id, group_name }),
  },
  set_group_portrait: {
    events: [],
    refuses: [...OF_ADMINS, 'no_such_file'],
    files: ['file'],
    run: (turn, { group_id, file }, self) => perform(turn, self, 'set_portrait', { group_id, file }),
  },
  set_group_remark: {
    events: [],
    refuses: ['no_such_group', 'not_member'],
    run: (turn, { group_id, remark = '' }, self) =>
      perform(turn, self, 'set_group_remark', { group_id, remark }),
  },
  set_group_leave: {
    events: ['notice.group_decrease'],
    refuses: OF_ADMINS,
    run(turn, { group_id, is_dismiss = false }, self) {
      const { role } = memberOf(ownGroupOf(turn, self, group_id), self)
      return perform(turn, self, role === 'owner' && is_dismiss ? 'dismiss' : 'leave', { group_id })
    },
  },
  send_group_sign: {
    events: [],
    refuses: ['no_such_group', 'not_member', 'used_up'],
    run: (turn, { group_id }, self) => perform(turn, self, 'sign', { group_id }),
  },
} as const satisfies Actions
