import { implementations } from '../sources.js'
import { segmentRows } from '../table.js'
import * as words from '../words.js'

/** Merged forwards. */
export const forwardSegments = segmentRows({
  ForwardSegment: {
    type: 'forward',
    summary: { zh: '合并转发（收到的）。', en: 'A merged forward, as it is received.' },
    source: ['onebot11'],
    send: false,
    receive: true,
    ext_send: implementations,
    data: [
      {
        name: 'id',
        type: 'string',
        required: true,
        send: false,
        receive: true,
        summary: { zh: '合并转发 ID，用 get_forward_msg 获取内容', en: 'forward id, for get_forward_msg' },
      },
      {
        name: 'content',
        type: 'array',
        required: false,
        send: false,
        receive: true,
        summary: {
          zh: '开启解析合并转发时，其中完整的消息事件（数组形式，可嵌套）',
          en: 'full message events in array form, possibly nested, where forwards are parsed',
        },
        source: ['napcat'],
      },
    ],
  },
  NodeReferenceSegment: {
    type: 'node',
    variant: 'reference',
    summary: {
      zh: '合并转发的节点：引用一条已有的消息。',
      en: 'A node of a merged forward that references a message.',
    },
    source: ['onebot11'],
    send: true,
    receive: false,
    shapes: [
      { by: ['onebot11', 'go-cqhttp', 'napcat', 'llbot'], shape: { type: 'node', data: { id: 'string' } } },
    ],
    data: [
      {
        name: 'id',
        type: 'string',
        required: true,
        send: true,
        receive: false,
        summary: { zh: '要转发的消息的 ID', en: 'id of the message to forward' },
      },
    ],
  },
  NodeSegment: {
    type: 'node',
    variant: 'custom',
    summary: {
      zh: '合并转发的节点：自定义内容；只会通过 get_forward_msg 收到。',
      en: 'A node of a merged forward with content of its own; received only through get_forward_msg.',
    },
    source: ['onebot11'],
    send: true,
    receive: true,
    shapes: [
      {
        by: ['onebot11'],
        shape: { type: 'node', data: { user_id: 'string', nickname: 'string', content: 'message' } },
      },
      {
        by: ['go-cqhttp'],
        shape: {
          type: 'node',
          data: {
            uin: 'string|number',
            name: 'string',
            content: 'message|node[]',
            time: 'string|number, optional',
            seq: 'string|number, optional',
          },
        },
      },
      {
        by: ['napcat', 'llbot'],
        shape: {
          type: 'node',
          data: {
            'user_id|uin': 'string|number',
            'nickname|name': 'string',
            content: 'message|node[]',
            source: 'optional',
            news: 'optional',
            summary: 'optional',
            prompt: 'optional',
            time: 'optional',
          },
        },
      },
      {
        by: ['lagrange'],
        shape: {
          type: 'node',
          data: {
            'uin|user_id': 'string',
            'name|nickname': 'string',
            content: 'message',
            message_style: 'optional',
          },
        },
      },
    ],
    string_form: {
      zh: 'content 可以是含 CQ 码的字符串；作为参数值它会被转义，其中的 CQ 码变为 &#91;CQ:face&#44;id=1&#93;。',
      en: 'content may hold CQ codes; as the value of a parameter it is escaped, so they become &#91;CQ:face&#44;id=1&#93;.',
    },
    data: [
      { name: 'user_id', type: 'string', required: true, send: true, receive: true, summary: words.sender },
      {
        name: 'nickname',
        type: 'string',
        required: true,
        send: true,
        receive: true,
        summary: words.senderNickname,
      },
      {
        name: 'content',
        type: 'message',
        required: true,
        send: true,
        receive: true,
        summary: {
          zh: '内容：字符串、消息段数组或单个消息段；go-cqhttp 和 NapCat 也接受 node 消息段数组',
          en: 'content: a string, segments or one segment; for go-cqhttp and NapCat also an array of nodes',
        },
      },
      {
        name: 'uin',
        type: 'string|number',
        required: false,
        send: true,
        receive: false,
        summary: {
          zh: '发送者 QQ 号（go-cqhttp 的名称，同 user_id）',
          en: "QQ number of the sender; go-cqhttp's name of user_id",
        },
        source: implementations,
      },
      {
        name: 'name',
        type: 'string',
        required: false,
        send: true,
        receive: false,
        summary: {
          zh: '发送者名字（go-cqhttp 的名称，同 nickname）',
          en: "name of the sender; go-cqhttp's name of nickname",
        },
        source: implementations,
      },
      {
        name: 'time',
        type: 'string|number',
        required: false,
        send: true,
        receive: false,
        summary: words.sendTime,
        source: ['go-cqhttp', 'napcat', 'llbot'],
      },
      {
        name: 'seq',
        type: 'string|number',
        required: false,
        send: true,
        receive: false,
        summary: words.messageSequence,
        source: ['go-cqhttp', 'llbot'],
      },
      {
        name: 'source',
        type: 'string',
        required: false,
        send: true,
        receive: false,
        summary: { zh: '嵌套合并转发的标题', en: 'title of a nested forward' },
        source: ['napcat', 'llbot'],
      },
      {
        name: 'news',
        type: 'array',
        required: false,
        send: true,
        receive: false,
        summary: {
          zh: '嵌套合并转发的预览行，每项为 {text}',
          en: 'preview lines of a nested forward, each {text}',
        },
        source: ['napcat', 'llbot'],
      },
      {
        name: 'summary',
        type: 'string',
        required: false,
        send: true,
        receive: false,
        summary: { zh: '嵌套合并转发底部的摘要', en: 'summary below a nested forward' },
        source: ['napcat', 'llbot'],
      },
      {
        name: 'prompt',
        type: 'string',
        required: false,
        send: true,
        receive: false,
        summary: {
          zh: '嵌套合并转发在会话列表中显示的文字',
          en: 'text that the chat list shows for a nested forward',
        },
        source: ['napcat', 'llbot'],
      },
      {
        name: 'message_style',
        type: 'object',
        required: false,
        send: true,
        receive: false,
        summary: { zh: '消息气泡与字体样式', en: 'bubble and font style' },
        source: ['lagrange', 'llbot'],
      },
      {
        name: 'message',
        type: 'array<segment>',
        required: false,
        send: false,
        receive: true,
        summary: { zh: '与 content 相同', en: 'the same as content' },
        source: ['napcat'],
      },
    ],
  },
})
