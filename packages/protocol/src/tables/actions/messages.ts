import { qqClicked } from '../qq-results.js'
import { implementations, standardActions } from '../sources.js'
import { actionRows, type ParamRow, type ResultRow } from '../table.js'
import * as words from '../words.js'

const content: readonly ParamRow[] = [
  {
    name: 'message',
    type: 'message',
    required: true,
    summary: { zh: '要发送的内容', en: 'content to send' },
  },
  {
    name: 'auto_escape',
    type: 'boolean',
    required: false,
    default: false,
    summary: {
      zh: '是否作为纯文本发送（不解析 CQ 码），仅当 message 是字符串时有效',
      en: 'send as plain text, without reading CQ codes; only where message is a string',
    },
  },
]

/** How a merged-forward card looks, and the bubble of the sender. */
const appearance: readonly ParamRow[] = [
  {
    name: 'source',
    type: 'string',
    required: false,
    summary: { zh: '合并转发卡片的标题', en: 'title of a merged-forward card' },
    source: ['napcat'],
  },
  {
    name: 'news',
    type: 'array<object>',
    required: false,
    summary: {
      zh: '合并转发卡片的预览行，每项为 {text}',
      en: 'preview lines of a merged-forward card, each {text}',
    },
    source: ['napcat'],
  },
  {
    name: 'summary',
    type: 'string',
    required: false,
    summary: { zh: '合并转发卡片底部的摘要', en: 'summary below a merged-forward card' },
    source: ['napcat'],
  },
  {
    name: 'prompt',
    type: 'string',
    required: false,
    summary: {
      zh: '合并转发卡片在会话列表中显示的文字',
      en: 'text that the chat list shows for a merged-forward card',
    },
    source: ['napcat'],
  },
  {
    name: 'timeout',
    type: 'number',
    required: false,
    summary: { zh: '超时时间', en: 'timeout' },
    source: ['napcat'],
  },
  {
    name: 'message_style',
    type: 'object',
    required: false,
    summary: { zh: '消息气泡与字体样式', en: 'bubble and font style' },
    source: ['lagrange'],
  },
]

const sentForward: readonly ResultRow[] = [
  {
    name: 'res_id',
    type: 'string',
    summary: { zh: '发送合并转发时的转发 ID', en: 'forward id, where nodes were sent' },
    source: ['napcat'],
  },
  {
    name: 'forward_id',
    type: 'string',
    summary: { zh: '发送合并转发时的转发 ID', en: 'forward id, where nodes were sent' },
    source: ['napcat'],
  },
]

/** How the history of a chat is read. */
const howMuchHistory: readonly ParamRow[] = [
  {
    name: 'reverse_order',
    type: 'boolean',
    required: false,
    default: false,
    summary: { zh: '是否倒序', en: 'reverse order' },
    source: ['napcat'],
  },
  {
    name: 'disable_get_url',
    type: 'boolean',
    required: false,
    default: false,
    summary: { zh: '是否跳过媒体 URL 的解析', en: 'do not resolve the URLs of media' },
    source: ['napcat'],
  },
  {
    name: 'parse_mult_msg',
    type: 'boolean',
    required: false,
    default: true,
    summary: { zh: '是否展开合并转发', en: 'expand merged forwards' },
    source: ['napcat'],
  },
  {
    name: 'quick_reply',
    type: 'boolean',
    required: false,
    default: false,
    summary: { zh: '是否跳过较慢的引用消息查询', en: 'skip the slow lookup of quoted messages' },
    source: ['napcat'],
  },
  {
    name: 'reverseOrder',
    type: 'string|boolean',
    required: false,
    default: false,
    summary: { zh: '是否倒序（旧名称）', en: 'reverse order (legacy name)' },
    source: ['napcat', 'llbot'],
  },
  {
    name: 'message_id',
    type: 'number',
    required: false,
    summary: { zh: '从这条消息开始', en: 'message to start from' },
    source: ['lagrange'],
  },
]

const readMark: readonly ParamRow[] = [
  { name: 'user_id', type: 'number|string', required: false, summary: words.qq },
  { name: 'group_id', type: 'string', required: false, summary: words.group },
  { name: 'message_id', type: 'string', required: false, summary: words.messageId },
]

