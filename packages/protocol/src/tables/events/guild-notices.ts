import { type EventFieldRow, eventRows } from '../table.js'
import * as words from '../words.js'

/** The place of what happened, and who did it. */
const operation: readonly EventFieldRow[] = [
  { name: 'guild_id', type: 'string', required: true, summary: words.guildId },
  { name: 'channel_id', type: 'string', required: true, summary: words.channelId },
  {
    name: 'operator_id',
    type: 'string',
    required: true,
    summary: { zh: '操作者的频道用户 ID（tiny_id）', en: 'tiny id of the operator' },
  },
  {
    name: 'self_tiny_id',
    type: 'string',
    required: true,
    summary: { zh: '机器人的频道用户 ID（tiny_id）', en: 'tiny id of the bot' },
  },
  {
    name: 'user_id',
    type: 'number (uint64)',
    required: true,
    summary: {
      zh: '操作者的频道用户 ID（tiny_id）的数字形式（文档写作字符串）',
      en: 'tiny id of the operator as a number; documented as a string',
    },
  },
]

/** Notices about a guild. */
export const guildNotices = eventRows({
  MessageReactionsUpdatedEvent: {
    post_type: 'notice',
    detail_field: 'notice_type',
    detail_type: 'message_reactions_updated',
    sub_types: [],
    summary: { zh: '频道消息的表情回应更新。', en: 'The reactions to a message of a guild have changed.' },
    source: ['go-cqhttp'],
    fields: [
      ...operation,
      { name: 'message_id', type: 'string', required: true, summary: words.messageId },
      {
        name: 'current_reactions',
        type: 'array',
        required: true,
        summary: { zh: '当前的表情回应', en: 'the reactions now' },
      },
      { name: 'current_reactions[].emoji_id', type: 'string', required: true, summary: words.emojiId },
      {
        name: 'current_reactions[].emoji_index',
        type: 'number (int32)',
        required: true,
        summary: { zh: '表情序号', en: 'index of the emoji' },
      },
      {
        name: 'current_reactions[].emoji_type',
        type: 'number (int32)',
        required: true,
        summary: words.emojiType,
      },
      {
        name: 'current_reactions[].emoji_name',
        type: 'string',
        required: true,
        summary: { zh: '表情名称', en: 'name of the emoji' },
      },
      {
        name: 'current_reactions[].count',
        type: 'number (int32)',
        required: true,
        summary: { zh: '数量', en: 'count' },
      },
      {
        name: 'current_reactions[].clicked',
        type: 'boolean',
        required: true,
        summary: { zh: '机器人是否已回应', en: 'the bot reacted with it' },
      },
    ],
    quick_operations: [],
  },
  GuildChannelRecallEvent: {
    post_type: 'notice',
    detail_field: 'notice_type',
    detail_type: 'guild_channel_recall',
    sub_types: [],
    summary: { zh: '频道消息撤回。', en: 'A message of a guild was recalled.' },
    source: ['go-cqhttp'],
    fields: [...operation, { name: 'message_id', type: 'string', required: true, summary: words.messageId }],
    quick_operations: [],
  },
  ChannelCreatedEvent: {
    post_type: 'notice',
    detail_field: 'notice_type',
    detail_type: 'channel_created',
    sub_types: [],
    summary: { zh: '子频道创建。', en: 'A channel of a guild was created.' },
    source: ['go-cqhttp'],
    fields: [
      ...operation,
      {
        name: 'channel_info',
        type: 'object',
        required: true,
        summary: {
          zh: '子频道信息 {owner_guild_id, channel_id, channel_type, channel_name, create_time, creator_tiny_id, talk_permission, visible_type, current_slow_mode, slow_modes}',
          en: 'the channel {owner_guild_id, channel_id, channel_type, channel_name, create_time, creator_tiny_id, talk_permission, visible_type, current_slow_mode, slow_modes}',
        },
      },
    ],
    quick_operations: [],
  },
  ChannelDestroyedEvent: {
    post_type: 'notice',
    detail_field: 'notice_type',
    detail_type: 'channel_destroyed',
    sub_types: [],
    summary: { zh: '子频道删除。', en: 'A channel of a guild was deleted.' },
    source: ['go-cqhttp'],
    fields: [
      ...operation,
      {
        name: 'channel_info',
        type: 'object',
        required: true,
        summary: {
          zh: '子频道信息 {owner_guild_id, channel_id, channel_type, channel_name, create_time, creator_tiny_id, talk_permission, visible_type, current_slow_mode, slow_modes}',
          en: 'the channel {owner_guild_id, channel_id, channel_type, channel_name, create_time, creator_tiny_id, talk_permission, visible_type, current_slow_mode, slow_modes}',
        },
      },
    ],
    quick_operations: [],
  },
  ChannelUpdatedEvent: {
    post_type: 'notice',
    detail_field: 'notice_type',
    detail_type: 'channel_updated',
    sub_types: [],
    summary: { zh: '子频道信息更新。', en: 'A channel of a guild was changed.' },
    source: ['go-cqhttp'],
    fields: [
      ...operation,
      {
        name: 'old_info',
        type: 'object',
        required: true,
        summary: {
          zh: '更新前的子频道信息，字段与 channel_created 的 channel_info 相同',
          en: 'the channel before, with the keys of channel_info in channel_created',
        },
      },
      {
        name: 'new_info',
        type: 'object',
        required: true,
        summary: {
          zh: '更新后的子频道信息，字段与 channel_created 的 channel_info 相同',
          en: 'the channel after, with the keys of channel_info in channel_created',
        },
      },
    ],
    quick_operations: [],
  },
})
