import type { EventFieldRow, EventRow, QuickOperationRow, Source } from './table.js'

const standard = ['onebot11', 'go-cqhttp', 'napcat', 'lagrange', 'llbot'] as const satisfies readonly Source[]

const sentBy = ['go-cqhttp', 'napcat', 'llbot'] as const satisfies readonly Source[]

const content = [
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
] as const satisfies readonly EventFieldRow[]

/** What the implementations add to every message event. */
const extMessage = [
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
] as const satisfies readonly EventFieldRow[]

const privateMessage = [
  {
    name: 'message_id',
    type: 'number (int32)',
    required: true,
    summary: { zh: '消息 ID', en: 'message id' },
  },
  {
    name: 'user_id',
    type: 'number (int64)',
    required: true,
    summary: { zh: '发送者 QQ 号', en: 'QQ number of the sender' },
  },
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
  {
    name: 'sender.user_id',
    type: 'number (int64)',
    required: false,
    summary: { zh: '发送者 QQ 号', en: 'QQ number of the sender' },
  },
  { name: 'sender.nickname', type: 'string', required: false, summary: { zh: '昵称', en: 'nickname' } },
  {
    name: 'sender.sex',
    type: 'string',
    required: false,
    summary: { zh: '性别', en: 'sex' },
    values: ['male', 'female', 'unknown'],
  },
  { name: 'sender.age', type: 'number (int32)', required: false, summary: { zh: '年龄', en: 'age' } },
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
    source: ['go-cqhttp', 'napcat', 'lagrange', 'llbot'],
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
] as const satisfies readonly EventFieldRow[]

const groupMessage = [
  {
    name: 'message_id',
    type: 'number (int32)',
    required: true,
    summary: { zh: '消息 ID', en: 'message id' },
  },
  { name: 'group_id', type: 'number (int64)', required: true, summary: { zh: '群号', en: 'group number' } },
  {
    name: 'user_id',
    type: 'number (int64)',
    required: true,
    summary: { zh: '发送者 QQ 号', en: 'QQ number of the sender' },
  },
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
  {
    name: 'sender.user_id',
    type: 'number (int64)',
    required: false,
    summary: { zh: '发送者 QQ 号', en: 'QQ number of the sender' },
  },
  { name: 'sender.nickname', type: 'string', required: false, summary: { zh: '昵称', en: 'nickname' } },
  { name: 'sender.card', type: 'string', required: false, summary: { zh: '群名片', en: 'group card' } },
  {
    name: 'sender.sex',
    type: 'string',
    required: false,
    summary: { zh: '性别', en: 'sex' },
    values: ['male', 'female', 'unknown'],
  },
  { name: 'sender.age', type: 'number (int32)', required: false, summary: { zh: '年龄', en: 'age' } },
  { name: 'sender.area', type: 'string', required: false, summary: { zh: '地区', en: 'region' } },
  { name: 'sender.level', type: 'string', required: false, summary: { zh: '成员等级', en: 'member level' } },
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
    summary: { zh: '群名称', en: 'group name' },
    source: ['napcat', 'llbot'],
  },
  ...extMessage,
] as const satisfies readonly EventFieldRow[]

const reply = [
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
] as const satisfies readonly QuickOperationRow[]

/** A client of a hub, as the events about clients hold it. */
const clientKeys = [
  {
    name: 'client.app_id',
    type: 'string',
    required: true,
    summary: { zh: '客户端 ID（UUID）', en: 'client id, a uuid' },
  },
  {
    name: 'client.client_name',
    type: 'string',
    required: false,
    summary: { zh: '客户端名称，未设置时没有这个字段', en: 'client name, absent where none was set' },
  },
] as const satisfies readonly EventFieldRow[]

const broadcast = [
  {
    name: 'client',
    type: 'object',
    required: true,
    summary: { zh: '发送数据的客户端', en: 'the client that sent the data' },
  },
  ...clientKeys,
  { name: 'uuid', type: 'string', required: true, summary: { zh: '广播的 ID', en: 'id of the broadcast' } },
  { name: 'data', type: 'string', required: true, summary: { zh: '收到的数据', en: 'payload' } },
] as const satisfies readonly EventFieldRow[]

