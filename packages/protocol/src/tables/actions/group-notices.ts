import { qqErrCode, qqResult } from '../qq-results.js'
import { implementations } from '../sources.js'
import { actionRows, type ParamRow, type ResultRow } from '../table.js'
import * as words from '../words.js'

const announcement: readonly ParamRow[] = [
  { name: 'group_id', type: 'number|string', required: true, summary: words.group },
  { name: 'notice_id', type: 'string', required: true, summary: words.announcementId },
]

const essenceMessage: readonly ResultRow[] = [
  { name: 'sender_id', type: 'number (int64)', summary: words.sender },
  { name: 'sender_nick', type: 'string', summary: words.senderNickname },
  { name: 'sender_time', type: 'number (int64)', summary: words.sendTime },
  { name: 'operator_id', type: 'number (int64)', summary: words.operator },
  { name: 'operator_nick', type: 'string', summary: { zh: '操作者昵称', en: 'nickname of the operator' } },
  {
    name: 'operator_time',
    type: 'number (int64)',
    summary: { zh: '设置时间，Unix 时间戳', en: 'unix time of setting' },
  },
  { name: 'message_id', type: 'number (int32)', summary: words.messageId },
]

const todo: readonly ParamRow[] = [
  { name: 'group_id', type: 'number|string', required: true, summary: words.group },
  { name: 'message_id', type: 'string', required: false, summary: words.messageId },
  { name: 'message_seq', type: 'string', required: false, summary: words.messageSequence },
]