/** Sending, reading, recalling and forwarding messages. */
export const messageActions = actionRows({
  send_msg: {
    summary: {
      zh: '发送消息，按 message_type 或所给的号码决定发给好友还是群。',
      en: 'Send a message to a user or a group, as message_type or the given id says.',
    },
    source: standardActions,
    params: [
      {
        name: 'message_type',
        type: 'string',
        required: false,
        summary: {
          zh: '消息类型；不填则按所给的号码判断',
          en: 'kind of target; without it, the given id tells',
        },
        values: ['private', 'group'],
      },
      {
        name: 'user_id',
        type: 'number',
        required: false,
        summary: words.recipient,
        required_when: 'message_type is private',
      },
      {
        name: 'group_id',
        type: 'number',
        required: false,
        summary: words.group,
        required_when: 'message_type is group',
      },
      ...content,
    ],
    ext_params: appearance,
    data: [{ name: 'message_id', type: 'number (int32)', summary: words.sentMessageId }],
    ext_data: sentForward,
  },
  send_private_msg: {
    summary: { zh: '发送私聊消息。', en: 'Send a private message.' },
    source: standardActions,
    params: [{ name: 'user_id', type: 'number', required: true, summary: words.recipient }, ...content],
    ext_params: [
      {
        name: 'group_id',
        type: 'number|string',
        required: false,
        summary: { zh: '发起临时会话的群号', en: 'group through which a temporary chat goes' },
        source: ['go-cqhttp', 'napcat', 'llbot'],
      },
      {
        name: 'message_type',
        type: 'string',
        required: false,
        summary: words.chatKind,
        values: ['private', 'group'],
        source: ['napcat', 'llbot'],
      },
      ...appearance,
    ],
    data: [{ name: 'message_id', type: 'number (int32)', summary: words.sentMessageId }],
    ext_data: sentForward,
  },
  send_group_msg: {
    summary: { zh: '发送群消息。', en: 'Send a group message.' },
    source: standardActions,
    params: [{ name: 'group_id', type: 'number', required: true, summary: words.group }, ...content],
    ext_params: [
      {
        name: 'message_type',
        type: 'string',
        required: false,
        summary: words.chatKind,
        values: ['private', 'group'],
        source: ['napcat', 'llbot'],
      },
      {
        name: 'user_id',
        type: 'number|string',
        required: false,
        summary: words.qq,
        source: ['napcat', 'llbot'],
      },
      ...appearance,
    ],
    data: [{ name: 'message_id', type: 'number (int32)', summary: words.sentMessageId }],
    ext_data: sentForward,
  },
  delete_msg: {
    summary: { zh: '撤回消息。', en: 'Recall a message.' },
    source: standardActions,
    params: [{ name: 'message_id', type: 'number (int32)', required: true, summary: words.messageId }],
    data: 'null',
  },
  get_msg: {
    summary: { zh: '按 ID 获取一条消息。', en: 'Fetch one message by its id.' },
    source: standardActions,
    params: [{ name: 'message_id', type: 'number (int32)', required: true, summary: words.messageId }],
    data: [
      { name: 'time', type: 'number (int32)', summary: words.sendTime },
      {
        name: 'message_type',
        type: 'string',
        summary: { zh: '消息类型，与消息事件相同', en: 'kind of message, as in message events' },
      },
      { name: 'message_id', type: 'number (int32)', summary: words.messageId },
      { name: 'real_id', type: 'number (int32)', summary: { zh: '消息真实 ID', en: 'real message id' } },
      {
        name: 'sender',
        type: 'object',
        summary: { zh: '发送者信息，与消息事件相同', en: 'who sent it, as in message events' },
      },
      { name: 'message', type: 'message', summary: words.messageContent },
    ],
    ext_data: [
      {
        name: 'message_seq',
        type: 'number',
        summary: words.messageSequence,
        source: ['go-cqhttp', 'napcat', 'llbot'],
      },
      {
        name: 'message_id_v2',
        type: 'string',
        summary: { zh: '十六进制的消息 ID', en: 'message id in hexadecimal' },
        source: ['go-cqhttp'],
      },
      {
        name: 'group',
        type: 'boolean',
        summary: { zh: '是否为群消息', en: 'is a group message' },
        source: ['go-cqhttp'],
      },
      { name: 'group_id', type: 'number', summary: words.group, source: ['go-cqhttp', 'napcat', 'llbot'] },
      {
        name: 'raw_message',
        type: 'string',
        summary: { zh: 'CQ 码形式的原始内容', en: 'content as CQ code' },
        source: ['napcat', 'llbot'],
      },
      { name: 'font', type: 'number', summary: { zh: '字体', en: 'font' }, source: ['napcat', 'llbot'] },
      { name: 'user_id', type: 'number', summary: words.sender, source: ['napcat', 'llbot'] },
      { name: 'emoji_likes_list', type: 'array', summary: words.reactions, source: ['napcat'] },
    ],
  },
  get_group_msg_history: {
    summary: { zh: '获取群历史消息。', en: 'Get the history of a group.' },
    source: implementations,
    params: [
      { name: 'group_id', type: 'number|string', required: true, summary: words.group },
      {
        name: 'message_seq',
        type: 'number|string',
        required: false,
        summary: { zh: '起始的消息序号', en: 'message sequence to start from' },
        source: ['go-cqhttp', 'napcat', 'llbot'],
      },
      {
        name: 'count',
        type: 'number|string',
        required: false,
        default: 20,
        summary: words.howMany,
        source: ['napcat', 'lagrange', 'llbot'],
      },
      ...howMuchHistory,
    ],
    data: [{ name: 'messages', type: 'array', summary: { zh: '消息事件列表', en: 'message events' } }],
  },
  get_friend_msg_history: {
    summary: { zh: '获取私聊历史消息。', en: 'Get the history of a private chat.' },
    source: ['napcat', 'lagrange', 'llbot'],
    params: [
      { name: 'user_id', type: 'number|string', required: true, summary: words.qq },
      {
        name: 'message_seq',
        type: 'number|string',
        required: false,
        summary: { zh: '起始的消息序号', en: 'message sequence to start from' },
        source: ['napcat', 'llbot'],
      },
      { name: 'count', type: 'number|string', required: false, default: 20, summary: words.howMany },
      ...howMuchHistory,
    ],
    data: [{ name: 'messages', type: 'array', summary: { zh: '消息事件列表', en: 'message events' } }],
  },
  get_recent_contact: {
    summary: { zh: '获取最近会话列表。', en: 'List the recent conversations.' },
    source: ['napcat'],
    params: [{ name: 'count', type: 'number|string', required: false, default: 10, summary: words.howMany }],
    data: {
      array: [
        {
          name: 'lastestMsg',
          type: 'any',
          summary: {
            zh: '最新的消息事件（字段名的拼写如此）',
            en: 'latest message event; the key is misspelt by NapCat',
          },
        },
        {
          name: 'peerUin',
          type: 'string',
          summary: { zh: '会话对方的号码', en: 'number of the other side' },
        },
        { name: 'remark', type: 'string', summary: { zh: '备注名', en: 'own remark' } },
        { name: 'msgTime', type: 'string', summary: { zh: '消息时间', en: 'message time' } },
        { name: 'chatType', type: 'number', summary: { zh: '会话类型代码', en: 'chat type code' } },
        { name: 'msgId', type: 'string', summary: { zh: '内部消息 ID', en: 'internal message id' } },
        { name: 'sendNickName', type: 'string', summary: words.senderNickname },
        {
          name: 'sendMemberName',
          type: 'string',
          summary: { zh: '发送者群名片', en: 'group card of the sender' },
        },
        { name: 'peerName', type: 'string', summary: { zh: '会话对方的名字', en: 'name of the other side' } },
      ],
    },
  },
  forward_friend_single_msg: {
    summary: { zh: '将一条消息转发给好友。', en: 'Forward one message to a friend.' },
    source: ['napcat', 'llbot'],
    params: [
      { name: 'message_id', type: 'number|string', required: true, summary: words.messageId },
      { name: 'group_id', type: 'number|string', required: false, summary: words.group },
      { name: 'user_id', type: 'number|string', required: false, summary: words.friend },
    ],
    data: 'null',
    data_variants: {
      llbot: [
        { name: 'message_id', type: 'number', summary: { zh: '新消息的 ID', en: 'id of the new message' } },
      ],
    },
  },
  forward_group_single_msg: {
    summary: { zh: '将一条消息转发到群。', en: 'Forward one message to a group.' },
    source: ['napcat', 'llbot'],
    params: [
      { name: 'message_id', type: 'number|string', required: true, summary: words.messageId },
      { name: 'group_id', type: 'number|string', required: false, summary: words.group },
      { name: 'user_id', type: 'number|string', required: false, summary: words.qq },
    ],
    data: 'null',
    data_variants: {
      llbot: [
        { name: 'message_id', type: 'number', summary: { zh: '新消息的 ID', en: 'id of the new message' } },
      ],
    },
  },
  mark_msg_as_read: {
    summary: { zh: '将消息标记为已读。', en: 'Mark a message as read.' },
    source: implementations,
    params: [
      {
        name: 'message_id',
        type: 'number|string',
        required: false,
        summary: words.messageId,
        required_by: ['go-cqhttp', 'lagrange', 'llbot'],
      },
      { name: 'user_id', type: 'number|string', required: false, summary: words.qq, source: ['napcat'] },
      { name: 'group_id', type: 'string', required: false, summary: words.group, source: ['napcat'] },
    ],
    data: 'null',
  },
  mark_group_msg_as_read: {
    summary: { zh: '将群聊标记为已读。', en: 'Mark a group chat as read.' },
    source: ['napcat'],
    params: readMark,
    data: 'null',
  },
  mark_private_msg_as_read: {
    summary: { zh: '将私聊标记为已读。', en: 'Mark a private chat as read.' },
    source: ['napcat'],
    params: readMark,
    data: 'null',
  },
  _mark_all_as_read: {
    summary: { zh: '将所有会话标记为已读。', en: 'Mark every conversation as read.' },
    source: ['napcat'],
    params: [],
    data: 'null',
  },
  click_inline_keyboard_button: {
    summary: {
      zh: '点击官方机器人消息中的按钮。',
      en: "Press a button of an official bot's inline keyboard.",
    },
    source: ['napcat'],
    params: [
      { name: 'group_id', type: 'string', required: true, summary: words.group },
      {
        name: 'bot_appid',
        type: 'string',
        required: true,
        summary: { zh: '官方机器人的 App ID', en: 'app id of the official bot' },
      },
      {
        name: 'button_id',
        type: 'string',
        required: false,
        default: '',
        summary: { zh: '按钮 ID', en: 'button id' },
      },
      {
        name: 'callback_data',
        type: 'string',
        required: false,
        default: '',
        summary: { zh: '按钮的回调数据', en: 'callback data of the button' },
      },
      { name: 'msg_seq', type: 'string', required: false, default: '10086', summary: words.messageSequence },
    ],
    data: qqClicked,
  },
})