/** Every event that we know, by the name of its interface. */
export const events = {
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
    source: standard,
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
    source: standard,
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
    source: sentBy,
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
    source: sentBy,
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
  GroupIncreaseEvent: {
    post_type: 'notice',
    detail_field: 'notice_type',
    detail_type: 'group_increase',
    sub_types: [
      { value: 'approve', summary: { zh: '管理员同意入群', en: 'an admin approved' } },
      { value: 'invite', summary: { zh: '受邀入群', en: 'was invited' } },
    ],
    summary: { zh: '群成员增加。', en: 'Somebody joined a group.' },
    source: standard,
    fields: [
      {
        name: 'group_id',
        type: 'number (int64)',
        required: true,
        summary: { zh: '群号', en: 'group number' },
      },
      {
        name: 'operator_id',
        type: 'number (int64)',
        required: true,
        summary: {
          zh: '操作者 QQ 号，未知时为 0（go-cqhttp 恒为 0）',
          en: 'QQ number of the operator; 0 where unknown, always 0 from go-cqhttp',
        },
      },
      {
        name: 'user_id',
        type: 'number (int64)',
        required: true,
        summary: { zh: '入群者 QQ 号', en: 'QQ number of who joined' },
      },
    ],
    quick_operations: [],
  },
  GroupDecreaseEvent: {
    post_type: 'notice',
    detail_field: 'notice_type',
    detail_type: 'group_decrease',
    sub_types: [
      { value: 'leave', summary: { zh: '主动退群', en: 'left' } },
      { value: 'kick', summary: { zh: '成员被移出群', en: 'a member was removed' } },
      { value: 'kick_me', summary: { zh: '机器人被移出群', en: 'the bot was removed' } },
      {
        value: 'disband',
        summary: { zh: '群被解散', en: 'the group was disbanded' },
        source: ['napcat', 'lagrange'],
      },
    ],
    summary: { zh: '群成员减少。', en: 'Somebody left a group.' },
    source: standard,
    fields: [
      {
        name: 'group_id',
        type: 'number (int64)',
        required: true,
        summary: { zh: '群号', en: 'group number' },
      },
      {
        name: 'operator_id',
        type: 'number (int64)',
        required: true,
        summary: {
          zh: '操作者 QQ 号；主动退群时与 user_id 相同，NapCat 与 Lagrange 可能为 0',
          en: 'QQ number of the operator; equals user_id on leave, may be 0 from NapCat and Lagrange',
        },
      },
      {
        name: 'user_id',
        type: 'number (int64)',
        required: true,
        summary: { zh: '离群者 QQ 号', en: 'QQ number of who left' },
      },
    ],
    quick_operations: [],
  },
  ClientStatusEvent: {
    post_type: 'notice',
    detail_field: 'notice_type',
    detail_type: 'client_status',
    sub_types: [],
    summary: { zh: '有客户端上线或下线。', en: 'A client came online or went offline.' },
    source: ['perpetua', 'rookery'],
    fields: [
      {
        name: 'client',
        type: 'object',
        required: true,
        summary: { zh: '状态变化的客户端', en: 'the client whose status changed' },
      },
      ...clientKeys,
      {
        name: 'online',
        type: 'boolean',
        required: true,
        summary: { zh: '当前是否在线', en: 'is online now' },
      },
      {
        name: 'self_client',
        type: 'boolean',
        required: true,
        summary: {
          zh: '是否就是收到该事件的客户端自己',
          en: 'it is the very client that receives the event',
        },
      },
    ],
    quick_operations: [],
    note: {
      zh: 'time 的单位是秒；perpetua 的代码发送毫秒。',
      en: 'time is in seconds; the code of perpetua sends milliseconds.',
    },
    conflict: {
      zh: 'go-cqhttp 用同一 notice_type 表示 QQ 设备上下线，它没有 self_client，且 client.app_id 是数字。',
      en: 'go-cqhttp uses the same notice_type for QQ devices: without self_client, and with a number in client.app_id.',
    },
  },
  RookeryGapEvent: {
    post_type: 'notice',
    detail_field: 'notice_type',
    detail_type: 'rookery_gap',
    sub_types: [],
    summary: {
      zh: '有事件未能补发：客户端离线过久，或事件多次投递失败。',
      en: 'Events were not delivered: the client was away for too long, or they failed too often.',
    },
    source: ['rookery'],
    fields: [
      {
        name: 'from_time',
        type: 'number (int64)',
        required: true,
        summary: {
          zh: '缺失的第一个事件的时间，Unix 时间戳，单位秒',
          en: 'time of the first missing event, unix seconds',
        },
      },
      {
        name: 'to_time',
        type: 'number (int64)',
        required: true,
        summary: {
          zh: '缺失的最后一个事件的时间，Unix 时间戳，单位秒',
          en: 'time of the last missing event, unix seconds',
        },
      },
      {
        name: 'count',
        type: 'number (int64)',
        required: true,
        summary: { zh: '缺失的事件数', en: 'number of missing events' },
      },
    ],
    quick_operations: [],
  },
  LifecycleEvent: {
    post_type: 'meta_event',
    detail_field: 'meta_event_type',
    detail_type: 'lifecycle',
    sub_types: [
      {
        value: 'enable',
        summary: { zh: 'OneBot 启用，仅用于 HTTP POST', en: 'OneBot was enabled; only over HTTP POST' },
      },
      {
        value: 'disable',
        summary: { zh: 'OneBot 停用，仅用于 HTTP POST', en: 'OneBot was disabled; only over HTTP POST' },
      },
      {
        value: 'connect',
        summary: {
          zh: 'WebSocket 连接成功，仅用于 WebSocket',
          en: 'the WebSocket is connected; only over WebSocket',
        },
      },
    ],
    summary: {
      zh: '生命周期：启用、停用或连接成功。',
      en: 'The life cycle: enabled, disabled or connected.',
    },
    source: standard,
    fields: [
      {
        name: '_post_method',
        type: 'number',
        required: false,
        summary: {
          zh: '恒为 2，仅出现在正向 WebSocket 连接成功时',
          en: 'always 2, only when a forward WebSocket connects',
        },
        source: ['go-cqhttp'],
      },
    ],
    quick_operations: [],
    note: {
      zh: 'Lagrange 也会通过 HTTP POST 上报 connect；go-cqhttp、NapCat、Lagrange 和 LLBot 从不上报 enable 与 disable。',
      en: 'Lagrange also posts connect over HTTP POST; go-cqhttp, NapCat, Lagrange and LLBot never send enable or disable.',
    },
  },
  HeartbeatEvent: {
    post_type: 'meta_event',
    detail_field: 'meta_event_type',
    detail_type: 'heartbeat',
    sub_types: [],
    summary: { zh: '心跳。', en: 'A heartbeat.' },
    source: standard,
    fields: [
      {
        name: 'status',
        type: 'object',
        required: true,
        summary: { zh: '运行状态，与 get_status 的结果相同', en: 'the status, as get_status answers it' },
      },
      {
        name: 'status.online',
        type: 'boolean|null',
        required: true,
        summary: { zh: 'QQ 是否在线，无法得知时为 null', en: 'QQ is online; null where that is unknown' },
      },
      {
        name: 'status.good',
        type: 'boolean',
        required: true,
        summary: { zh: '一切正常', en: 'everything works' },
      },
      {
        name: 'status.app_initialized',
        type: 'boolean',
        required: false,
        summary: { zh: '恒为 true', en: 'always true' },
        source: ['go-cqhttp', 'lagrange'],
      },
      {
        name: 'status.app_enabled',
        type: 'boolean',
        required: false,
        summary: { zh: '恒为 true', en: 'always true' },
        source: ['go-cqhttp', 'lagrange'],
      },
      {
        name: 'status.plugins_good',
        type: 'boolean|null',
        required: false,
        summary: { zh: '恒为 null', en: 'always null' },
        source: ['go-cqhttp'],
      },
      {
        name: 'status.app_good',
        type: 'boolean',
        required: false,
        summary: { zh: '恒为 true', en: 'always true' },
        source: ['go-cqhttp', 'lagrange'],
      },
      {
        name: 'status.stat',
        type: 'object',
        required: false,
        summary: {
          zh: '运行统计 {packet_received, packet_sent, packet_lost, message_received, message_sent, disconnect_times, lost_times, last_message_time}',
          en: 'statistics {packet_received, packet_sent, packet_lost, message_received, message_sent, disconnect_times, lost_times, last_message_time}',
        },
        source: ['go-cqhttp'],
      },
      {
        name: 'interval',
        type: 'number (int64)',
        required: true,
        summary: { zh: '距下一次心跳的时间，单位毫秒', en: 'milliseconds until the next heartbeat' },
      },
    ],
    quick_operations: [],
  },
  BroadcastEvent: {
    post_type: 'distributed',
    detail_field: 'distributed_type',
    detail_type: 'broadcast',
    sub_types: [],
    summary: { zh: '收到其他客户端广播的数据。', en: 'Another client sent a broadcast.' },
    source: ['perpetua', 'rookery'],
    fields: broadcast,
    quick_operations: [],
    note: {
      zh: '只送达 send_broadcast_data 所指的客户端，从不送给发送者自己。',
      en: 'Delivered to the clients that send_broadcast_data names, never to the sender.',
    },
  },
  BroadcastCallbackEvent: {
    post_type: 'distributed',
    detail_field: 'distributed_type',
    detail_type: 'broadcast_callback',
    sub_types: [],
    summary: { zh: '收到其他客户端对广播的回应。', en: 'Another client answered a broadcast.' },
    source: ['perpetua', 'rookery'],
    fields: broadcast,
    quick_operations: [],
    note: {
      zh: '只送达 send_broadcast_data_callback 所指的客户端。',
      en: 'Delivered to the client that send_broadcast_data_callback names.',
    },
  },
} as const satisfies Readonly<Record<string, EventRow>>
