import { implementations, standardEvents } from '../sources.js'
import { type EventFieldRow, eventRows, type QuickOperationRow } from '../table.js'
import * as words from '../words.js'

const content: readonly EventFieldRow[] = [
  {
    name: 'message',
    type: 'message',
    required: true,
    summary: {
      zh: '消息内容，按协议端的设置为字符串或消息段数组',
      en: 'content: a string or segments, as the implementation is set',
    },
  },
  {
    name: 'raw_message',
    type: 'string',
    required: true,
    summary: { zh: 'CQ 码形式的原始内容', en: 'content as CQ code, as it was received' },
  },
  { name: 'font', type: 'number (int32)', required: true, summary: { zh: '字体', en: 'font' } },
]

const sender: readonly EventFieldRow[] = [
  { name: 'sender.user_id', type: 'number (int64)', required: false, summary: words.sender },
  { name: 'sender.nickname', type: 'string', required: false, summary: words.nickname },
]

/** Fields that implementations add to every message event. */
const extMessage: readonly EventFieldRow[] = [
  {
    name: 'message_format',
    type: 'string',
    required: false,
    summary: { zh: 'message 字段的形式：数组或字符串', en: 'form that message has' },
    values: ['array', 'string'],
    source: ['napcat', 'llbot'],
  },
  {
    name: 'message_seq',
    type: 'number',
    required: false,
    summary: {
      zh: '消息序号；NapCat 在此重复 message_id',
      en: 'message sequence; NapCat repeats message_id here',
    },
    source: ['go-cqhttp', 'napcat', 'llbot'],
  },
  {
    name: 'real_id',
    type: 'number',
    required: false,
    summary: { zh: '与 message_id 相同', en: 'the same as message_id' },
    source: ['napcat'],
  },
  {
    name: 'real_seq',
    type: 'string',
    required: false,
    summary: { zh: '真实的消息序号', en: 'real sequence' },
    source: ['napcat'],
  },
  {
    name: 'message_sent_type',
    type: 'string',
    required: false,
    summary: { zh: '由机器人自己发送时为 self', en: 'self where the bot sent it' },
    values: ['self'],
    source: ['napcat'],
  },
  {
    name: 'raw',
    type: 'object',
    required: false,
    summary: { zh: '未经转换的消息，仅供调试', en: 'the unconverted message, for debugging only' },
    source: ['napcat', 'llbot'],
  },
  {
    name: 'raw_pb',
    type: 'string',
    required: false,
    summary: { zh: '十六进制的 protobuf，仅供调试', en: 'protobuf in hexadecimal, for debugging only' },
    source: ['llbot'],
  },
  {
    name: 'message_style',
    type: 'object|null',
    required: false,
    summary: {
      zh: '消息气泡与字体样式 {bubble_id, pendant_id, font_id, font_effect_id, is_cs_font_effect_enabled, bubble_diy_text_id}',
      en: 'bubble and font style {bubble_id, pendant_id, font_id, font_effect_id, is_cs_font_effect_enabled, bubble_diy_text_id}',
    },
    source: ['lagrange'],
  },
]

const privateMessage: readonly EventFieldRow[] = [
  { name: 'message_id', type: 'number (int32)', required: true, summary: words.messageId },
  { name: 'user_id', type: 'number (int64)', required: true, summary: words.sender },
  ...content,
  {
    name: 'sender',
    type: 'object',
    required: true,
    summary: {
      zh: '发送者信息，尽力提供：任何字段都可能缺失或不是最新',
      en: 'who sent it, best effort: any key may be missing or stale',
    },
  },
  ...sender,
  {
    name: 'sender.sex',
    type: 'string',
    required: false,
    summary: words.sex,
    values: ['male', 'female', 'unknown'],
  },
  { name: 'sender.age', type: 'number (int32)', required: false, summary: words.age },
  {
    name: 'sender.group_id',
    type: 'number (int64)',
    required: false,
    summary: { zh: '临时会话来自的群', en: 'group that a temporary chat comes from' },
    source: ['go-cqhttp', 'llbot'],
  },
  {
    name: 'sender.card',
    type: 'string',
    required: false,
    summary: { zh: '群名片，私聊中为空', en: 'group card, empty in private chats' },
    source: ['napcat'],
  },
  {
    name: 'target_id',
    type: 'number (int64)',
    required: false,
    summary: { zh: '会话的另一方，即接收者', en: 'the other side of the chat: who receives it' },
    source: implementations,
  },
  {
    name: 'temp_source',
    type: 'number',
    required: false,
    summary: { zh: '临时会话的来源，0 为群', en: 'origin of a temporary chat, 0 for a group' },
    source: ['go-cqhttp', 'napcat', 'llbot'],
  },
  {
    name: 'group_id',
    type: 'number (int64)',
    required: false,
    summary: { zh: '临时会话来自的群', en: 'group that a temporary chat comes from' },
    source: ['napcat'],
  },
  ...extMessage,
]

