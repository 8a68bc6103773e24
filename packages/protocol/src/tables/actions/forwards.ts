import { implementations, standardActions } from '../sources.js'
import { actionRows, type ParamRow, type ResultRow } from '../table.js'
import * as words from '../words.js'

/** The nodes under another name, and how the card looks. */
const nodesAndCard: readonly ParamRow[] = [
  {
    name: 'message',
    type: 'message',
    required: false,
    summary: { zh: '合并转发的节点，同 messages', en: 'the nodes, like messages' },
    source: ['napcat', 'llbot'],
  },
  {
    name: 'auto_escape',
    type: 'string|boolean',
    required: false,
    summary: {
      zh: '是否作为纯文本发送（不解析 CQ 码）',
      en: 'send a string as plain text, without reading CQ codes',
    },
    source: ['napcat'],
  },
  {
    name: 'source',
    type: 'string',
    required: false,
    summary: { zh: '合并转发卡片的标题', en: 'title of a merged-forward card' },
    source: ['napcat', 'llbot'],
  },
  {
    name: 'news',
    type: 'array<object>',
    required: false,
    summary: {
      zh: '合并转发卡片的预览行，每项为 {text}',
      en: 'preview lines of a merged-forward card, each {text}',
    },
    source: ['napcat', 'llbot'],
  },
  {
    name: 'summary',
    type: 'string',
    required: false,
    summary: { zh: '合并转发卡片底部的摘要', en: 'summary below a merged-forward card' },
    source: ['napcat', 'llbot'],
  },
  {
    name: 'prompt',
    type: 'string',
    required: false,
    summary: {
      zh: '合并转发卡片在会话列表中显示的文字',
      en: 'text that the chat list shows for a merged-forward card',
    },
    source: ['napcat', 'llbot'],
  },
  {
    name: 'timeout',
    type: 'number',
    required: false,
    summary: { zh: '超时时间', en: 'timeout' },
    source: ['napcat'],
  },
]

const sent: readonly ResultRow[] = [
  { name: 'message_id', type: 'number', summary: words.sentMessageId },
  {
    name: 'forward_id',
    type: 'string',
    summary: { zh: '合并转发 ID（res_id）', en: 'forward id, the res id' },
  },
]

const sentByNapcat: readonly ResultRow[] = [
  { name: 'message_id', type: 'number', summary: words.sentMessageId },
  { name: 'res_id', type: 'string', optional: true, summary: words.forwardId },
  { name: 'forward_id', type: 'string', optional: true, summary: words.forwardId },
]

