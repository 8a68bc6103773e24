import { eventRows } from '../table.js'
import * as words from '../words.js'

/** Notices about the account, its devices and the clients of a hub. */
export const statusNotices = eventRows({
  BotOnlineEvent: {
    post_type: 'notice',
    detail_field: 'notice_type',
    detail_type: 'bot_online',
    sub_types: [],
    summary: { zh: '机器人的账号已上线。', en: 'The account of the bot came online.' },
    source: ['lagrange'],
    fields: [
      {
        name: 'reason',
        type: 'string',
        required: true,
        summary: { zh: '上线原因', en: 'why it came online' },
        values: ['Login', 'Reconnect'],
      },
    ],
    quick_operations: [],
  },
  BotOfflineEvent: {
    post_type: 'notice',
    detail_field: 'notice_type',
    detail_type: 'bot_offline',
    sub_types: [],
    summary: { zh: '机器人的账号已离线。', en: 'The account of the bot went offline.' },
    source: ['napcat', 'lagrange'],
    fields: [
      {
        name: 'user_id',
        type: 'number (int64)',
        required: false,
        summary: { zh: '机器人 QQ 号', en: 'QQ number of the bot' },
        source: ['napcat'],
      },
      {
        name: 'tag',
        type: 'string',
        required: true,
        summary: { zh: '原因的标题', en: 'title of the reason' },
      },
      {
        name: 'message',
        type: 'string',
        required: true,
        summary: { zh: '原因的说明', en: 'text of the reason' },
      },
    ],
    quick_operations: [],
  },
  DeviceStatusEvent: {
    post_type: 'notice',
    detail_field: 'notice_type',
    detail_type: 'client_status',
    sub_types: [],
    summary: {
      zh: '账号在其他设备上线或下线。',
      en: 'The account came online or went offline on another device.',
    },
    source: ['go-cqhttp'],
    fields: [
      { name: 'client', type: 'object', required: true, summary: { zh: 'QQ 客户端', en: 'the QQ client' } },
      {
        name: 'client.app_id',
        type: 'number (int64)',
        required: true,
        summary: { zh: '设备的客户端 ID', en: 'client id of the device' },
      },
      {
        name: 'client.device_name',
        type: 'string',
        required: true,
        summary: { zh: '设备名称', en: 'device name' },
      },
      {
        name: 'client.device_kind',
        type: 'string',
        required: true,
        summary: { zh: '设备类型', en: 'device kind' },
      },
      {
        name: 'online',
        type: 'boolean',
        required: true,
        summary: { zh: '当前是否在线', en: 'is online now' },
      },
    ],
    quick_operations: [],
    conflict: {
      zh: 'perpetua 与 Rookery 用同一 notice_type 表示客户端上下线，以 self_client 和 client.app_id 的类型区分。',
      en: 'perpetua and Rookery use the same notice_type for clients; tell them apart by self_client and by the type of client.app_id.',
    },
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
      {
        name: 'client.app_id',
        type: 'string',
        required: true,
        summary: { zh: '客户端 ID（UUID）', en: 'client id, a uuid' },
      },
      { name: 'client.client_name', type: 'string', required: false, summary: words.clientNameIfSet },
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
      zh: '有事件未能补发：客户端离线过久、事件多次投递失败，或 QQ 那边的消息没能全部取回。',
      en: 'Events were not delivered: the client was away for too long, they failed too often, or could not be fetched from QQ.',
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
        summary: {
          zh: '缺失的事件数；0 表示不清楚有多少',
          en: 'number of missing events; 0 if it is not known',
        },
      },
      {
        name: 'group_id',
        type: 'number (int64)',
        required: false,
        summary: { zh: '缺口在某个群里时，群号', en: 'group in which they are missing, if it is in one' },
      },
      {
        name: 'user_id',
        type: 'number (int64)',
        required: false,
        summary: {
          zh: '缺口在和某人的私聊里时，对方 QQ 号',
          en: 'other side of the private chat in which they are missing, if it is in one',
        },
      },
    ],
    quick_operations: [],
  },
})
