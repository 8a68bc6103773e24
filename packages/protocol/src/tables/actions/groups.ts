import { qqGroupExt } from '../qq-results.js'
import { implementations, standardActions } from '../sources.js'
import { actionRows, type ResultRow } from '../table.js'
import * as words from '../words.js'

const group: readonly ResultRow[] = [
  { name: 'group_id', type: 'number (int64)', summary: words.group },
  { name: 'group_name', type: 'string', summary: words.groupName },
  { name: 'member_count', type: 'number (int32)', summary: { zh: '当前成员数', en: 'number of members' } },
  { name: 'max_member_count', type: 'number (int32)', summary: words.mostMembers },
]

const extGroup: readonly ResultRow[] = [
  {
    name: 'group_create_time',
    type: 'number',
    summary: { zh: '建群时间，Unix 时间戳', en: 'unix time of creation' },
    source: ['go-cqhttp', 'llbot'],
  },
  {
    name: 'group_level',
    type: 'number',
    summary: { zh: '群等级', en: 'group level' },
    source: ['go-cqhttp'],
  },
  {
    name: 'group_memo',
    type: 'string',
    summary: {
      zh: '群简介（go-cqhttp 仅在搜索结果中提供）',
      en: 'group memo; from go-cqhttp only in search results',
    },
    source: ['go-cqhttp', 'llbot'],
  },
  {
    name: 'group_all_shut',
    type: 'number',
    summary: { zh: '全员禁言状态', en: 'whole-group mute state' },
    source: ['napcat'],
  },
  { name: 'group_remark', type: 'string', summary: words.groupRemark, source: ['napcat'] },
  { name: 'remark_name', type: 'string', summary: words.groupRemark, source: ['llbot'] },
  {
    name: 'owner_id',
    type: 'number',
    summary: { zh: '群主 QQ 号', en: 'QQ number of the owner' },
    source: ['llbot'],
  },
  {
    name: 'is_top',
    type: 'boolean',
    summary: { zh: '是否置顶', en: 'pinned to the top' },
    source: ['llbot'],
  },
  {
    name: 'shut_up_all_timestamp',
    type: 'number',
    summary: { zh: '全员禁言的结束时间', en: 'end of the whole-group mute' },
    source: ['llbot'],
  },
  {
    name: 'shut_up_me_timestamp',
    type: 'number',
    summary: { zh: '机器人被禁言的结束时间', en: 'end of the mute of the bot' },
    source: ['llbot'],
  },
]

