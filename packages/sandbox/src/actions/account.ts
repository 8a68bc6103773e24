import { perform } from '../deeds/perform.js'
import { mediaUrl } from '../world/media-url.js'
import { refuse } from '../world/refusal.js'
import type { User } from '../world/world.js'
import type { Actions } from './action.js'

export const accountHandlers = {
  get_login_info: {
    events: [],
    refuses: [],
    run: ({ world }, _params, self) => ({
      user_id: self,
      nickname: world.users.get(self)?.nickname ?? '',
    }),
  },
  set_qq_profile: {
    events: [],
    refuses: [],
    run(turn, { nickname, personal_note, sex }, self) {
      const name = nickname === undefined ? {} : { nickname }
      const note = personal_note === undefined ? {} : { longNick: personal_note }
      return perform(turn, self, 'set_profile', { ...name, ...note, ...sexOf(sex) })
    },
  },
  set_self_longnick: {
    events: [],
    refuses: [],
    run(turn, { longNick }, self) {
      perform(turn, self, 'set_profile', { longNick })
      return { result: 0, errMsg: '' }
    },
  },
  set_qq_avatar: {
    events: [],
    refuses: ['no_such_file'],
    files: ['file'],
    run: (turn, { file }, self) => perform(turn, self, 'set_avatar', { file }),
  },
  // Online states other than offline are not visible to anybody in this world.
  set_online_status: { events: [], refuses: [], run: () => null },
  // An account of this world is logged in on no other device.
  get_online_clients: { events: [], refuses: [], run: () => ({ clients: [] }) },
  _get_model_show: {
    events: [],
    refuses: [],
    run: (_turn, { model = '' }) => ({ variants: [{ model_show: model, need_pay: false }] }),
  },
  _set_model_show: { events: [], refuses: [], run: () => null },
  get_guild_list: { events: [], refuses: [], run: () => [] },
  get_guild_service_profile: {
    events: [],
    refuses: [],
    run({ world }, _params, self) {
      const { nickname = '', avatar } = world.users.get(self) ?? {}
      const avatar_url = avatar === undefined ? '' : mediaUrl(world, avatar)
      return { nickname, tiny_id: String(self), avatar_url }
    },
  },
} as const satisfies Actions

/** QQ's numbers for the sexes, as indexes. */
const sexes: readonly User['sex'][] = ['unknown', 'male', 'female']

function sexOf(sex: number | string | undefined): { readonly sex?: User['sex'] } {
  if (sex === undefined) return {}
  const found = sexes[Number(sex)]
  return found ? { sex: found } : refuse('bad_params', `"sex" must be one of 0, 1, 2, found ${sex}`)
}