/** Merged forwards. */
export const forwardActions = actionRows({
  get_forward_msg: {
    summary: { zh: '获取合并转发的内容。', en: 'Fetch the content of a merged forward.' },
    source: standardActions,
    params: [{ name: 'id', type: 'string', required: true, summary: words.forwardId }],
    ext_params: [
      {
        name: 'message_id',
        type: 'string',
        required: false,
        summary: { zh: '合并转发 ID 或消息 ID', en: 'forward id or message id' },
        aliases: ['id'],
        source: ['go-cqhttp', 'napcat', 'llbot'],
      },
    ],
    data: [
      {
        name: 'message',
        type: 'message',
        summary: {
          zh: '消息内容，只有数组形式，每个消息段都是 node',
          en: 'content, as an array in which every segment is a node',
        },
      },
    ],
    data_variants: {
      'go-cqhttp': [
        { name: 'messages', type: 'array', summary: { zh: '合并转发的节点', en: 'nodes of the forward' } },
        { name: 'messages[].sender.user_id', type: 'number (int64)', summary: words.sender },
        { name: 'messages[].sender.nickname', type: 'string', summary: words.senderNickname },
        { name: 'messages[].time', type: 'number (int32)', summary: words.sendTime },
        {
          name: 'messages[].content',
          type: 'message|array',
          summary: { zh: '消息内容，或嵌套的节点', en: 'content, or nested nodes' },
        },
        { name: 'messages[].group_id', type: 'number (int64)', summary: words.group },
      ],
      napcat: [
        {
          name: 'messages',
          type: 'array',
          summary: {
            zh: '完整的消息事件，数组形式；嵌套的合并转发在 forward.data.content 中',
            en: 'full message events in array form; nested forwards are in forward.data.content',
          },
        },
      ],
      lagrange: [
        {
          name: 'message',
          type: 'array<segment>',
          summary: {
            zh: 'node 消息段 {user_id: string, nickname, content}',
            en: 'node segments {user_id: string, nickname, content}',
          },
        },
      ],
      llbot: [
        { name: 'messages', type: 'array', summary: { zh: '合并转发的节点', en: 'nodes of the forward' } },
        { name: 'messages[].content', type: 'message', summary: words.messageContent },
        { name: 'messages[].sender.user_id', type: 'number', summary: words.sender },
        { name: 'messages[].sender.nickname', type: 'string', summary: words.senderNickname },
        { name: 'messages[].time', type: 'number', summary: words.sendTime },
        {
          name: 'messages[].message_format',
          type: 'string',
          summary: { zh: '消息内容的形式：array 或 string', en: 'form of the content: array or string' },
        },
        {
          name: 'messages[].message_type',
          type: 'string',
          summary: { zh: '消息类型：private 或 group', en: 'private or group' },
        },
      ],
    },
    note: {
      zh: '标准的参数名是 id，go-cqhttp 的是 message_id。',
      en: 'The standard names the parameter id, go-cqhttp names it message_id.',
    },
  },
  send_forward_msg: {
    summary: {
      zh: '发送合并转发，发送目标的判断与 send_msg 相同。',
      en: 'Send a merged forward; its target is chosen as in send_msg.',
    },
    source: implementations,
    params: [
      {
        name: 'group_id',
        type: 'number|string',
        required: false,
        summary: words.group,
        required_when: 'target is a group',
        source: ['go-cqhttp', 'napcat', 'llbot'],
      },
      {
        name: 'user_id',
        type: 'number|string',
        required: false,
        summary: words.recipient,
        required_when: 'target is a user',
        source: ['go-cqhttp', 'napcat', 'llbot'],
      },
      { name: 'messages', type: 'array<segment>', required: false, summary: words.forwardNodes },
      {
        name: 'message_type',
        type: 'string',
        required: false,
        summary: words.chatKind,
        values: ['private', 'group'],
        source: ['go-cqhttp', 'napcat', 'llbot'],
      },
      ...nodesAndCard,
    ],
    data: sent,
    data_variants: { lagrange: { value: 'string' }, napcat: sentByNapcat },
    one_of_required: ['messages', 'message'],
    note: {
      zh: 'Lagrange 不理会发送目标：它只上传节点，返回 res_id 字符串。',
      en: 'Lagrange ignores the target: it uploads the nodes and returns the res id as a string.',
    },
  },
  send_group_forward_msg: {
    summary: { zh: '发送群合并转发。', en: 'Send a merged forward to a group.' },
    source: implementations,
    params: [
      { name: 'group_id', type: 'number|string', required: true, summary: words.group },
      { name: 'messages', type: 'array<segment>', required: false, summary: words.forwardNodes },
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
      ...nodesAndCard,
    ],
    data: sent,
    data_variants: { napcat: sentByNapcat },
    one_of_required: ['messages', 'message'],
  },
  send_private_forward_msg: {
    summary: { zh: '发送私聊合并转发。', en: 'Send a merged forward to a user.' },
    source: implementations,
    params: [
      { name: 'user_id', type: 'number|string', required: true, summary: words.recipient },
      { name: 'messages', type: 'array<segment>', required: false, summary: words.forwardNodes },
      {
        name: 'message_type',
        type: 'string',
        required: false,
        summary: words.chatKind,
        values: ['private', 'group'],
        source: ['napcat', 'llbot'],
      },
      {
        name: 'group_id',
        type: 'number|string',
        required: false,
        summary: words.group,
        source: ['napcat', 'llbot'],
      },
      ...nodesAndCard,
    ],
    data: sent,
    data_variants: { napcat: sentByNapcat },
    one_of_required: ['messages', 'message'],
  },
})