/** Groups and their settings. */
export const groupActions = actionRows({
  get_group_info: {
    summary: { zh: '获取群信息。', en: 'Get one group.' },
    source: standardActions,
    params: [
      { name: 'group_id', type: 'number', required: true, summary: words.group },
      { name: 'no_cache', type: 'boolean', required: false, default: false, summary: words.noCacheSlow },
    ],
    data: group,
    ext_data: extGroup,
    default_deviations: { llbot: { no_cache: true } },
  },
  get_group_list: {
    summary: { zh: '获取群列表。', en: 'List the groups of the account.' },
    source: standardActions,
    params: [],
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
    data: { array: group },
    ext_data: extGroup,
  },
  get_group_info_ex: {
    summary: { zh: '获取群的扩展信息。', en: 'Get extended information about a group.' },
    source: ['napcat'],
    params: [{ name: 'group_id', type: 'string', required: true, summary: words.group }],
    data: qqGroupExt,
  },
  get_group_detail_info: {
    summary: { zh: '获取群的详细信息。', en: 'Get details of a group.' },
    source: ['napcat'],
    params: [{ name: 'group_id', type: 'string', required: true, summary: words.group }],
    data: [
      { name: 'group_id', type: 'number', summary: words.group },
      { name: 'group_name', type: 'string', summary: words.groupName },
      { name: 'member_count', type: 'number', summary: { zh: '当前成员数', en: 'number of members' } },
      { name: 'max_member_count', type: 'number', summary: words.mostMembers },
      {
        name: 'group_all_shut',
        type: 'number',
        summary: { zh: '全员禁言状态', en: 'whole-group mute state' },
      },
      { name: 'group_remark', type: 'string', summary: words.groupRemark },
    ],
  },
  set_group_name: {
    summary: { zh: '修改群名称。', en: 'Rename a group.' },
    source: standardActions,
    params: [
      { name: 'group_id', type: 'number (int64)', required: true, summary: words.group },
      { name: 'group_name', type: 'string', required: true, summary: words.newGroupName },
    ],
    data: 'null',
  },
  set_group_portrait: {
    summary: { zh: '设置群头像。', en: 'Set the avatar of a group.' },
    source: implementations,
    params: [
      { name: 'group_id', type: 'number|string', required: true, summary: words.group },
      { name: 'file', type: 'string', required: true, summary: words.fileToSend },
      {
        name: 'cache',
        type: 'string',
        required: false,
        summary: { zh: '是否使用已下载的缓存，0 或 1', en: 'use what was downloaded before, 0 or 1' },
        source: ['go-cqhttp'],
      },
    ],
    data: 'null',
    data_variants: {
      napcat: [
        { name: 'result', type: 'number', summary: { zh: '结果代码', en: 'result code' } },
        { name: 'errMsg', type: 'string', summary: { zh: '错误信息', en: 'error text' } },
      ],
    },
  },
  set_group_remark: {
    summary: { zh: '设置群备注。', en: "Set the bot's own remark about a group." },
    source: ['napcat', 'llbot'],
    params: [
      { name: 'group_id', type: 'number|string', required: true, summary: words.group },
      {
        name: 'remark',
        type: 'string',
        required: false,
        summary: words.groupRemark,
        required_by: ['napcat'],
      },
    ],
    data: 'null',
  },
  set_group_leave: {
    summary: { zh: '退出或解散群。', en: 'Leave a group, or disband it.' },
    source: standardActions,
    params: [
      { name: 'group_id', type: 'number', required: true, summary: words.group },
      {
        name: 'is_dismiss',
        type: 'boolean',
        required: false,
        default: false,
        summary: {
          zh: '是否解散群；机器人是群主时，填 true 才能解散',
          en: 'disband the group, which only its owner can do',
        },
      },
    ],
    data: 'null',
  },
  set_group_anonymous: {
    summary: { zh: '允许或禁止群内匿名聊天。', en: 'Allow or forbid anonymous chat in a group.' },
    source: ['onebot11-public', 'go-cqhttp'],
    params: [
      { name: 'group_id', type: 'number', required: true, summary: words.group },
      {
        name: 'enable',
        type: 'boolean',
        required: false,
        default: true,
        summary: { zh: 'true 为允许，false 为禁止', en: 'true allows, false forbids' },
      },
    ],
    data: 'null',
  },
  set_group_add_option: {
    summary: { zh: '设置加群方式。', en: 'Set how users may join a group.' },
    source: ['napcat'],
    params: [
      { name: 'group_id', type: 'string', required: true, summary: words.group },
      {
        name: 'add_type',
        type: 'number',
        required: true,
        summary: { zh: '加群方式代码', en: 'code of how to join' },
      },
      {
        name: 'group_question',
        type: 'string',
        required: false,
        summary: { zh: '加群问题', en: 'question to those who join' },
      },
      {
        name: 'group_answer',
        type: 'string',
        required: false,
        summary: { zh: '加群问题的答案', en: 'answer to the question' },
      },
    ],
    data: 'null',
  },
  set_group_robot_add_option: {
    summary: { zh: '设置机器人入群的方式。', en: 'Set how bots may join a group.' },
    source: ['napcat'],
    params: [
      { name: 'group_id', type: 'string', required: true, summary: words.group },
      {
        name: 'robot_member_switch',
        type: 'number',
        required: false,
        summary: { zh: '机器人入群开关', en: 'switch for bots as members' },
      },
      {
        name: 'robot_member_examine',
        type: 'number',
        required: false,
        summary: { zh: '机器人入群审核开关', en: 'switch for the review of bots that join' },
      },
    ],
    data: 'null',
  },
  set_group_search: {
    summary: { zh: '设置群的搜索选项。', en: 'Set how a group can be found.' },
    source: ['napcat'],
    params: [
      { name: 'group_id', type: 'string', required: true, summary: words.group },
      {
        name: 'no_code_finger_open',
        type: 'number',
        required: false,
        summary: { zh: '搜索开关（含义不明）', en: 'search switch (meaning unknown)' },
      },
      {
        name: 'no_finger_open',
        type: 'number',
        required: false,
        summary: { zh: '搜索开关（含义不明）', en: 'search switch (meaning unknown)' },
      },
    ],
    data: 'null',
  },
  set_group_msg_mask: {
    summary: { zh: '设置群消息的接收方式。', en: 'Set how the messages of a group are received.' },
    source: ['llbot'],
    params: [
      { name: 'group_id', type: 'number|string', required: true, summary: words.group },
      {
        name: 'mask',
        type: 'number|string',
        required: true,
        summary: { zh: '接收方式，1 至 4', en: 'how to receive, 1 to 4' },
      },
    ],
    data: 'null',
  },
  set_group_member_invite_policy: {
    summary: { zh: '设置成员邀请好友入群的方式。', en: 'Set how members may invite others.' },
    source: ['napcat'],
    params: [
      { name: 'group_id', type: 'string', required: true, summary: words.group },
      {
        name: 'policy',
        type: 'string',
        required: true,
        summary: { zh: '邀请方式：禁止、需审核、无需审核、100 人以下无需审核', en: 'how members may invite' },
        values: ['disabled', 'require_approval', 'no_approval', 'no_approval_under_100'],
      },
    ],
    data: 'null',
  },
  set_group_member_permissions: {
    summary: { zh: '设置群成员的权限。', en: 'Set what members may do.' },
    source: ['napcat'],
    params: [
      { name: 'group_id', type: 'string', required: true, summary: words.group },
      {
        name: 'allow_member_upload_album',
        type: 'boolean',
        required: false,
        summary: { zh: '是否允许成员上传相册', en: 'members may upload to the album' },
      },
      {
        name: 'allow_member_temporary_session',
        type: 'boolean',
        required: false,
        summary: { zh: '是否允许成员发起临时会话', en: 'members may start temporary chats' },
      },
      {
        name: 'allow_member_create_group',
        type: 'boolean',
        required: false,
        summary: { zh: '是否允许成员发起新的群聊', en: 'members may create new groups' },
      },
    ],
    data: 'null',
  },
  set_group_new_member_history_visibility: {
    summary: { zh: '设置新成员能否查看历史消息。', en: 'Set whether new members see the history.' },
    source: ['napcat'],
    params: [
      { name: 'group_id', type: 'string', required: true, summary: words.group },
      { name: 'visible', type: 'boolean', required: true, summary: { zh: '是否可见', en: 'they see it' } },
    ],
    data: 'null',
  },
  set_group_bot_status: {
    summary: {
      zh: '启用或停用群内的官方机器人，返回机器人的号码。',
      en: 'Enable or disable an official bot in a group; returns the number of that bot.',
    },
    source: ['lagrange'],
    params: [
      { name: 'group_id', type: 'number', required: true, summary: words.group },
      {
        name: 'bot_id',
        type: 'number',
        required: true,
        summary: { zh: '官方机器人的号码', en: 'number of the official bot' },
      },
      {
        name: 'enable',
        type: 'number',
        required: true,
        summary: { zh: '1 为启用，0 为停用', en: '1 enables, 0 disables' },
      },
    ],
    data: { value: 'number' },
  },
  send_group_bot_callback: {
    summary: {
      zh: '向群内的官方机器人发送回调，返回机器人的号码。',
      en: 'Send a callback to an official bot in a group; returns the number of that bot.',
    },
    source: ['lagrange'],
    params: [
      { name: 'group_id', type: 'number', required: true, summary: words.group },
      {
        name: 'bot_id',
        type: 'number',
        required: true,
        summary: { zh: '官方机器人的号码', en: 'number of the official bot' },
      },
      {
        name: 'data_1',
        type: 'string',
        required: false,
        summary: { zh: '回调数据 1', en: 'callback data 1' },
      },
      {
        name: 'data_2',
        type: 'string',
        required: false,
        summary: { zh: '回调数据 2', en: 'callback data 2' },
      },
    ],
    data: { value: 'number' },
  },
  get_group_at_all_remain: {
    summary: { zh: '获取 @全体成员 的剩余次数。', en: 'Get how often everyone may still be mentioned.' },
    source: ['go-cqhttp', 'napcat', 'llbot'],
    params: [{ name: 'group_id', type: 'number|string', required: true, summary: words.group }],
    data: [
      {
        name: 'can_at_all',
        type: 'boolean',
        summary: { zh: '能否 @全体成员', en: 'everyone may be mentioned' },
      },
      {
        name: 'remain_at_all_count_for_group',
        type: 'number (int16)',
        summary: {
          zh: '群内所有管理员当天剩余的 @全体成员 次数',
          en: 'how often everyone may still be mentioned in the group today',
        },
      },
      {
        name: 'remain_at_all_count_for_uin',
        type: 'number (int16)',
        summary: {
          zh: '机器人当天剩余的 @全体成员 次数',
          en: 'how often the bot may still mention everyone today',
        },
      },
    ],
  },
  send_group_sign: {
    summary: { zh: '群打卡。', en: 'Check in to a group.' },
    source: ['go-cqhttp', 'napcat', 'llbot'],
    params: [{ name: 'group_id', type: 'number|string', required: true, summary: words.group }],
    data: 'null',
  },
  set_group_sign: {
    summary: { zh: '群打卡。', en: 'Check in to a group.' },
    source: ['napcat'],
    params: [{ name: 'group_id', type: 'string', required: true, summary: words.group }],
    data: 'null',
  },
  get_group_signed_list: {
    summary: { zh: '获取今日群打卡列表。', en: 'List who checked in to a group today.' },
    source: ['napcat', 'llbot'],
    params: [{ name: 'group_id', type: 'number|string', required: true, summary: words.group }],
    data: {
      array: [
        { name: 'user_id', type: 'number', summary: words.qq },
        { name: 'nick', type: 'string', summary: words.nickname },
        {
          name: 'time',
          type: 'number',
          summary: { zh: '打卡时间，Unix 时间戳', en: 'unix time of the check-in' },
        },
        { name: 'rank', type: 'number', summary: { zh: '排名', en: 'rank' } },
      ],
    },
  },
})
