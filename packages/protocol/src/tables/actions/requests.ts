import { standardActions } from '../sources.js'
import { actionRows } from '../table.js'
import * as words from '../words.js'

/** Requests to become a friend or to join a group. */
export const requestActions = actionRows({
  set_friend_add_request: {
    summary: { zh: '处理加好友请求。', en: 'Answer a friend request.' },
    source: standardActions,
    params: [
      {
        name: 'flag',
        type: 'string',
        required: true,
        summary: { zh: '请求事件中的 flag', en: 'flag of the request event' },
      },
      { name: 'approve', type: 'boolean', required: false, default: true, summary: words.approve },
      {
        name: 'remark',
        type: 'string',
        required: false,
        default: '',
        summary: {
          zh: '添加后的好友备注，仅在同意时有效',
          en: 'remark about the new friend, only when accepting',
        },
      },
    ],
    ext_params: [
      {
        name: 'reason',
        type: 'string',
        required: false,
        summary: { zh: '拒绝的理由', en: 'reason of a refusal' },
        source: ['lagrange'],
      },
    ],
    data: 'null',
  },
  set_group_add_request: {
    summary: { zh: '处理加群请求或入群邀请。', en: 'Answer a request to join a group, or an invitation.' },
    source: standardActions,
    params: [
      {
        name: 'flag',
        type: 'string',
        required: true,
        summary: { zh: '请求事件中的 flag', en: 'flag of the request event' },
      },
      {
        name: 'sub_type',
        type: 'string',
        required: true,
        summary: { zh: '须与请求事件的 sub_type 一致', en: 'must equal sub_type of the request event' },
        values: ['add', 'invite'],
        aliases: ['type'],
        optional_with: ['napcat', 'lagrange', 'llbot'],
      },
      { name: 'approve', type: 'boolean', required: false, default: true, summary: words.approve },
      {
        name: 'reason',
        type: 'string',
        required: false,
        default: '',
        summary: { zh: '拒绝的理由，仅在拒绝时有效', en: 'reason of a refusal, only when refusing' },
      },
    ],
    ext_params: [
      {
        name: 'count',
        type: 'number',
        required: false,
        default: 100,
        summary: { zh: '查找请求时获取的数量', en: 'how many requests are searched for the flag' },
        source: ['napcat'],
      },
    ],
    data: 'null',
  },
  get_group_system_msg: {
    summary: { zh: '获取加群请求和入群邀请列表。', en: 'List requests to join groups, and invitations.' },
    source: ['go-cqhttp', 'napcat', 'llbot'],
    params: [
      {
        name: 'count',
        type: 'number|string',
        required: false,
        default: 50,
        summary: words.howMany,
        source: ['napcat'],
      },
    ],
    data: [
      { name: 'invited_requests', type: 'array|null', summary: { zh: '入群邀请列表', en: 'invitations' } },
      { name: 'invited_requests[].request_id', type: 'number (int64)', summary: words.requestId },
      {
        name: 'invited_requests[].invitor_uin',
        type: 'number (int64)',
        summary: { zh: '邀请者 QQ 号', en: 'QQ number of the inviter' },
      },
      {
        name: 'invited_requests[].invitor_nick',
        type: 'string',
        summary: { zh: '邀请者昵称', en: 'nickname of the inviter' },
      },
      { name: 'invited_requests[].group_id', type: 'number (int64)', summary: words.group },
      { name: 'invited_requests[].group_name', type: 'string', summary: words.groupName },
      { name: 'invited_requests[].checked', type: 'boolean', summary: words.wasHandled },
      {
        name: 'invited_requests[].actor',
        type: 'number (int64)',
        summary: { zh: '处理者 QQ 号，未处理为 0', en: 'QQ number of who handled it; 0 if nobody did' },
      },
      { name: 'join_requests', type: 'array|null', summary: { zh: '加群请求列表', en: 'requests to join' } },
      { name: 'join_requests[].request_id', type: 'number (int64)', summary: words.requestId },
      {
        name: 'join_requests[].requester_uin',
        type: 'number (int64)',
        summary: { zh: '请求者 QQ 号', en: 'QQ number of the requester' },
      },
      {
        name: 'join_requests[].requester_nick',
        type: 'string',
        summary: { zh: '请求者昵称', en: 'nickname of the requester' },
      },
      { name: 'join_requests[].message', type: 'string', summary: words.requestText },
      { name: 'join_requests[].group_id', type: 'number (int64)', summary: words.group },
      { name: 'join_requests[].group_name', type: 'string', summary: words.groupName },
      { name: 'join_requests[].checked', type: 'boolean', summary: words.wasHandled },
      {
        name: 'join_requests[].actor',
        type: 'number (int64)',
        summary: { zh: '处理者 QQ 号，未处理为 0', en: 'QQ number of who handled it; 0 if nobody did' },
      },
    ],
    note: {
      zh: '列表为空时 go-cqhttp 返回 null；NapCat 还会返回 InvitedRequest。',
      en: 'go-cqhttp answers null for an empty list; NapCat also emits InvitedRequest.',
    },
  },
  get_group_requests: {
    summary: {
      zh: '以请求事件的形式获取待处理的加群请求。',
      en: 'List the pending group requests, each as a request event.',
    },
    source: ['lagrange'],
    params: [],
    data: { array: 'event' },
  },
  get_group_ignore_add_request: {
    summary: { zh: '获取被过滤的加群请求列表。', en: 'List the join requests that were filtered out.' },
    source: ['napcat', 'llbot'],
    params: [],
    data: {
      array: [
        { name: 'request_id', type: 'number', summary: words.requestId },
        {
          name: 'invitor_uin',
          type: 'number',
          summary: { zh: '邀请者 QQ 号', en: 'QQ number of the inviter' },
        },
        {
          name: 'invitor_nick',
          type: 'string',
          optional: true,
          summary: { zh: '邀请者昵称', en: 'nickname of the inviter' },
        },
        { name: 'group_id', type: 'number', summary: words.group },
        { name: 'message', type: 'string', optional: true, summary: words.requestText },
        { name: 'group_name', type: 'string', optional: true, summary: words.groupName },
        { name: 'checked', type: 'boolean', summary: words.wasHandled },
        { name: 'actor', type: 'number', summary: { zh: '处理者 QQ 号', en: 'QQ number of who handled it' } },
        {
          name: 'requester_nick',
          type: 'string',
          optional: true,
          summary: { zh: '请求者昵称', en: 'nickname of the requester' },
        },
      ],
    },
    data_variants: { llbot: 'unknown' },
    note: {
      zh: 'LLBot 总是失败，并提示改用 get_group_system_msg。',
      en: 'LLBot always fails and points to get_group_system_msg.',
    },
  },
  get_group_ignored_notifies: {
    summary: { zh: '获取被忽略的群通知。', en: 'List the group notices that were ignored.' },
    source: ['napcat'],
    params: [],
    data: [
      { name: 'invited_requests', type: 'array<any>', summary: { zh: '入群邀请列表', en: 'invitations' } },
      {
        name: 'InvitedRequest',
        type: 'array<any>',
        summary: {
          zh: '与 invited_requests 相同（旧字段）',
          en: 'the same as invited_requests, under its old key',
        },
      },
      { name: 'join_requests', type: 'array<any>', summary: { zh: '加群请求列表', en: 'requests to join' } },
    ],
  },
  get_doubt_friends_add_request: {
    summary: { zh: '获取可疑的好友申请列表。', en: 'List suspicious friend requests.' },
    source: ['napcat', 'llbot'],
    params: [{ name: 'count', type: 'number|string', required: false, default: 50, summary: words.howMany }],
    data: {
      array: [
        { name: 'flag', type: 'string', summary: { zh: '请求的 flag', en: 'flag of the request' } },
        { name: 'uin', type: 'string', summary: words.qq },
        { name: 'nick', type: 'string', summary: words.nickname },
        { name: 'source', type: 'string', summary: { zh: '请求来源', en: 'where the request comes from' } },
        { name: 'reason', type: 'string', summary: { zh: '可疑的原因', en: 'why it is suspicious' } },
        { name: 'msg', type: 'string', summary: words.requestText },
        { name: 'group_code', type: 'string', summary: words.group },
        {
          name: 'time',
          type: 'string',
          summary: { zh: '请求时间，Unix 时间戳', en: 'unix time of the request' },
        },
        { name: 'type', type: 'string', summary: { zh: '恒为 doubt', en: 'always doubt' } },
      ],
    },
  },
  set_doubt_friends_add_request: {
    summary: { zh: '处理可疑的好友申请。', en: 'Answer a suspicious friend request.' },
    source: ['napcat', 'llbot'],
    params: [
      {
        name: 'flag',
        type: 'string',
        required: true,
        summary: { zh: '请求的 flag', en: 'flag of the request' },
      },
      {
        name: 'approve',
        type: 'boolean',
        required: false,
        default: true,
        summary: words.approve,
        source: ['napcat'],
      },
    ],
    data: 'null',
  },
})