const groupMessage: readonly EventFieldRow[] = [
  { name: 'message_id', type: 'number (int32)', required: true, summary: words.messageId },
  { name: 'group_id', type: 'number (int64)', required: true, summary: words.group },
  { name: 'user_id', type: 'number (int64)', required: true, summary: words.sender },
  {
    name: 'anonymous',
    type: 'object|null',
    required: true,
    summary: {
      zh: '匿名信息，非匿名消息为 null；NapCat 与 LLBot 不上报',
      en: 'who is anonymous, null for other messages; NapCat and LLBot leave it out',
    },
    omitted_by: ['napcat', 'llbot'],
  },
  {
    name: 'anonymous.id',
    type: 'number (int64)',
    required: false,
    summary: { zh: '匿名用户 ID', en: 'anonymous user id' },
  },
  {
    name: 'anonymous.name',
    type: 'string',
    required: false,
    summary: { zh: '匿名用户名称', en: 'anonymous name' },
  },
  {
    name: 'anonymous.flag',
    type: 'string',
    required: false,
    summary: { zh: '匿名用户标识，用于 set_group_anonymous_ban', en: 'flag for set_group_anonymous_ban' },
  },
  ...content,
  {
    name: 'sender',
    type: 'object',
    required: true,
    summary: {
      zh: '发送者信息，尽力提供；对匿名消息没有意义',
      en: 'who sent it, best effort; without meaning for anonymous senders',
    },
  },
  ...sender,
  { name: 'sender.card', type: 'string', required: false, summary: { zh: '群名片', en: 'group card' } },
  {
    name: 'sender.sex',
    type: 'string',
    required: false,
    summary: words.sex,
    values: ['male', 'female', 'unknown'],
  },
  { name: 'sender.age', type: 'number (int32)', required: false, summary: words.age },
  { name: 'sender.area', type: 'string', required: false, summary: { zh: '地区', en: 'region' } },
  { name: 'sender.level', type: 'string', required: false, summary: words.memberLevel },
  {
    name: 'sender.role',
    type: 'string',
    required: false,
    summary: { zh: '在群中的身份：群主、管理员或普通成员', en: 'role in the group' },
    values: ['owner', 'admin', 'member'],
  },
  { name: 'sender.title', type: 'string', required: false, summary: { zh: '专属头衔', en: 'special title' } },
  {
    name: 'group_name',
    type: 'string',
    required: false,
    summary: words.groupName,
    source: ['napcat', 'llbot'],
  },
  ...extMessage,
]

const reply: readonly QuickOperationRow[] = [
  {
    name: 'reply',
    type: 'message',
    summary: { zh: '要回复的内容，不填则不回复', en: 'content to answer with; without it, no answer' },
  },
  {
    name: 'auto_escape',
    type: 'boolean',
    default: false,
    summary: { zh: '是否将字符串形式的回复作为纯文本发送', en: 'send a string reply as plain text' },
  },
]

