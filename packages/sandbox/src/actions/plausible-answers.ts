import type { IdInput } from '@rookery/protocol'
import type { Turn } from '../turn/turn.js'
import { friendOf, groupOf, mediaOf, messageOf, userOf } from '../world/look-up.js'
import { mediaUrl } from '../world/media-url.js'
import type { Actions } from './action.js'
import { credentialHandlers } from './credentials.js'

/**
 * Actions that need something outside this world: QQ's servers, speech recognition, a process to end. They check
 * their params, change nothing, and return what a bot expects on a quiet day.
 */

const always = <T>(answer: T) => ({ events: [], refuses: [], plausible: true, run: () => answer }) as const

const done = { result: 0, errMsg: '' } as const

/** Speech recognition needs a service that the sandbox does not have: it hears nothing in any recording. */
const hearing = {
  events: [],
  refuses: ['no_such_message'],
  plausible: true,
  run(turn: Turn, { message_id }: { readonly message_id: IdInput }, self: number) {
    messageOf(turn, self, message_id)
    return { text: '' }
  },
} as const

const KEY_TYPES = { private: 10, group: 20 } as const

export const plausibleAnswerHandlers = {
  fetch_ptt_text: hearing,
  voice_msg_to_text: hearing,
  scan_qrcode: {
    events: [],
    refuses: ['no_such_file'],
    plausible: true,
    files: ['file'],
    run(turn, { file }) {
      mediaOf(turn, file)
      return []
    },
  },
  click_inline_keyboard_button: {
    events: [],
    refuses: ['no_such_group'],
    plausible: true,
    run(turn, { group_id }) {
      groupOf(turn, group_id)
      return { ...done, status: 0, promptText: '', promptType: 0, promptIcon: 0 }
    },
  },
  translate_en2zh: {
    events: [],
    refuses: [],
    plausible: true,
    run: (_turn, { words }) => ({ words }),
  },
  '.get_word_slices': {
    events: [],
    refuses: [],
    plausible: true,
    run: (_turn, { content }) => ({ slices: content.split(/\s+/).filter((word) => word !== '') }),
  },
  get_recommend_face: always({ url: [] }),
  nc_get_user_status: {
    events: [],
    refuses: ['no_such_user'],
    plausible: true,
    run({ world }, { user_id }) {
      const { user_id: id } = userOf({ world }, user_id)
      // 10 is online, 20 offline, in QQ's numbers. People of this world are always online.
      return { status: world.accounts.get(id)?.online === false ? 20 : 10, ext_status: 0 }
    },
  },
  get_qq_avatar: {
    events: [],
    refuses: ['no_such_user', 'no_such_group'],
    run({ world }, { user_id, group_id }, self) {
      const picture =
        group_id === undefined
          ? userOf({ world }, user_id ?? self).avatar
          : groupOf({ world }, group_id).portrait
      return { url: picture === undefined ? '' : mediaUrl(world, picture) }
    },
  },
  set_friend_category: {
    events: [],
    refuses: ['not_friend'],
    plausible: true,
    run(turn, { user_id }, self) {
      friendOf(turn, self, user_id)
      return null
    },
  },
  set_diy_online_status: always(''),
  get_clientkey: {
    events: [],
    refuses: [],
    plausible: true,
    run: (_turn, _params, self) => ({ clientkey: keyOf(self) }),
  },
  nc_get_rkey: {
    events: [],
    refuses: [],
    plausible: true,
    run: (turn, _params, self) =>
      credentialHandlers.get_rkey.run(turn, {}, self).rkeys.map(({ type, rkey, ttl, created_at: time }) => ({
        rkey,
        ttl: String(ttl),
        time,
        type: KEY_TYPES[type as keyof typeof KEY_TYPES],
      })),
  },
  get_rkey_server: {
    events: [],
    refuses: [],
    plausible: true,
    run(turn, _params, self) {
      const { private_key, group_key, expired_time } = credentialHandlers.get_rkey.run(turn, {}, self)
      return { private_rkey: private_key, group_rkey: group_key, expired_time, name: 'rookery-sandbox' }
    },
  },
  get_collection_list: always({
    ...done,
    collectionSearchList: { collectionItemList: [], hasMore: false, bottomTimeStamp: '0' },
  }),
  create_collection: always(done),
  // The operator of the sandbox sees the call, and may take the account offline.
  bot_exit: always(null),
  nc_get_packet_status: always(null),
  send_packet: always(''),
  get_config: always({}),
  set_config: always(null),
  // Events are pushed over links; none waits to be fetched.
  get_event: always([]),
  reload_event_filter: always(null),
} as const satisfies Actions

const keyOf = (self: number): string => self.toString(16).padStart(32, '0')
