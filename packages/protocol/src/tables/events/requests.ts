import { standardEvents } from '../sources.js'
import { eventRows } from '../table.js'
import * as words from '../words.js'

/** Requests, which wait for an answer. */
export const requestEvents = eventRows({
  FriendRequestEvent: {
    post_type: 'request',
    detail_field: 'request_type',
    detail_type: 'friend',
    sub_types: [],
    summary: { zh: '加好友请求。', en: 'Somebody asks to become a friend.' },
    source: standardEvents,
    fields: [
      {
        name: 'user_id',
        type: 'number (int64)',
        required: true,
        summary: { zh: '请求者 QQ 号', en: 'QQ number of who asks' },
      },
      { name: 'comment', type: 'string', required: true, summary: words.requestText },
      {
        name: 'flag',
        type: 'string',
        required: true,
        summary: { zh: '请求标识，用于 set_friend_add_request', en: 'flag for set_friend_add_request' },
      },
      {
        name: 'via',
        type: 'string',
        required: false,
        summary: { zh: '对方找到机器人的途径', en: 'how they found the bot' },
        source: ['llbot'],
      },
    ],
    quick_operations: [
      {
        name: 'approve',
        type: 'boolean',
        summary: { zh: '是否同意，不填则不处理', en: 'accept (true) or refuse; without it, nothing is done' },
      },
      {
        name: 'remark',
        type: 'string',
        summary: {
          zh: '添加后的好友备注，仅在同意时有效',
          en: 'remark about the new friend, only when accepting',
        },
      },
    ],
  },
  GroupRequestEvent: {
    post_type: 'request',
    detail_field: 'request_type',
    detail_type: 'group',
    sub_types: [
      { value: 'add', summary: { zh: '有人申请加群', en: 'somebody asks to join' } },
      { value: 'invite', summary: { zh: '机器人被邀请入群', en: 'the bot is invited' } },
    ],
    summary: { zh: '加群请求或入群邀请。', en: 'Somebody asks to join a group, or invites the bot to one.' },
    source: standardEvents,
    fields: [
      { name: 'group_id', type: 'number (int64)', required: true, summary: words.group },
      {
        name: 'user_id',
        type: 'number (int64)',
        required: true,
        summary: { zh: '请求者或邀请者 QQ 号', en: 'QQ number of who asks or invites' },
      },
      {
        name: 'comment',
        type: 'string|null',
        required: true,
        summary: {
          zh: '验证信息，可能为空，Lagrange 可能为 null',
          en: 'text of the request; may be empty, from Lagrange null',
        },
      },
      {
        name: 'flag',
        type: 'string',
        required: true,
        summary: { zh: '请求标识，用于 set_group_add_request', en: 'flag for set_group_add_request' },
      },
      {
        name: 'invitor_id',
        type: 'number (int64)',
        required: false,
        summary: { zh: '邀请者 QQ 号，没有则为 0', en: 'QQ number of the inviter; 0 if none' },
        source: ['go-cqhttp', 'lagrange', 'llbot'],
      },
      {
        name: 'source_group_id',
        type: 'number (int64)',
        required: false,
        summary: { zh: '邀请来自的群号', en: 'number of the group that the invitation came from' },
        source: ['llbot'],
      },
    ],
    quick_operations: [
      {
        name: 'approve',
        type: 'boolean',
        summary: { zh: '是否同意，不填则不处理', en: 'accept (true) or refuse; without it, nothing is done' },
      },
      {
        name: 'reason',
        type: 'string',
        summary: { zh: '拒绝的理由，仅在拒绝时有效', en: 'reason of a refusal, only when refusing' },
      },
    ],
  },
})