/** Announcements, essence messages and to-dos of groups. */
export const groupNoticeActions = actionRows({
  _get_group_notice: {
    summary: { zh: '获取群公告列表。', en: 'List the announcements of a group.' },
    source: implementations,
    params: [{ name: 'group_id', type: 'number|string', required: true, summary: words.group }],
    data: {
      array: [
        { name: 'notice_id', type: 'string', summary: words.announcementId },
        {
          name: 'sender_id',
          type: 'number (int64)',
          summary: { zh: '发布者 QQ 号', en: 'QQ number of the publisher' },
        },
        {
          name: 'publish_time',
          type: 'number (int64)',
          summary: { zh: '发布时间，Unix 时间戳', en: 'unix time of publishing' },
        },
        { name: 'message.text', type: 'string', summary: { zh: '公告内容', en: 'text of the announcement' } },
        {
          name: 'message.images',
          type: 'array',
          summary: {
            zh: '公告图片 {id, height, width}，值均为字符串',
            en: 'images {id, height, width}, all strings',
          },
        },
      ],
    },
  },
  _send_group_notice: {
    summary: { zh: '发布群公告。', en: 'Publish a group announcement.' },
    source: implementations,
    params: [
      { name: 'group_id', type: 'number|string', required: true, summary: words.group },
      {
        name: 'content',
        type: 'string',
        required: true,
        summary: { zh: '公告内容', en: 'text of the announcement' },
      },
      {
        name: 'image',
        type: 'string',
        required: false,
        summary: { zh: '公告图片', en: 'image of the announcement' },
      },
      {
        name: 'pinned',
        type: 'number|string|boolean',
        required: false,
        defaults: { napcat: 0, llbot: false },
        summary: { zh: '是否置顶', en: 'pin it to the top' },
        source: ['napcat', 'llbot'],
      },
      {
        name: 'type',
        type: 'number|string',
        required: false,
        default: 1,
        summary: { zh: '公告类型代码', en: 'announcement type code' },
        source: ['napcat'],
      },
      {
        name: 'confirm_required',
        type: 'number|string|boolean',
        required: false,
        defaults: { napcat: 1, llbot: true },
        summary: { zh: '是否需要成员确认收到', en: 'readers must confirm' },
        source: ['napcat', 'llbot'],
      },
      {
        name: 'is_show_edit_card',
        type: 'number|string|boolean',
        required: false,
        defaults: { napcat: 0, llbot: false },
        summary: { zh: '是否引导成员修改群名片', en: 'prompt members to edit their group card' },
        source: ['napcat', 'llbot'],
      },
      {
        name: 'tip_window_type',
        type: 'number|string',
        required: false,
        default: 0,
        summary: { zh: '弹窗类型', en: 'popup type' },
        source: ['napcat'],
      },
      {
        name: 'tip_window',
        type: 'string|boolean',
        required: false,
        default: false,
        summary: { zh: '是否弹窗显示', en: 'show it in a popup' },
        source: ['llbot'],
      },
      {
        name: 'send_new_member',
        type: 'string|boolean',
        required: false,
        default: false,
        summary: { zh: '是否发送给新成员', en: 'send it to new members' },
        source: ['llbot'],
      },
    ],
    data: [{ name: 'notice_id', type: 'string', summary: words.announcementId }],
    data_variants: { napcat: 'null', llbot: 'null', lagrange: { value: 'string' } },
  },
  _del_group_notice: {
    summary: { zh: '删除群公告。', en: 'Delete a group announcement.' },
    source: ['go-cqhttp', 'napcat', 'lagrange'],
    params: announcement,
    data: 'null',
    data_variants: { napcat: qqResult },
  },
  _delete_group_notice: {
    summary: { zh: '删除群公告（LLBot 的名称）。', en: "Delete a group announcement, by LLBot's name." },
    source: ['llbot'],
    params: announcement,
    data: 'null',
  },
  get_essence_msg_list: {
    summary: { zh: '获取精华消息列表。', en: 'List the essence messages of a group.' },
    source: implementations,
    params: [{ name: 'group_id', type: 'number|string', required: true, summary: words.group }],
    data: { array: essenceMessage },
    data_variants: {
      lagrange: {
        array: [
          ...essenceMessage,
          { name: 'content', type: 'array<segment>', summary: words.messageContent },
        ],
      },
      napcat: {
        array: [
          { name: 'msg_seq', type: 'number', summary: words.messageSequence },
          {
            name: 'msg_random',
            type: 'number',
            summary: { zh: '消息随机数', en: 'random number of the message' },
          },
          { name: 'sender_id', type: 'number', summary: words.sender },
          { name: 'sender_nick', type: 'string', summary: words.senderNickname },
          { name: 'operator_id', type: 'number', summary: words.operator },
          {
            name: 'operator_nick',
            type: 'string',
            summary: { zh: '操作者昵称', en: 'nickname of the operator' },
          },
          { name: 'message_id', type: 'number', summary: words.messageId },
          {
            name: 'operator_time',
            type: 'number',
            summary: { zh: '设置时间，Unix 时间戳', en: 'unix time of setting' },
          },
          { name: 'content', type: 'array<segment>', summary: words.messageContent },
        ],
      },
    },
  },
  set_essence_msg: {
    summary: { zh: '设置精华消息。', en: 'Make a message an essence message.' },
    source: implementations,
    params: [{ name: 'message_id', type: 'number|string', required: true, summary: words.messageId }],
    data: 'null',
    data_variants: { napcat: qqErrCode },
  },
  delete_essence_msg: {
    summary: { zh: '移出精华消息。', en: 'Remove a message from the essence messages.' },
    source: implementations,
    params: [
      {
        name: 'message_id',
        type: 'number|string',
        required: false,
        summary: words.messageId,
        required_by: ['go-cqhttp', 'lagrange', 'llbot'],
      },
      {
        name: 'msg_seq',
        type: 'string',
        required: false,
        summary: words.messageSequence,
        source: ['napcat'],
      },
      {
        name: 'msg_random',
        type: 'string',
        required: false,
        summary: { zh: '消息随机数', en: 'random number of the message' },
        source: ['napcat'],
      },
      { name: 'group_id', type: 'string', required: false, summary: words.group, source: ['napcat'] },
    ],
    data: 'null',
    data_variants: { napcat: qqErrCode },
  },
  set_group_todo: {
    summary: { zh: '将消息设为群待办。', en: 'Make a message the to-do of a group.' },
    source: ['napcat'],
    params: todo,
    data: 'null',
  },
  complete_group_todo: {
    summary: { zh: '完成群待办。', en: 'Complete the to-do of a group.' },
    source: ['napcat'],
    params: todo,
    data: 'null',
  },
  cancel_group_todo: {
    summary: { zh: '取消群待办。', en: 'Cancel the to-do of a group.' },
    source: ['napcat'],
    params: todo,
    data: 'null',
  },
})
