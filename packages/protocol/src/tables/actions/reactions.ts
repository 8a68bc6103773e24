import { qqResult } from '../qq-results.js'
import { actionRows, type ParamRow } from '../table.js'
import * as words from '../words.js'

const reaction: readonly ParamRow[] = [
  { name: 'message_id', type: 'number|string', required: true, summary: words.messageId },
  { name: 'emoji_id', type: 'number|string', required: true, summary: words.emojiId },
  { name: 'set', type: 'string|boolean', required: false, default: true, summary: words.addOrTakeBack },
]

/** Emoji reactions, emoji chains and pokes. */
export const reactionActions = actionRows({
  set_msg_emoji_like: {
    summary: { zh: '添加或取消表情回应。', en: 'Add an emoji reaction or take it back.' },
    source: ['napcat', 'llbot'],
    params: reaction,
    data: 'null',
    data_variants: { napcat: qqResult },
  },
  unset_msg_emoji_like: {
    summary: { zh: '取消表情回应。', en: 'Take back an emoji reaction.' },
    source: ['llbot'],
    params: reaction,
    data: 'null',
  },
  set_group_reaction: {
    summary: {
      zh: '添加或取消表情回应（Lagrange）。',
      en: 'Add an emoji reaction or take it back (Lagrange).',
    },
    source: ['lagrange'],
    params: [
      { name: 'group_id', type: 'number', required: true, summary: words.group },
      { name: 'message_id', type: 'number', required: true, summary: words.messageId },
      {
        name: 'code',
        type: 'string',
        required: true,
        summary: { zh: '表情的代码', en: 'code of the emoji' },
      },
      { name: 'is_add', type: 'boolean', required: false, default: true, summary: words.addOrTakeBack },
    ],
    data: 'null',
  },
  get_emoji_likes: {
    summary: { zh: '获取以某个表情回应消息的用户。', en: 'List the users who reacted with an emoji.' },
    source: ['napcat'],
    params: [
      { name: 'group_id', type: 'string', required: false, summary: words.group },
      { name: 'message_id', type: 'string', required: true, summary: words.messageId },
      { name: 'emoji_id', type: 'string', required: true, summary: words.emojiId },
      { name: 'emoji_type', type: 'string', required: false, summary: words.emojiType },
      { name: 'count', type: 'number', required: false, default: 0, summary: words.howMany },
    ],
    data: [
      {
        name: 'emoji_like_list',
        type: 'array<object>',
        summary: { zh: '回应的用户', en: 'users who reacted' },
      },
      { name: 'emoji_like_list[].user_id', type: 'string', summary: words.qq },
      { name: 'emoji_like_list[].nick_name', type: 'string', summary: words.nickname },
    ],
  },
  fetch_emoji_like: {
    summary: {
      zh: '分页获取以某个表情回应消息的用户。',
      en: 'List the users who reacted with an emoji, page by page.',
    },
    source: ['napcat', 'llbot'],
    params: [
      { name: 'message_id', type: 'number|string', required: true, summary: words.messageId },
      {
        name: 'emojiId',
        type: 'number|string',
        required: false,
        summary: words.emojiId,
        required_by: ['napcat'],
      },
      {
        name: 'emojiType',
        type: 'number|string',
        required: false,
        summary: words.emojiType,
        required_by: ['napcat'],
        source: ['napcat'],
      },
      { name: 'count', type: 'number|string', required: false, default: 20, summary: words.howMany },
      {
        name: 'cookie',
        type: 'string',
        required: false,
        default: '',
        summary: { zh: '翻页用的 cookie', en: 'cookie of the page' },
      },
      { name: 'emoji_id', type: 'number|string', required: false, summary: words.emojiId, source: ['llbot'] },
    ],
    data: [
      {
        name: 'emojiLikesList',
        type: 'array<object>',
        summary: { zh: '回应的用户', en: 'users who reacted' },
      },
      { name: 'emojiLikesList[].tinyId', type: 'string', summary: { zh: '用户 ID', en: 'user id' } },
      { name: 'emojiLikesList[].nickName', type: 'string', summary: words.nickname },
      { name: 'emojiLikesList[].headUrl', type: 'string', summary: words.avatar },
      { name: 'cookie', type: 'string', summary: { zh: '下一页的 cookie', en: 'cookie of the next page' } },
      { name: 'isLastPage', type: 'boolean', summary: { zh: '是否为最后一页', en: 'is the last page' } },
      { name: 'isFirstPage', type: 'boolean', summary: { zh: '是否为第一页', en: 'is the first page' } },
      { name: 'result', type: 'number', summary: { zh: '结果代码', en: 'result code' } },
      { name: 'errMsg', type: 'string', summary: { zh: '错误信息', en: 'error text' } },
    ],
  },
  '.join_friend_emoji_chain': {
    summary: { zh: '在私聊中参与表情接龙。', en: 'Join an emoji chain in a private chat.' },
    source: ['lagrange'],
    params: [
      { name: 'user_id', type: 'number', required: true, summary: words.qq },
      { name: 'message_id', type: 'number', required: true, summary: words.messageId },
      { name: 'emoji_id', type: 'number', required: true, summary: words.emojiId },
    ],
    data: 'null',
  },
  '.join_group_emoji_chain': {
    summary: { zh: '在群聊中参与表情接龙。', en: 'Join an emoji chain in a group.' },
    source: ['lagrange'],
    params: [
      { name: 'group_id', type: 'number', required: true, summary: words.group },
      { name: 'message_id', type: 'number', required: true, summary: words.messageId },
      { name: 'emoji_id', type: 'number', required: true, summary: words.emojiId },
    ],
    data: 'null',
  },
  send_poke: {
    summary: {
      zh: '戳一戳：填了 group_id 则在群里，否则在私聊中。',
      en: 'Poke: in a group if group_id is given, else a friend.',
    },
    source: ['napcat', 'lagrange', 'llbot'],
    params: [
      { name: 'group_id', type: 'number|string', required: false, summary: words.group },
      { name: 'user_id', type: 'number|string', required: true, summary: words.qq },
      { name: 'target_id', type: 'number|string', required: false, summary: words.pokedByDefault },
    ],
    data: 'null',
  },
  friend_poke: {
    summary: { zh: '在私聊中戳一戳。', en: 'Poke a friend.' },
    source: ['napcat', 'lagrange', 'llbot'],
    params: [
      {
        name: 'group_id',
        type: 'number|string',
        required: false,
        summary: words.group,
        source: ['napcat', 'lagrange'],
      },
      { name: 'user_id', type: 'number|string', required: true, summary: words.qq },
      { name: 'target_id', type: 'number|string', required: false, summary: words.pokedByDefault },
    ],
    data: 'null',
  },
  group_poke: {
    summary: { zh: '在群里戳一戳成员。', en: 'Poke a member of a group.' },
    source: ['napcat', 'lagrange', 'llbot'],
    params: [
      {
        name: 'group_id',
        type: 'number|string',
        required: false,
        summary: words.group,
        required_by: ['llbot'],
      },
      { name: 'user_id', type: 'number|string', required: true, summary: words.qq },
      {
        name: 'target_id',
        type: 'number|string',
        required: false,
        summary: words.pokedByDefault,
        source: ['napcat', 'lagrange'],
      },
    ],
    data: 'null',
  },
})
