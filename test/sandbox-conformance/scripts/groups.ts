import type { Scripts } from '../script.js'
import { FIRST, SECOND, type Stage } from '../stage.js'
import { BOB, GROUP, HUMBLE, NO_GROUP, outside } from './materials.js'

const stranger = { ...GROUP, user_id: 20003 }
const humbleBob = { ...HUMBLE, user_id: 20002 }

/** What every action on a member is refused for. */
const onMember = (rest: object = {}) =>
  [
    ...outside({ user_id: 20002, ...rest }),
    [{ ...stranger, ...rest }, /20003/],
    [{ ...humbleBob, ...rest }, /10000|20002/],
  ] as const

export const groups: Scripts = {
  get_group_info: { params: GROUP, fails: [[NO_GROUP, /39999/]] },
  get_group_list: {},
  get_group_at_all_remain: { params: GROUP, fails: outside() },
  get_group_signed_list: {
    params: async (stage: Stage) => {
      await stage.does(FIRST, 'send_group_sign', GROUP)
      return GROUP
    },
    fails: outside(),
  },
  set_group_ban: { params: { ...BOB, duration: 60 }, both: ['notice.group_ban.ban'], fails: onMember() },
  set_group_kick: { params: BOB, both: ['notice.group_decrease.kick'], fails: onMember() },
  set_group_admin: { params: { ...BOB, enable: true }, both: ['notice.group_admin.set'], fails: onMember() },
  set_group_card: {
    params: { ...BOB, card: '阿宝' },
    both: ['notice.group_card'],
    fails: [...onMember({ card: '阿宝' }), [{ ...BOB, card: '宝'.repeat(100) }, /card/]],
  },
  set_group_special_title: {
    params: { ...BOB, special_title: '书虫' },
    both: ['notice.notify.title'],
    fails: onMember({ special_title: '书虫' }),
  },
  get_group_member_info: { params: BOB, fails: [...outside({ user_id: 20002 }), [stranger, /20003/]] },
  get_group_member_list: { params: GROUP, fails: outside() },
  get_group_shut_list: {
    params: async (stage: Stage) => {
      await stage.does(FIRST, 'set_group_ban', { ...BOB, duration: 60 })
      return GROUP
    },
    fails: outside(),
  },
  set_group_whole_ban: {
    params: GROUP,
    both: ['notice.group_ban.ban'],
    fails: [...outside(), [HUMBLE, /10000/]],
  },
  set_group_anonymous: { params: { ...GROUP, enable: false }, fails: [...outside(), [HUMBLE, /10000/]] },
  set_group_name: {
    params: { ...GROUP, group_name: '夜读会' },
    both: ['notice.notify.group_name'],
    fails: [...outside({ group_name: 'x' }), [{ ...HUMBLE, group_name: 'x' }, /10000/]],
  },
  set_group_remark: { params: { ...GROUP, remark: '书' }, fails: outside({ remark: '书' }) },
  set_group_leave: {
    params: HUMBLE,
    both: ['notice.group_decrease.leave'],
    fails: [...outside(), [GROUP, /10000/]],
  },
  send_group_sign: {
    params: GROUP,
    fails: [
      ...outside(),
      [
        async (stage: Stage) => {
          await stage.does(FIRST, 'send_group_sign', GROUP)
          return GROUP
        },
        /30001/,
      ],
    ],
  },
  get_group_honor_info: {
    params: async (stage: Stage) => {
      await stage.person(FIRST, { do: 'honor', ...GROUP, honor_type: 'talkative' })
      return { ...GROUP, type: 'all' }
    },
    fails: outside({ type: 'all' }),
  },
  // The others do without sub_type.
  set_group_add_request: {
    profile: 'go-cqhttp',
    params: async (stage: Stage) => {
      await stage.person(20003, { do: 'request_join', ...GROUP, comment: '爱读书' })
      const { flag } = await stage.told(FIRST, 'request.group.add')
      return { flag, sub_type: 'add' }
    },
    both: ['notice.group_increase.approve'],
    fails: [[{ flag: '77', sub_type: 'add' }, /77/]],
  },
  get_group_system_msg: {
    params: async (stage: Stage) => {
      await stage.person(20003, { do: 'request_join', ...GROUP, comment: '爱读书' })
      await stage.person(20001, { do: 'invite', group_id: 30002, user_id: FIRST })
      return {}
    },
  },
  get_group_ignore_add_request: {
    params: async (stage: Stage) => {
      await stage.person(20003, { do: 'request_join', ...GROUP, filtered: true })
      return {}
    },
  },
}

/** What concerns the accounts themselves and their friends. */
export const accounts: Scripts = {
  get_friend_list: {},
  get_friends_with_category: {},
  get_unidirectional_friend_list: {},
  get_stranger_info: { params: { user_id: 20003 }, fails: [[{ user_id: 29999 }, /29999/]] },
  set_friend_remark: {
    params: { user_id: SECOND, remark: '鹅' },
    fails: [[{ user_id: 20003, remark: '' }, /20003/]],
  },
  delete_friend: { params: { user_id: SECOND }, fails: [[{ user_id: 20003 }, /20003/]] },
  send_like: {
    params: { user_id: SECOND, times: 3 },
    second: ['notice.notify.profile_like'],
    fails: [
      [{ user_id: 29999 }, /29999/],
      [{ user_id: SECOND, times: 100 }, /10/],
    ],
  },
  get_profile_like: {
    params: async (stage: Stage) => {
      await stage.does(SECOND, 'send_like', { user_id: FIRST })
      return { user_id: String(FIRST) }
    },
    fails: [[{ user_id: '29999' }, /29999/]],
  },
  set_friend_add_request: {
    params: async (stage: Stage) => {
      await stage.person(20003, { do: 'request_friend', user_id: FIRST, comment: '你好' })
      return { flag: (await stage.told(FIRST, 'request.friend')).flag, approve: true, remark: '戴夫' }
    },
    first: ['notice.friend_add'],
    fails: [[{ flag: '77' }, /77/]],
  },
  get_doubt_friends_add_request: {
    params: async (stage: Stage) => {
      await stage.person(20003, { do: 'request_friend', user_id: FIRST, filtered: true })
      return {}
    },
  },
  set_doubt_friends_add_request: {
    params: async (stage: Stage) => {
      await stage.person(20003, { do: 'request_friend', user_id: FIRST, filtered: true })
      const [request] = Object.values(await stage.does(FIRST, 'get_doubt_friends_add_request'))
      return { flag: Object(request).flag, approve: true }
    },
    first: ['notice.friend_add'],
    fails: [[{ flag: '77', approve: true }, /77/]],
  },
  get_login_info: {},
  set_qq_profile: { params: { nickname: '小企鹅', personal_note: '读书中' } },
  set_online_status: { params: { status: 10, ext_status: 0, battery_status: 0 } },
  get_online_clients: {},
  _get_model_show: { params: { model: 'iPhone' } },
  _set_model_show: { params: { model: 'iPhone', model_show: 'iPhone 16' } },
  get_guild_list: {},
  get_guild_service_profile: {},
  get_cookies: { params: { domain: 'qun.qq.com' } },
  get_csrf_token: {},
  get_credentials: { params: { domain: 'qun.qq.com' } },
  get_rkey: {},
  get_status: {},
  get_version_info: {},
  // Not within this test.
  set_restart: { params: { delay: 600_000 } },
  clean_cache: {},
  get_robot_uin_range: {},
}