/** Messages that were received, and those that the account sent itself. */
export const messageEvents = eventRows({
  PrivateMessageEvent: {
    post_type: 'message',
    detail_field: 'message_type',
    detail_type: 'private',
    sub_types: [
      { value: 'friend', summary: { zh: '好友消息', en: 'from a friend' } },
      { value: 'group', summary: { zh: '群临时会话', en: 'a temporary chat through a group' } },
      { value: 'other', summary: { zh: '其他', en: 'any other' } },
    ],
    summary: { zh: '收到私聊消息。', en: 'A private message was received.' },
    source: standardEvents,
    fields: privateMessage,
    quick_operations: reply,
  },
  GroupMessageEvent: {
    post_type: 'message',
    detail_field: 'message_type',
    detail_type: 'group',
    sub_types: [
      { value: 'normal', summary: { zh: '普通消息', en: 'an ordinary message' } },
      { value: 'anonymous', summary: { zh: '匿名消息', en: 'an anonymous message' } },
      { value: 'notice', summary: { zh: '系统提示', en: 'a text of the system' } },
    ],
    summary: { zh: '收到群消息。', en: 'A group message was received.' },
    source: standardEvents,
    fields: groupMessage,
    quick_operations: [
      ...reply,
      {
        name: 'at_sender',
        type: 'boolean',
        default: true,
        summary: {
          zh: '是否在回复开头 @ 发送者，对匿名用户无效',
          en: 'begin the reply with an @ of the sender; no effect for anonymous senders',
        },
        note: {
          zh: 'go-cqhttp、NapCat 和 LLBot 在不填时视为 false',
          en: 'go-cqhttp, NapCat and LLBot take absence as false',
        },
      },
      {
        name: 'delete',
        type: 'boolean',
        default: false,
        summary: { zh: '撤回这条消息', en: 'recall the message' },
      },
      {
        name: 'kick',
        type: 'boolean',
        default: false,
        summary: {
          zh: '将发送者移出群（不拒绝其再次申请），对匿名用户无效',
          en: 'remove the sender, who may ask to join again; no effect for anonymous senders',
        },
      },
      {
        name: 'ban',
        type: 'boolean',
        default: false,
        summary: {
          zh: '禁言发送者，时长为 ban_duration，对匿名用户也有效',
          en: 'mute the sender for ban_duration; also works for anonymous senders',
        },
      },
      {
        name: 'ban_duration',
        type: 'number',
        default: 1800,
        summary: { zh: '禁言时长，单位秒', en: 'how long to mute, in seconds' },
      },
      {
        name: 'reject_add_request',
        type: 'boolean',
        default: false,
        summary: {
          zh: '与 kick 一起使用：同时拒绝其再次入群',
          en: 'with kick: also refuse to let the sender join again',
        },
        source: ['go-cqhttp'],
      },
    ],
  },
  GuildMessageEvent: {
    post_type: 'message',
    detail_field: 'message_type',
    detail_type: 'guild',
    sub_types: [{ value: 'channel', summary: { zh: '子频道消息', en: 'a message of a channel' } }],
    summary: { zh: '收到频道消息。', en: 'A message of a guild was received.' },
    source: ['go-cqhttp'],
    fields: [
      {
        name: 'guild_id',
        type: 'string',
        required: true,
        summary: { zh: '频道 ID，uint64 的字符串形式', en: 'guild id, a uint64 as a string' },
      },
      {
        name: 'channel_id',
        type: 'string',
        required: true,
        summary: { zh: '子频道 ID，uint64 的字符串形式', en: 'channel id, a uint64 as a string' },
      },
      {
        name: 'message_id',
        type: 'string',
        required: true,
        summary: { zh: '消息 ID，Base64 文本', en: 'message id, base64 text' },
      },
      {
        name: 'user_id',
        type: 'string',
        required: true,
        summary: {
          zh: '发送者的频道用户 ID（tiny_id），uint64 的字符串形式',
          en: 'tiny id of the sender, a uint64 as a string',
        },
      },
      {
        name: 'self_tiny_id',
        type: 'string',
        required: true,
        summary: { zh: '机器人的频道用户 ID（tiny_id）', en: 'tiny id of the bot' },
      },
      {
        name: 'message',
        type: 'message',
        required: true,
        summary: { zh: '消息内容，其中 at 的 qq 是 tiny_id', en: 'content, in which at.qq holds a tiny id' },
      },
      { name: 'sender', type: 'object', required: true, summary: { zh: '发送者信息', en: 'who sent it' } },
      {
        name: 'sender.user_id',
        type: 'number (uint64)',
        required: true,
        summary: {
          zh: '频道用户 ID（tiny_id）的数字形式，通常大于 2^53',
          en: 'the tiny id as a number, usually above 2^53',
        },
      },
      {
        name: 'sender.tiny_id',
        type: 'string',
        required: true,
        summary: { zh: '发送者的频道用户 ID（tiny_id）', en: 'tiny id of the sender' },
      },
      { name: 'sender.nickname', type: 'string', required: true, summary: words.nickname },
    ],
    quick_operations: [],
    note: { zh: '没有 raw_message 和 font。', en: 'There is no raw_message and no font.' },
  },
  PrivateMessageSentEvent: {
    post_type: 'message_sent',
    detail_field: 'message_type',
    detail_type: 'private',
    sub_types: [
      { value: 'friend', summary: { zh: '发给好友', en: 'to a friend' } },
      {
        value: 'group',
        summary: { zh: '群临时会话', en: 'in a temporary chat through a group' },
        source: ['napcat', 'llbot'],
      },
    ],
    summary: { zh: '机器人自己发出了私聊消息。', en: 'The bot itself sent a private message.' },
    source: ['go-cqhttp', 'napcat', 'llbot'],
    fields: privateMessage,
    quick_operations: [],
    note: {
      zh: '仅在开启上报自身消息时产生；不支持快速操作。',
      en: 'Only where reporting of own messages is on; quick operations do not apply.',
    },
  },
  GroupMessageSentEvent: {
    post_type: 'message_sent',
    detail_field: 'message_type',
    detail_type: 'group',
    sub_types: [{ value: 'normal', summary: { zh: '普通消息', en: 'an ordinary message' } }],
    summary: { zh: '机器人自己发出了群消息。', en: 'The bot itself sent a group message.' },
    source: ['go-cqhttp', 'napcat', 'llbot'],
    fields: [
      ...groupMessage,
      {
        name: 'target_id',
        type: 'number (int64)',
        required: false,
        summary: { zh: '群号', en: 'the group number' },
        source: ['napcat'],
      },
    ],
    quick_operations: [],
    note: { zh: '仅在开启上报自身消息时产生。', en: 'Only where reporting of own messages is on.' },
  },
})
