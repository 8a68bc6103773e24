import { actionRows } from '../table.js'
import * as words from '../words.js'

/** Actions that a hub answers itself. */
export const hubActions = actionRows({
  set_client_name: {
    summary: {
      zh: '设置当前客户端的名称，不得与其他客户端重名。',
      en: 'Name the calling client; no other client may have that name.',
    },
    source: ['perpetua', 'rookery'],
    params: [
      {
        name: 'name',
        type: 'string',
        required: true,
        summary: { zh: '客户端名称，全局唯一', en: 'name of the client, unique among all' },
      },
    ],
    data: 'null',
    note: {
      zh: 'perpetua 的文档写明没有返回数据，其代码返回 {}。',
      en: 'perpetua documents no data, and its code returns {}.',
    },
  },
  send_broadcast_data: {
    summary: {
      zh: '向其他客户端发送数据，对方会收到 distributed/broadcast 事件。',
      en: 'Send data to other clients, which receive it as distributed/broadcast.',
    },
    source: ['perpetua', 'rookery'],
    params: [
      {
        name: 'clients',
        type: 'array<object>',
        required: false,
        summary: {
          zh: '接收数据的客户端；不填为其他所有客户端，空数组视为错误',
          en: 'who receives it; without it every other client, and an empty array is an error',
        },
        required_by: ['perpetua'],
      },
      { name: 'clients[].app_id', type: 'string', required: false, summary: words.clientId },
      { name: 'clients[].client_name', type: 'string', required: false, summary: words.clientName },
      {
        name: 'data',
        type: 'string',
        required: false,
        default: '',
        summary: { zh: '要发送的数据', en: 'payload' },
      },
    ],
    data: [
      { name: 'uuid', type: 'string', summary: { zh: '本次广播的 ID', en: 'id of this broadcast' } },
      {
        name: 'delivered',
        type: 'array<object>',
        summary: { zh: '已送达的客户端', en: 'clients that it was delivered to' },
      },
      { name: 'delivered[].app_id', type: 'string', summary: words.clientId },
      { name: 'delivered[].client_name', type: 'string', optional: true, summary: words.clientNameIfSet },
      {
        name: 'offline',
        type: 'array<object>',
        summary: { zh: '不在线的客户端', en: 'clients that are offline' },
      },
      { name: 'offline[].app_id', type: 'string', summary: words.clientId },
      { name: 'offline[].client_name', type: 'string', optional: true, summary: words.clientNameIfSet },
      {
        name: 'unknown',
        type: 'array<object>',
        summary: {
          zh: '不存在的客户端，按请求中的写法列出',
          en: 'clients that do not exist, as the call named them',
        },
      },
      { name: 'unknown[].app_id', type: 'string', optional: true, summary: words.clientId },
      { name: 'unknown[].client_name', type: 'string', optional: true, summary: words.clientName },
    ],
    note: {
      zh: 'perpetua 文档要求填写 clients，其代码在缺少 clients 时谁也不发；它只返回 uuid。',
      en: 'perpetua documents clients as required, and its code sends to nobody without it; it answers uuid alone.',
    },
  },
  send_broadcast_data_callback: {
    summary: {
      zh: '回应一次广播，广播的发送者会收到 distributed/broadcast_callback 事件。',
      en: 'Answer a broadcast; its sender receives distributed/broadcast_callback.',
    },
    source: ['perpetua', 'rookery'],
    params: [
      {
        name: 'client',
        type: 'object',
        required: true,
        summary: {
          zh: '广播的发送者，写出 app_id 或 client_name 之一即可',
          en: 'who sent the broadcast; either key identifies it',
        },
      },
      { name: 'client.app_id', type: 'string', required: false, summary: words.clientId },
      { name: 'client.client_name', type: 'string', required: false, summary: words.clientName },
      {
        name: 'uuid',
        type: 'string',
        required: false,
        summary: {
          zh: '广播事件中的 uuid；不填为该客户端最近的一次广播',
          en: 'uuid of the broadcast event; without it, the last broadcast from that client',
        },
        required_by: ['perpetua'],
      },
      {
        name: 'data',
        type: 'string',
        required: false,
        default: '',
        summary: { zh: '要发送的数据', en: 'payload' },
      },
    ],
    data: 'null',
    note: {
      zh: 'perpetua 的文档写明没有返回数据，其代码返回 {}。',
      en: 'perpetua documents no data, and its code returns {}.',
    },
  },
  ack_events: {
    summary: {
      zh: '确认某账号截至指定事件（含）的所有事件；连接须使用 confirm=ack。',
      en: 'Confirm all events of an account up to one of them; for connections with confirm=ack.',
    },
    source: ['rookery'],
    params: [
      {
        name: 'id',
        type: 'string',
        required: true,
        summary: { zh: '事件中的 rookery_id', en: 'rookery_id of the event' },
      },
    ],
    data: 'null',
    note: {
      zh: '在处理完事件之后调用；未确认的事件会在下次连接时重新发送。',
      en: 'Called after handling; what is not confirmed is sent again over the next connection.',
    },
  },
  get_events: {
    summary: {
      zh: '分页读取历史事件，限于客户端有权读取的范围。',
      en: 'Read past events, a page at a time, within the rights of the client.',
    },
    source: ['rookery'],
    params: [
      {
        name: 'since',
        type: 'string',
        required: false,
        summary: {
          zh: '从何处开始：unix 时间（秒或毫秒）、ISO 8601 时间、10m 之类的时长、事件编号，或上一页的 next；不填为最早',
          en: 'where to begin: a unix time in seconds or milliseconds, an ISO 8601 time, an age such as 10m, the id of an event, or next of the page before; without it, the oldest',
        },
      },
      {
        name: 'until',
        type: 'string',
        required: false,
        summary: { zh: '只要此时间之前收到的事件', en: 'only events that came before that time' },
      },
      {
        name: 'account',
        type: 'string',
        required: false,
        summary: {
          zh: '账号；不填或 all 为所有可用的账号',
          en: 'an account; without it, or as all, every account that the client may use',
        },
      },
      {
        name: 'limit',
        type: 'number (int)',
        required: false,
        default: 100,
        summary: { zh: '最多返回多少个，1 到 1000', en: 'most events of the page, 1 to 1000' },
      },
    ],
    data: [
      {
        name: 'events',
        type: 'array<object>',
        summary: { zh: '事件，各带 rookery_id', en: 'the events, each with its rookery_id' },
      },
      { name: 'next', type: 'string', summary: { zh: '下一页的 since', en: 'since of the next page' } },
      { name: 'more', type: 'boolean', summary: { zh: '之后是否还有', en: 'whether there are more' } },
      {
        name: 'missing',
        type: 'number (int)',
        summary: {
          zh: '本应在这一页、但已不在的事件数',
          en: 'events that belong on this page and are not kept',
        },
      },
    ],
    note: {
      zh: '可通过 GET /api/get_events 调用，不需要连接。一页最大 256 KB，除非单个事件更大。',
      en: 'Also at GET /api/get_events, without a connection. A page has at most 256 KB, unless one event is larger.',
    },
  },
  get_queue_status: {
    summary: {
      zh: '查询此刻发送一条消息会如何：排在第几位、还要等多久、账号是否被放慢或暂停。',
      en: 'Ask how a send would fare now: its place, its wait, and whether the account is slowed or stopped.',
    },
    source: ['rookery'],
    params: [
      {
        name: 'self_id',
        type: 'number|string',
        required: false,
        summary: {
          zh: '账号；不填为所有可用的账号',
          en: 'an account; without it, every account that the client may use',
        },
      },
      {
        name: 'group_id',
        type: 'number|string',
        required: false,
        summary: { zh: '要发往的群', en: 'group that the send would go to' },
      },
      {
        name: 'user_id',
        type: 'number|string',
        required: false,
        summary: { zh: '要发往的用户', en: 'user that the send would go to' },
      },
    ],
    data: [
      { name: 'accounts', type: 'array<object>', summary: { zh: '各账号', en: 'the accounts' } },
      { name: 'accounts[].self_id', type: 'string', summary: { zh: '账号', en: 'the account' } },
      {
        name: 'accounts[].upstream',
        type: 'string',
        nullable: true,
        summary: {
          zh: '服务该账号的协议端在配置中的名称',
          en: 'name in the config of the implementation that serves it',
        },
      },
      {
        name: 'accounts[].online',
        type: 'boolean',
        summary: { zh: '此刻能否接收调用', en: 'whether calls can reach it now' },
      },
      {
        name: 'accounts[].paced',
        type: 'boolean',
        summary: { zh: '是否限制发送节奏', en: 'whether its sends are paced' },
      },
      {
        name: 'accounts[].queued',
        type: 'number (int)',
        summary: { zh: '排队中的发送数', en: 'sends that wait for their turns' },
      },
      {
        name: 'accounts[].own',
        type: 'number (int)',
        summary: { zh: '其中属于调用者的', en: "those of them that are the caller's" },
      },
      {
        name: 'accounts[].position',
        type: 'number (int)',
        summary: {
          zh: '现在发送会排在第几位；0 为立即发出',
          en: 'place of a send that came now; 0 if it would leave at once',
        },
      },
      {
        name: 'accounts[].wait',
        type: 'number',
        summary: { zh: '预计要等的秒数', en: 'seconds that it would wait, as far as can be told' },
      },
      {
        name: 'accounts[].slowness',
        type: 'number',
        summary: {
          zh: '比配置慢多少倍；1 为正常',
          en: 'how many times slower than configured it is; 1 is normal',
        },
      },
      {
        name: 'accounts[].sign',
        type: 'string',
        nullable: true,
        summary: { zh: '最近一次疑似风控的迹象', en: 'last sign that QQ limits the account' },
      },
      {
        name: 'accounts[].breaker',
        type: 'string',
        values: ['closed', 'open', 'half-open'],
        summary: {
          zh: '协议端的熔断状态：open 时调用立即失败',
          en: 'breaker of the implementation: while it is open, calls fail at once',
        },
      },
      {
        name: 'accounts[].send_breaker',
        type: 'string',
        values: ['closed', 'open', 'half-open'],
        summary: {
          zh: '发送的熔断状态：疑似风控时打开',
          en: 'breaker of its sends: open after several signs of risk control',
        },
      },
      {
        name: 'accounts[].retry_after',
        type: 'number (int)',
        summary: {
          zh: '多少秒后再试；没有熔断时为 0',
          en: 'seconds until a trial; 0 while no breaker is open',
        },
      },
    ],
    note: {
      zh: '可通过 GET /api/get_queue_status 调用，不需要连接。',
      en: 'Also at GET /api/get_queue_status, without a connection.',
    },
  },
  get_ws_port: {
    summary: {
      zh: '为当前客户端新开一个 WebSocket 端口，并返回端口号。',
      en: 'Open a WebSocket port for this client alone and return its number.',
    },
    source: ['perpetua', 'rookery'],
    params: [],
    data: [
      {
        name: 'port',
        type: 'number (int)',
        summary: { zh: '供客户端连接的 WebSocket 端口', en: 'WebSocket port to connect to' },
      },
    ],
    transport: 'HTTP GET /api/get_ws_port',
  },
  get_online_clients: {
    summary: { zh: '列出当前在线的客户端。', en: 'List the clients that are online.' },
    source: ['go-cqhttp', 'napcat', 'perpetua', 'rookery'],
    params: [
      { name: 'no_cache', type: 'boolean', required: false, summary: words.noCache, source: ['go-cqhttp'] },
    ],
    data: [
      {
        name: 'clients',
        type: 'array<object>',
        summary: { zh: '在线的客户端', en: 'clients that are online' },
      },
      { name: 'clients[].app_id', type: 'string', summary: words.clientId },
      { name: 'clients[].client_name', type: 'string', optional: true, summary: words.clientNameIfSet },
    ],
    data_variants: {
      'go-cqhttp': [
        {
          name: 'clients',
          type: 'array',
          summary: { zh: '登录着该账号的其他设备', en: 'other devices that the account is logged in on' },
        },
        {
          name: 'clients[].app_id',
          type: 'number (int64)',
          summary: { zh: '设备的客户端 ID', en: 'client id of the device' },
        },
        { name: 'clients[].device_name', type: 'string', summary: { zh: '设备名称', en: 'device name' } },
        { name: 'clients[].device_kind', type: 'string', summary: { zh: '设备类型', en: 'device kind' } },
      ],
      napcat: { array: 'any' },
      perpetua: {
        array: [
          { name: 'app_id', type: 'string', summary: words.clientId },
          { name: 'client_name', type: 'string', summary: words.clientNameIfSet },
        ],
      },
    },
    conflict: {
      zh: 'go-cqhttp 与 NapCat 用同一名称列出账号登录的设备；客户端列表在 GET /api/get_online_clients。',
      en: 'go-cqhttp and NapCat list the devices of the account under the same name; the clients are at GET /api/get_online_clients.',
    },
  },
})
