import { perform } from '../deeds/perform.js'
import { friendRecord } from '../profiles/qq-records.js'
import { friendOf, userOf } from '../world/look-up.js'
import { mediaUrl } from '../world/media-url.js'
import type { User, World } from '../world/world.js'
import type { Actions } from './action.js'

export const friendHandlers = {
  get_friend_list: {
    events: [],
    refuses: [],
    run: ({ world }, _params, self) => friendList(world, self),
  },
  get_friends_with_category: {
    events: [],
    refuses: [],
    run({ world }, _params, self) {
      const buddyList = friendList(world, self)
      const counts = { categoryMbCount: buddyList.length, onlineCount: buddyList.length }
      return [{ ...CATEGORY, categorySortId: 0, ...counts, buddyList }]
    },
  },
  // Friendships in this world are mutual.
  get_unidirectional_friend_list: { events: [], refuses: [], run: () => [] },
  get_stranger_info: {
    events: [],
    refuses: ['no_such_user'],
    run({ world }, { user_id }, self) {
      const user = userOf({ world }, user_id)
      return { ...userInfo(user, world), remark: world.friends.get(self)?.get(user.user_id)?.remark ?? '' }
    },
  },
  set_friend_remark: {
    events: [],
    refuses: ['not_friend'],
    run: (turn, { user_id, remark = '' }, self) => perform(turn, self, 'set_remark', { user_id, remark }),
  },
  delete_friend: {
    events: [],
    refuses: ['not_friend'],
    run(turn, { friend_id = 0, user_id = friend_id }, self) {
      return perform(turn, self, 'delete_friend', { user_id: friendOf(turn, self, user_id).user_id })
    },
  },
} as const satisfies Actions

/** The default category of friends, which everybody has. */
const CATEGORY = { categoryId: 0, categoryName: '我的好友' } as const

function friendList({ friends, users }: World, self: number) {
  return Array.from(friends.get(self)?.values() ?? [], ({ user_id, remark }) => {
    const user = users.get(user_id)
    const info = user && { ...friendRecord, ...friendInfo(user) }
    return { user_id, remark, nickname: user?.nickname ?? '', ...info, ...CATEGORY, login_days: 0 }
  })
}

/** A friend as lists show one, with the fields of every implementation. */
const friendInfo = ({ user_id, nickname, sex, age, level, longNick }: User) => ({
  user_id,
  nickname,
  sex,
  age,
  level,
  qid: '',
  q_id: '',
  long_nick: longNick,
  group: { group_id: CATEGORY.categoryId, group_name: CATEGORY.categoryName },
})

/** A user's public profile. */
const userInfo = ({ user_id, nickname, sex, age, level, longNick, avatar }: User, world: World) => ({
  user_id,
  nickname,
  sex,
  age,
  qid: '',
  level,
  qqLevel: level,
  login_days: 0,
  vip_level: 0,
  reg_time: 0,
  status: 0,
  sign: longNick,
  long_nick: longNick,
  avatar: avatar === undefined ? '' : mediaUrl(world, avatar),
})
