import { standardEvents } from '../sources.js'
import { eventRows } from '../table.js'
import * as words from '../words.js'

/** The life of a connection. */
export const metaEvents = eventRows({
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
    source: standardEvents,
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
    source: standardEvents,
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
        summary: words.alwaysTrue,
        source: ['go-cqhttp', 'lagrange'],
      },
      {
        name: 'status.app_enabled',
        type: 'boolean',
        required: false,
        summary: words.alwaysTrue,
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
        summary: words.alwaysTrue,
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
})
