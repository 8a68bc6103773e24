import { type EventFieldRow, eventRows } from '../table.js'
import * as words from '../words.js'

const broadcast: readonly EventFieldRow[] = [
  {
    name: 'client',
    type: 'object',
    required: true,
    summary: { zh: '发送数据的客户端', en: 'the client that sent the data' },
  },
  {
    name: 'client.app_id',
    type: 'string',
    required: true,
    summary: { zh: '客户端 ID（UUID）', en: 'client id, a uuid' },
  },
  { name: 'client.client_name', type: 'string', required: false, summary: words.clientNameIfSet },
  { name: 'uuid', type: 'string', required: true, summary: { zh: '广播的 ID', en: 'id of the broadcast' } },
  { name: 'data', type: 'string', required: true, summary: { zh: '收到的数据', en: 'payload' } },
]

/** Data from other clients of the same hub. */
export const distributedEvents = eventRows({
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
})
