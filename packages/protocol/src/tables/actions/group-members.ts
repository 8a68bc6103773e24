import { implementations, standardActions } from '../sources.js'
import { actionRows, type ParamRow, type ResultRow } from '../table.js'
import * as words from '../words.js'

const member: readonly ResultRow[] = [
  { name: 'group_id', type: 'number (int64)', summary: words.group },
  { name: 'user_id', type: 'number (int64)', summary: words.member },
  { name: 'nickname', type: 'string', summary: { zh: 'QQ 昵称', en: 'QQ nickname' } },
  { name: 'card', type: 'string', summary: { zh: '群名片', en: 'group card, the name within the group' } },
  { name: 'sex', type: 'string', summary: words.sex, values: ['male', 'female', 'unknown'] },
  { name: 'age', type: 'number (int32)', summary: words.age },
  {
    name: 'area',
    type: 'string',
    summary: { zh: '地区，成员列表中可能没有', en: 'region; may be missing from a list' },
  },
  {
    name: 'join_time',
    type: 'number (int32)',
    summary: { zh: '入群时间，Unix 时间戳', en: 'unix time of joining' },
  },
  {
    name: 'last_sent_time',
    type: 'number (int32)',
    summary: { zh: '最后发言时间，Unix 时间戳', en: 'unix time of the last message' },
  },
  { name: 'level', type: 'string', summary: words.memberLevel },
  {
    name: 'role',
    type: 'string',
    summary: { zh: '在群中的身份：群主、管理员或普通成员', en: 'role in the group' },
    values: ['owner', 'admin', 'member'],
  },
  { name: 'unfriendly', type: 'boolean', summary: { zh: '是否有不良记录', en: 'has a bad record' } },
  {
    name: 'title',
    type: 'string',
    summary: { zh: '专属头衔，成员列表中可能没有', en: 'special title; may be missing from a list' },
  },
  {
    name: 'title_expire_time',
    type: 'number (int32)',
    summary: { zh: '专属头衔的过期时间，Unix 时间戳', en: 'unix time at which the title expires' },
  },
  {
    name: 'card_changeable',
    type: 'boolean',
    summary: { zh: '是否允许修改群名片', en: 'the card may be changed' },
  },
]

const extMember: readonly ResultRow[] = [
  {
    name: 'shut_up_timestamp',
    type: 'number',
    summary: { zh: '禁言结束时间，Unix 时间戳', en: 'unix time at which a mute ends' },
    source: ['go-cqhttp', 'napcat', 'llbot'],
  },
  { name: 'qq_level', type: 'number', summary: words.qqLevel, source: ['napcat', 'llbot'] },
  {
    name: 'is_robot',
    type: 'boolean',
    summary: { zh: '是否为机器人', en: 'is a bot' },
    source: ['napcat', 'llbot'],
  },
  {
    name: 'qage',
    type: 'number',
    summary: { zh: 'Q 龄', en: 'age of the account' },
    // NapCatQQ `packages/napcat-onebot/helper/data.ts` makes members without it, though its schema names it.
    source: ['llbot'],
  },
  {
    name: 'card_or_nickname',
    type: 'string',
    summary: { zh: '显示的名字：群名片，没有则为昵称', en: 'name to show: the card, else the nickname' },
    source: ['llbot'],
  },
]

const memberToChange: readonly ParamRow[] = [
  { name: 'group_id', type: 'number', required: true, summary: words.group },
  {
    name: 'user_id',
    type: 'number',
    required: true,
    summary: { zh: '要设置的成员的 QQ 号', en: 'QQ number of the member' },
  },
]

