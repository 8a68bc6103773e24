import { qqResult } from '../qq-results.js'
import { implementations, standardActions } from '../sources.js'
import { actionRows, type ResultRow } from '../table.js'
import * as words from '../words.js'

const likingUsers: readonly ResultRow[] = [
  { name: 'users', type: 'array', summary: { zh: '用户列表', en: 'users' } },
  { name: 'nextStart', type: 'number', summary: { zh: '下一页的起始位置', en: 'offset of the next page' } },
]

/** Friends and other users. */
export const friendActions = actionRows({
  get_friend_list: {
    summary: { zh: '获取好友列表。', en: 'List the friends of the account.' },
    source: standardActions,
    params: [],
    ext_params: [
      {
        name: 'no_cache',
        type: 'string|boolean',
        required: false,
        summary: words.noCache,
        source: ['napcat'],
      },
    ],
    data: {
      array: [
        { name: 'user_id', type: 'number (int64)', summary: words.qq },
        { name: 'nickname', type: 'string', summary: words.nickname },
        { name: 'remark', type: 'string', summary: { zh: '备注名', en: 'own remark about the friend' } },
      ],
    },
    ext_data: [
      {
        name: 'q_id',
        type: 'string',
        summary: { zh: '用户的 QID', en: 'the QID of the user' },
        source: ['lagrange'],
      },
      {
        name: 'group',
        type: 'object',
        summary: {
          zh: '所在的好友分组 {group_id, group_name}',
          en: 'friend category {group_id, group_name}',
        },
        source: ['lagrange'],
      },
      { name: 'sex', type: 'string', summary: words.sex, source: ['napcat', 'llbot'] },
      { name: 'age', type: 'number', summary: words.age, source: ['napcat', 'llbot'] },
      {
        name: 'birthday_year',
        type: 'number',
        summary: { zh: '出生年份', en: 'year of birth' },
        source: ['napcat', 'llbot'],
      },
      {
        name: 'birthday_month',
        type: 'number',
        summary: { zh: '出生月份', en: 'month of birth' },
        source: ['napcat', 'llbot'],
      },
      {
        name: 'birthday_day',
        type: 'number',
        summary: { zh: '出生日', en: 'day of birth' },
        source: ['napcat', 'llbot'],
      },
      {
        name: 'qid',
        type: 'string',
        summary: { zh: '用户的 QID', en: 'the QID of the user' },
        source: ['napcat', 'llbot'],
      },
      { name: 'long_nick', type: 'string', summary: { zh: '个性签名', en: 'signature' }, source: ['llbot'] },
      { name: 'level', type: 'number', summary: words.qqLevel, source: ['napcat'] },
      {
        name: 'phone_num',
        type: 'string',
        summary: { zh: '手机号', en: 'phone number' },
        source: ['napcat'],
      },
      { name: 'email', type: 'string', summary: { zh: '邮箱', en: 'email' }, source: ['napcat'] },
      {
        name: 'category_id',
        type: 'number',
        summary: { zh: '好友分组 ID', en: 'category id' },
        source: ['napcat'],
      },
      {
        name: 'categoryName',
        type: 'string',
        summary: { zh: '好友分组名称', en: 'category name' },
        source: ['napcat'],
      },
      {
        name: 'categoryId',
        type: 'number',
        summary: { zh: '好友分组 ID', en: 'category id' },
        source: ['napcat'],
      },
      {
        name: 'login_days',
        type: 'number',
        summary: { zh: '登录天数', en: 'days logged in' },
        source: ['napcat'],
      },
    ],
  },
  get_friends_with_category: {
    summary: { zh: '按分组获取好友列表。', en: 'List the friends by category.' },
    source: ['napcat', 'llbot'],
    params: [],
    data: {
      array: [
        {
          name: 'categoryId',
          type: 'number',
          summary: { zh: '好友分组 ID', en: 'id of the friend category' },
        },
        {
          name: 'categorySortId',
          type: 'number',
          summary: { zh: '分组的排序', en: 'sort order' },
        },
        {
          name: 'categoryName',
          type: 'string',
          summary: { zh: '好友分组名称', en: 'name of the friend category' },
        },
        {
          name: 'categoryMbCount',
          type: 'number',
          summary: { zh: '分组内的好友数', en: 'number of friends in it' },
        },
        {
          name: 'onlineCount',
          type: 'number',
          summary: { zh: '在线好友数', en: 'number of friends online' },
        },
        {
          name: 'buddyList',
          type: 'array',
          summary: { zh: '好友列表，与 get_friend_list 相同', en: 'friends, as get_friend_list gives them' },
        },
      ],
    },
  },
  get_stranger_info: {
    summary: { zh: '获取陌生人信息，任何用户都可以查询。', en: 'Get information about any user.' },
    source: standardActions,
    params: [
      { name: 'user_id', type: 'number', required: true, summary: words.qq },
      { name: 'no_cache', type: 'boolean', required: false, default: false, summary: words.noCacheSlow },
    ],
    data: [
      { name: 'user_id', type: 'number (int64)', summary: words.qq },
      { name: 'nickname', type: 'string', summary: words.nickname },
      { name: 'sex', type: 'string', summary: words.sex, values: ['male', 'female', 'unknown'] },
      { name: 'age', type: 'number (int32)', summary: words.age },
    ],
    ext_data: [
      {
        name: 'qid',
        type: 'string',
        summary: { zh: '用户的 QID（Lagrange 的字段是 q_id）', en: 'the QID of the user (Lagrange: q_id)' },
        source: ['go-cqhttp', 'napcat', 'llbot'],
      },
      {
        name: 'level',
        type: 'number',
        summary: { zh: 'QQ 等级（NapCat 的字段是 qqLevel）', en: 'QQ level (NapCat: qqLevel)' },
        source: ['go-cqhttp', 'lagrange', 'llbot'],
      },
      {
        name: 'login_days',
        type: 'number',
        summary: { zh: '登录天数', en: 'days logged in' },
        source: ['go-cqhttp', 'napcat', 'llbot'],
      },
      {
        name: 'sign',
        type: 'string',
        summary: {
          zh: '个性签名（NapCat 与 LLBot 的字段是 long_nick）',
          en: 'signature (NapCat and LLBot: long_nick)',
        },
        source: ['go-cqhttp', 'lagrange'],
      },
      {
        name: 'vip_level',
        type: 'number',
        summary: { zh: 'VIP 等级', en: 'VIP level' },
        source: ['go-cqhttp', 'napcat', 'llbot'],
      },
      {
        name: 'remark',
        type: 'string',
        summary: { zh: '备注名', en: 'own remark about the user' },
        source: ['napcat', 'llbot'],
      },
      {
        name: 'reg_time',
        type: 'number',
        summary: {
          zh: '注册时间，Unix 时间戳（Lagrange 的字段是 RegisterTime）',
          en: 'unix time of registration (Lagrange: RegisterTime)',
        },
        source: ['napcat', 'llbot'],
      },
      { name: 'avatar', type: 'string', summary: words.avatar, source: ['lagrange'] },
      {
        name: 'status',
        type: 'any',
        summary: {
          zh: '在线状态：Lagrange 为对象，NapCat 为数字',
          en: 'status: an object from Lagrange, a number from NapCat',
        },
        source: ['napcat', 'lagrange'],
      },
      {
        name: 'Business',
        type: 'array',
        summary: { zh: '业务列表', en: 'list of businesses' },
        source: ['lagrange'],
      },
    ],
  },
  send_like: {
    summary: { zh: '给好友的名片点赞。', en: 'Give likes to the profile of a friend.' },
    source: ['onebot11-public', 'napcat', 'lagrange', 'llbot'],
    params: [
      {
        name: 'user_id',
        type: 'number',
        required: true,
        summary: { zh: '对方 QQ 号', en: 'QQ number of the friend' },
      },
      {
        name: 'times',
        type: 'number',
        required: false,
        default: 1,
        summary: {
          zh: '点赞次数，每天每个好友最多 10 次',
          en: 'number of likes; at most 10 per friend per day',
        },
      },
    ],
    data: 'null',
  },
  get_profile_like: {
    summary: { zh: '获取名片点赞列表。', en: 'Get the likes of a profile.' },
    source: ['napcat', 'llbot'],
    params: [
      { name: 'user_id', type: 'string', required: false, summary: words.qq, source: ['napcat'] },
      {
        name: 'start',
        type: 'number|string',
        required: false,
        default: 0,
        summary: { zh: '起始位置', en: 'offset' },
      },
      {
        name: 'count',
        type: 'number|string',
        required: false,
        defaults: { napcat: 10, llbot: 20 },
        summary: words.howMany,
      },
    ],
    data: [
      { name: 'uid', type: 'string', summary: { zh: '内部 UID', en: 'internal uid' } },
      { name: 'time', type: 'string', summary: { zh: '时间，Unix 时间戳', en: 'unix time' } },
      { name: 'favoriteInfo', type: 'object', summary: { zh: '收到的点赞', en: 'likes received' } },
      { name: 'voteInfo', type: 'object', summary: { zh: '送出的点赞', en: 'likes given' } },
    ],
    data_variants: { llbot: likingUsers },
  },
  get_profile_like_me: {
    summary: { zh: '获取给机器人点赞的用户。', en: 'List the users who liked the bot.' },
    source: ['llbot'],
    params: [
      {
        name: 'start',
        type: 'number|string',
        required: false,
        default: 0,
        summary: { zh: '起始位置', en: 'offset' },
      },
      { name: 'count', type: 'number|string', required: false, default: 20, summary: words.howMany },
    ],
    data: likingUsers,
  },
  get_profile_like_count: {
    summary: { zh: '获取用户的名片点赞数。', en: "Count the likes of a user's profile." },
    source: ['llbot'],
    params: [{ name: 'user_id', type: 'number|string', required: true, summary: words.qq }],
    data: [{ name: 'count', type: 'number', summary: { zh: '点赞数', en: 'number of likes' } }],
  },
  delete_friend: {
    summary: { zh: '删除好友。', en: 'Delete a friend.' },
    source: implementations,
    params: [
      {
        name: 'user_id',
        type: 'number|string',
        required: false,
        summary: words.qq,
        aliases: ['id'],
        required_by: ['go-cqhttp', 'lagrange', 'llbot'],
      },
      {
        name: 'friend_id',
        type: 'number|string',
        required: false,
        summary: words.friend,
        source: ['napcat'],
      },
      {
        name: 'temp_block',
        type: 'boolean',
        required: false,
        summary: { zh: '是否同时拉黑', en: 'also block the friend' },
        source: ['napcat'],
      },
      {
        name: 'temp_both_del',
        type: 'boolean',
        required: false,
        summary: { zh: '是否双向删除', en: 'delete on both sides' },
        source: ['napcat'],
      },
      {
        name: 'block',
        type: 'boolean',
        required: false,
        default: false,
        summary: { zh: '是否同时拉黑', en: 'also block the friend' },
        source: ['lagrange'],
      },
    ],
    data: 'null',
    data_variants: { napcat: qqResult },
  },
  set_friend_remark: {
    summary: { zh: '设置好友备注。', en: 'Set the remark about a friend.' },
    source: ['napcat', 'llbot'],
    params: [
      { name: 'user_id', type: 'number|string', required: true, summary: words.qq },
      {
        name: 'remark',
        type: 'string',
        required: false,
        default: '',
        summary: { zh: '备注名，为空表示删除', en: 'the remark; empty removes it' },
        required_by: ['napcat'],
      },
    ],
    data: 'null',
  },
  set_friend_category: {
    summary: { zh: '设置好友所在的分组。', en: 'Move a friend to another category.' },
    source: ['llbot'],
    params: [
      { name: 'user_id', type: 'number|string', required: true, summary: words.qq },
      {
        name: 'category_id',
        type: 'number|string',
        required: true,
        summary: { zh: '好友分组 ID', en: 'id of the friend category' },
      },
    ],
    data: 'null',
  },
  get_unidirectional_friend_list: {
    summary: { zh: '获取单向好友列表。', en: 'List the one-way friends.' },
    source: ['go-cqhttp', 'napcat'],
    params: [],
    data: {
      array: [
        { name: 'nickname', type: 'string', summary: words.nickname },
        { name: 'user_id', type: 'number (int64)', summary: words.qq },
        { name: 'source', type: 'string', summary: { zh: '添加来源', en: 'how they were added' } },
      ],
    },
  },
  delete_unidirectional_friend: {
    summary: { zh: '删除单向好友。', en: 'Delete a one-way friend.' },
    source: ['go-cqhttp'],
    params: [{ name: 'user_id', type: 'number', required: true, summary: words.qq }],
    data: 'null',
  },
  nc_get_user_status: {
    summary: { zh: '获取用户的在线状态。', en: 'Get the online status of a user.' },
    source: ['napcat'],
    params: [{ name: 'user_id', type: 'string', required: true, summary: words.qq }],
    data: [
      { name: 'status', type: 'number', summary: { zh: '在线状态代码', en: 'online status code' } },
      {
        name: 'ext_status',
        type: 'number',
        summary: { zh: '扩展在线状态代码', en: 'code of the extended online status' },
      },
    ],
  },
  set_input_status: {
    summary: { zh: '设置对方看到的输入状态。', en: 'Set the typing status that a user is shown.' },
    source: ['napcat', 'llbot'],
    params: [
      { name: 'user_id', type: 'number|string', required: true, summary: words.qq },
      {
        name: 'event_type',
        type: 'number|string',
        required: true,
        summary: { zh: '输入状态代码', en: 'code of the typing status' },
      },
    ],
    data: 'null',
    data_variants: { napcat: qqResult },
  },
  get_qq_avatar: {
    summary: { zh: '获取用户或群的头像 URL。', en: 'Get the avatar URL of a user or a group.' },
    source: ['llbot'],
    params: [
      { name: 'user_id', type: 'number|string', required: false, summary: words.qq },
      { name: 'group_id', type: 'number|string', required: false, summary: words.group },
    ],
    data: [{ name: 'url', type: 'string', summary: words.avatar }],
  },
})