/** Members of groups. */
export const groupMemberActions = actionRows({
  get_group_member_info: {
    summary: { zh: '获取群成员信息。', en: 'Get one member of a group.' },
    source: standardActions,
    params: [
      { name: 'group_id', type: 'number', required: true, summary: words.group },
      { name: 'user_id', type: 'number', required: true, summary: words.member },
      { name: 'no_cache', type: 'boolean', required: false, default: false, summary: words.noCacheSlow },
    ],
    data: member,
    ext_data: extMember,
    default_deviations: { napcat: { no_cache: true } },
  },
  get_group_member_list: {
    summary: {
      zh: '获取群成员列表；与 get_group_member_info 相比，部分字段可能缺失。',
      en: 'List the members of a group; fields of get_group_member_info may be missing.',
    },
    source: standardActions,
    params: [{ name: 'group_id', type: 'number (int64)', required: true, summary: words.group }],
    ext_params: [
      {
        name: 'no_cache',
        type: 'string|boolean',
        required: false,
        default: false,
        summary: words.noCache,
        source: implementations,
      },
    ],
    data: { array: member },
    ext_data: extMember,
  },
  get_group_honor_info: {
    summary: { zh: '获取群荣誉信息。', en: 'Get the honors of a group.' },
    source: standardActions,
    params: [
      { name: 'group_id', type: 'number (int64)', required: true, summary: words.group },
      {
        name: 'type',
        type: 'string',
        required: true,
        summary: { zh: '要获取的荣誉类型', en: 'which honor to get; all gets every one' },
        values: ['talkative', 'performer', 'legend', 'strong_newbie', 'emotion', 'all'],
      },
    ],
    data: [
      { name: 'group_id', type: 'number (int64)', summary: words.group },
      {
        name: 'current_talkative',
        type: 'object',
        optional: true,
        summary: {
          zh: '当前龙王，仅 type 为 talkative 或 all 时有',
          en: 'the most talkative member now; only for type talkative or all',
        },
      },
      { name: 'current_talkative.user_id', type: 'number (int64)', summary: words.qq },
      { name: 'current_talkative.nickname', type: 'string', summary: words.nickname },
      { name: 'current_talkative.avatar', type: 'string', summary: words.avatar },
      {
        name: 'current_talkative.day_count',
        type: 'number (int32)',
        summary: { zh: '持续天数', en: 'for how many days' },
      },
      {
        name: 'talkative_list',
        type: 'array',
        optional: true,
        summary: {
          zh: '历史龙王，仅 type 为 talkative 或 all 时有',
          en: 'most talkative members of the past; only for type talkative or all',
        },
      },
      {
        name: 'performer_list',
        type: 'array',
        optional: true,
        summary: {
          zh: '群聊之火，仅 type 为 performer 或 all 时有',
          en: 'performers; only for type performer or all',
        },
      },
      {
        name: 'legend_list',
        type: 'array',
        optional: true,
        summary: {
          zh: '群聊炽焰，仅 type 为 legend 或 all 时有',
          en: 'legends; only for type legend or all',
        },
      },
      {
        name: 'strong_newbie_list',
        type: 'array',
        optional: true,
        summary: {
          zh: '冒尖小春笋，仅 type 为 strong_newbie 或 all 时有',
          en: 'strong newbies; only for type strong_newbie or all',
        },
      },
      {
        name: 'emotion_list',
        type: 'array',
        optional: true,
        summary: {
          zh: '快乐之源，仅 type 为 emotion 或 all 时有',
          en: 'sources of joy; only for type emotion or all',
        },
      },
      { name: '*_list[].user_id', type: 'number (int64)', summary: words.qq },
      { name: '*_list[].nickname', type: 'string', summary: words.nickname },
      { name: '*_list[].avatar', type: 'string', summary: words.avatar },
      {
        name: '*_list[].description',
        type: 'string',
        summary: { zh: '荣誉描述', en: 'description of the honor' },
      },
    ],
  },
  get_group_shut_list: {
    summary: { zh: '获取群内被禁言的成员列表。', en: 'List the muted members of a group.' },
    source: ['napcat', 'llbot'],
    params: [{ name: 'group_id', type: 'number|string', required: true, summary: words.group }],
    data: {
      array: [
        { name: 'uid', type: 'string', summary: { zh: '内部 UID', en: 'internal uid' } },
        { name: 'uin', type: 'string', summary: words.qq },
        { name: 'nick', type: 'string', summary: words.nickname },
        { name: 'cardName', type: 'string', summary: { zh: '群名片', en: 'group card' } },
        { name: 'role', type: 'number', summary: { zh: '群身份代码', en: 'code of the role' } },
        {
          name: 'shutUpTime',
          type: 'number',
          summary: { zh: '禁言结束时间，Unix 时间戳', en: 'unix time at which the mute ends' },
        },
        { name: 'memberRealLevel', type: 'number', summary: words.memberLevel },
        { name: 'memberSpecialTitle', type: 'string', summary: { zh: '专属头衔', en: 'special title' } },
        {
          name: 'joinTime',
          type: 'number',
          summary: { zh: '加入时间，Unix 时间戳', en: 'unix time of joining' },
        },
        {
          name: 'lastSpeakTime',
          type: 'number',
          summary: { zh: '最后发言时间，Unix 时间戳', en: 'unix time of the last message' },
        },
      ],
    },
  },
  set_group_kick: {
    summary: { zh: '将成员移出群。', en: 'Remove a member from a group.' },
    source: standardActions,
    params: [
      { name: 'group_id', type: 'number', required: true, summary: words.group },
      {
        name: 'user_id',
        type: 'number',
        required: true,
        summary: { zh: '要移出的成员的 QQ 号', en: 'QQ number of the member to remove' },
      },
      {
        name: 'reject_add_request',
        type: 'boolean',
        required: false,
        default: false,
        summary: { zh: '是否拒绝其再次加群', en: 'also refuse to let them join again' },
      },
    ],
    ext_params: [
      {
        name: 'message',
        type: 'string',
        required: false,
        summary: { zh: '移出时附带的消息', en: 'message that goes with the removal' },
        source: ['go-cqhttp'],
      },
    ],
    data: 'null',
  },
  set_group_kick_members: {
    summary: { zh: '批量移出群成员。', en: 'Remove several members from a group.' },
    source: ['napcat'],
    params: [
      { name: 'group_id', type: 'string', required: true, summary: words.group },
      {
        name: 'user_id',
        type: 'array<string>',
        required: true,
        summary: { zh: '成员的 QQ 号列表', en: 'QQ numbers of the members' },
      },
      {
        name: 'reject_add_request',
        type: 'string|boolean',
        required: false,
        summary: { zh: '是否拒绝其再次加群', en: 'also refuse to let them join again' },
      },
    ],
    data: 'null',
  },
  batch_delete_group_member: {
    summary: { zh: '批量移出群成员。', en: 'Remove several members from a group.' },
    source: ['llbot'],
    params: [
      { name: 'group_id', type: 'number|string', required: true, summary: words.group },
      {
        name: 'user_ids',
        type: 'array<number|string>',
        required: true,
        summary: { zh: '成员的 QQ 号列表', en: 'QQ numbers of the members' },
      },
    ],
    data: 'null',
  },
  set_group_ban: {
    summary: { zh: '禁言群成员。', en: 'Mute one member of a group.' },
    source: standardActions,
    params: [
      { name: 'group_id', type: 'number', required: true, summary: words.group },
      {
        name: 'user_id',
        type: 'number',
        required: true,
        summary: { zh: '要禁言的成员的 QQ 号', en: 'QQ number of the member to mute' },
      },
      {
        name: 'duration',
        type: 'number',
        required: false,
        default: 1800,
        default_expr: '30 * 60',
        summary: { zh: '禁言时长，单位秒，0 表示解除禁言', en: 'how long, in seconds; 0 lifts the mute' },
      },
    ],
    data: 'null',
    default_deviations: { napcat: { duration: 0 }, lagrange: { duration: 0 } },
  },
  set_group_anonymous_ban: {
    summary: { zh: '禁言匿名用户。', en: 'Mute an anonymous user of a group.' },
    source: ['onebot11-public', 'go-cqhttp'],
    params: [
      { name: 'group_id', type: 'number', required: true, summary: words.group },
      {
        name: 'anonymous',
        type: 'object',
        required: false,
        summary: {
          zh: '群消息事件中的 anonymous 对象；两者都填时以它为准',
          en: 'the anonymous object of the group message event; it wins if the flag is given as well',
        },
      },
      {
        name: 'anonymous_flag',
        type: 'string',
        required: false,
        summary: {
          zh: '群消息事件中匿名用户的 flag',
          en: 'flag of the anonymous user, from the group message event',
        },
        aliases: ['flag'],
      },
      {
        name: 'duration',
        type: 'number',
        required: false,
        default: 1800,
        default_expr: '30 * 60',
        summary: {
          zh: '禁言时长，单位秒；匿名用户的禁言无法解除',
          en: 'how long, in seconds; the mute of an anonymous user cannot be lifted',
        },
      },
    ],
    data: 'null',
    default_deviations: { 'go-cqhttp': { duration: 0 } },
    one_of_required: ['anonymous', 'anonymous_flag'],
  },
  set_group_whole_ban: {
    summary: { zh: '开启或关闭全员禁言。', en: 'Mute or unmute the whole group.' },
    source: standardActions,
    params: [
      { name: 'group_id', type: 'number', required: true, summary: words.group },
      {
        name: 'enable',
        type: 'boolean',
        required: false,
        default: true,
        summary: { zh: 'true 为开启全员禁言，false 为关闭', en: 'true mutes, false unmutes' },
      },
    ],
    data: 'null',
    default_deviations: { lagrange: { enable: false } },
  },
  set_group_admin: {
    summary: { zh: '设置或取消群管理员。', en: 'Make a member an admin of the group, or no longer one.' },
    source: standardActions,
    params: [
      ...memberToChange,
      {
        name: 'enable',
        type: 'boolean',
        required: false,
        default: true,
        summary: { zh: 'true 为设置，false 为取消', en: 'true makes an admin, false revokes' },
      },
    ],
    data: 'null',
    default_deviations: { lagrange: { enable: false }, napcat: { enable: false } },
  },
  set_group_card: {
    summary: { zh: '设置成员的群名片。', en: 'Set the group card of a member.' },
    source: standardActions,
    params: [
      ...memberToChange,
      {
        name: 'card',
        type: 'string',
        required: false,
        default: '',
        summary: { zh: '群名片，不填或为空表示删除群名片', en: 'the new card; empty or absent removes it' },
      },
    ],
    data: 'null',
  },
  set_group_special_title: {
    summary: { zh: '设置成员的专属头衔。', en: 'Set the special title of a member.' },
    source: standardActions,
    params: [
      ...memberToChange,
      {
        name: 'special_title',
        type: 'string',
        required: false,
        default: '',
        summary: {
          zh: '专属头衔，不填或为空表示删除专属头衔',
          en: 'the new title; empty or absent removes it',
        },
      },
      {
        name: 'duration',
        type: 'number',
        required: false,
        default: -1,
        summary: {
          zh: '专属头衔的有效期，单位秒，-1 表示永久；据称没有效果',
          en: 'how long, in seconds, -1 is forever; reported to have no effect',
        },
      },
    ],
    data: 'null',
  },
})
