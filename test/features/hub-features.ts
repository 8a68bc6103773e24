/*
 * What a hub for OneBot may be able to do, which of the others can, and which test proves that ours can. The two pages
 * `docs/features.md` and `docs/features.zh-CN.md` are made of this.
 */

export interface Words {
  readonly en: string
  readonly zh: string
}

/** A test: its file, and its title in there. */
export type Proof = readonly [file: string, title: string]

/** What others have: `yes`, `no`, `partly` with what is lacking, or that it does not apply or was not looked at. */
export type Cell = 'yes' | 'no' | 'partly' | 'none' | 'unknown' | `${'yes' | 'partly' | 'no'}: ${string}`

export interface Row extends Words {
  readonly ours: readonly [Proof, ...Proof[]] | 'planned' | 'no'
  /** In the order of `OTHERS`. */
  readonly others: readonly [Cell, Cell, Cell, Cell, Cell, Cell]
}

/** The programs that were looked at, each with the commit. */
export const OTHERS = [
  { name: 'perpetua', commit: 'IUnlimit/perpetua 68f247c (2025-11)' },
  { name: 'NapCat', commit: 'NapNeko/NapCatQQ af07479' },
  { name: 'go-cqhttp', commit: 'Mrs4s/go-cqhttp a5923f1' },
  { name: 'onebots', commit: 'lc-cn/onebots d09d51c' },
  { name: 'NEXTonebotfilter', commit: 'moe-sekai/NEXTonebotfilter e98155a (2026-06)' },
  { name: 'BotMatrix', commit: 'changliaotong/BotMatrix 9ae7d24 (2026-01)' },
] as const

const hub = (file: string, title: string): Proof => [`packages/hub/src/${file}.test.ts`, title]
const example = (file: string, title: string): Proof => [`test/hub-examples/${file}.test.ts`, title]

export const rows: readonly Row[] = [
  {
    en: 'Forward WebSocket server for applications',
    zh: '供应用连接的正向 WebSocket',
    ours: [hub('hub', 'sends lifecycle first, then every event, byte for byte, to every client')],
    others: ['partly: a port for each client', 'yes', 'yes', 'yes', 'no', 'partly: a protocol of its own'],
  },
  {
    en: '`/api` and `/event` apart',
    zh: '`/api` 与 `/event` 分开',
    ours: [hub('hub-roles', 'gets events over the one and replies over the other, with or without a slash')],
    others: ['no', 'partly: /api alone', 'yes', 'no', 'no', 'no'],
  },
  {
    en: 'Reverse WebSocket to several applications',
    zh: '反向 WebSocket，可连多个应用',
    ours: [
      hub(
        'hub-reverse-clients',
        'gets the events of each account on its own connection, and its calls go there',
      ),
    ],
    others: ['partly: one alone works', 'yes', 'yes', 'yes', 'yes', 'no'],
  },
  {
    en: 'HTTP API',
    zh: 'HTTP API',
    ours: [hub('hub-http-api', 'is taken at %s by GET and POST')],
    others: ['no', 'yes', 'yes', 'partly: POST alone', 'no', 'partly: one action, behind a login'],
  },
  {
    en: 'HTTP POST of events',
    zh: 'HTTP 上报',
    ours: [hub('hub-http-post', 'can trust the signature of everything it gets, over the exact bytes')],
    others: ['partly: unsigned, and may loop', 'yes', 'yes', 'yes', 'no', 'no'],
  },
  {
    en: 'Posts are tried again',
    zh: '上报失败后重试',
    ours: [
      hub('hub-http-post', 'of %i is tried as often as is set, in order, and told how many were given up'),
    ],
    others: ['no', 'no', 'yes', 'no', 'no', 'no'],
  },
  {
    en: 'Quick operations',
    zh: '快速操作',
    ours: [
      hub(
        'hub-quick-operation',
        'becomes the calls that it stands for where the implementation lacks that, ids exact',
      ),
    ],
    others: ['no', 'yes', 'yes', 'no', 'no', 'no'],
  },
  {
    en: 'Events over SSE, or by long polling',
    zh: '用 SSE 或长轮询收事件',
    ours: [hub('hub-sse', 'goes on behind that event, without loss or duplicates, however often')],
    others: ['no', 'yes: SSE', 'yes: long polling', 'no', 'no: for its console alone', 'no'],
  },
  {
    en: 'Unix sockets',
    zh: 'Unix 套接字',
    ours: 'planned',
    others: ['no', 'no', 'yes', 'no', 'no', 'no'],
  },
  {
    en: 'Takes implementations by forward and reverse WebSocket and by HTTP',
    zh: '协议端可用正向、反向 WebSocket 和 HTTP 接入',
    ours: [
      hub('hub-upstreams', 'is bound to the account in X-Self-ID, and its events and calls flow'),
      hub('hub-http-upstream', 'is asked for its account, with its token, and takes calls with every digit'),
    ],
    others: [
      'partly: forward alone',
      'none',
      'none',
      'none',
      'partly: reverse alone',
      'partly: reverse alone',
    ],
  },
  {
    en: 'Reconnects to implementations by itself',
    zh: '自动重连协议端',
    ours: [
      ['packages/transport/src/dial/dial.test.ts', 'doubles from half a second to thirty seconds'],
      hub(
        'hub-watchdog',
        'without an answer is offline, its clients are told as NapCat does, and it is dialled anew',
      ),
    ],
    others: ['no', 'none', 'none', 'none', 'no: left to the other side', 'no: left to the other side'],
  },
  {
    en: 'Several accounts, and each call goes to the right one',
    zh: '多个账号，调用走对的那个',
    ours: [
      hub('hub-right-account', 'about group %i goes to the account in it, and its reply says so'),
      [
        'test/wrong-account.test.ts',
        'reaches its account alone, from connections for that one, for another one and for all',
      ],
      example(
        'several',
        'has the spare account speak in the group while the other one is offline, and says so',
      ),
    ],
    others: [
      'no',
      'no',
      'no',
      'yes',
      'partly: calls reach all accounts',
      'partly: calls may reach a wrong account',
    ],
  },
  {
    en: 'A reply goes to the caller alone, whatever its `echo`',
    zh: '响应只给调用者，不管 `echo` 是什么',
    ours: [
      hub('hub', 'gives every reply to the caller alone, with its own echo, however the echoes collide'),
    ],
    others: ['partly: texts alone', 'yes', 'yes', 'yes', 'no', 'yes'],
  },
  {
    en: 'List of applications, with names',
    zh: '应用列表与名称',
    ours: [hub('hub-names', 'lists who is connected, by app_id and name')],
    others: ['yes', 'no', 'no', 'no', 'partly: as configured', 'partly'],
  },
  {
    en: 'Broadcasts between applications, and answers to them',
    zh: '应用之间广播，并可回应',
    ours: [
      hub(
        'hub-broadcast',
        'reaches every other client without a list, never the sender, and reports whom it reached',
      ),
      hub('hub-broadcast', 'answers the broadcast with the uuid'),
    ],
    others: ['yes: without a report', 'no', 'no', 'no', 'no', 'no'],
  },
  {
    en: 'Ports for single applications (`get_ws_port`)',
    zh: '单个应用的端口（`get_ws_port`）',
    ours: [hub('hub-ports', 'are 1,000 distinct ones for 1,000 parallel requests, and each of them listens')],
    others: ['yes', 'no', 'no', 'no', 'no', 'no'],
  },
  {
    en: 'Filters of events',
    zh: '事件过滤',
    ours: [
      hub(
        'hub-filters',
        'gets what passes, over a WebSocket, SSE and HTTP POST alike, while others get everything',
      ),
      example('rights', 'gives each bot what concerns it, without the prefix and without names'),
    ],
    others: ['no', 'no', 'yes', 'partly', 'yes', 'partly'],
  },
  {
    en: 'Rights of each application on actions and chats',
    zh: '每个应用对动作和会话的权限',
    ours: [
      hub('hub-rights', 'are judged on every way in, the hub’s own ones and paths included'),
      example('rights', 'shows a bot its group alone, and lets it do there what its entry names'),
    ],
    others: ['no', 'no', 'no', 'no', 'no', 'no'],
  },
  {
    en: 'A token for each application',
    zh: '每个应用各自的 token',
    ours: [
      hub('hub-rights', 'lets in whoever has the token, and nobody who has the SHA-256'),
      hub('hub-rights', 'cuts all connections of its client, and lets nobody in any more'),
    ],
    others: [
      'no',
      'partly: for each adapter',
      'partly: for each listener',
      'partly: for each protocol',
      'partly: outwards',
      'no',
    ],
  },
  {
    en: 'Tokens are checked before the connection opens, 401 and 403',
    zh: '连接建立前校验 token，返回 401、403',
    ours: [
      ['packages/transport/src/listen/listen.test.ts', 'is refused with %i before it happens, and told why'],
    ],
    others: ['no', 'no', 'yes', 'no', 'partly: 401', 'no'],
  },
  {
    en: 'Limits of sending',
    zh: '限制发送频率',
    ours: [
      hub(
        'hub-pace',
        'never exceed a window as the receiver counts 10,000 of them, and reach each group in order',
      ),
      example(
        'traffic',
        'lets a few messages out at once, one a second after them, and says of the rest when to try again',
      ),
    ],
    others: [
      'no',
      'no',
      'partly: one bucket, off by default',
      'partly: HTTP, by address',
      'no',
      'partly: of incoming events',
    ],
  },
  {
    en: 'A pace for risk control: by account and chat, with jitter and warm-up',
    zh: '为避免风控安排节奏：按账号和会话，带抖动和预热',
    ours: [
      hub('call-lane/pace/account-pace', 'delays at random only what has to wait'),
      hub('call-lane/pace/account-pace', 'is slow after a login, and ever less so'),
      hub('hub-pace', 'slow the account, stop it after three in a row, and let it go on after a trial'),
    ],
    others: ['no', 'no', 'no', 'no', 'no', 'no'],
  },
  {
    en: 'Circuit breakers',
    zh: '熔断',
    ours: [
      hub('hub-breaker', 'is called no more for a while, then once, and again when it has answered'),
      example('traffic', 'answers at once while nothing is answered, and tries again'),
    ],
    others: ['no', 'no', 'no', 'no: never called', 'no', 'no'],
  },
  {
    en: 'Several copies of an application share the events',
    zh: '同一应用的多份副本分担事件',
    ours: [
      hub(
        'hub-balance',
        'get each event once while one of four is killed, but for those that it had and had not confirmed',
      ),
      example('several', 'gives each group to one of the copies, and all to the other one when that leaves'),
    ],
    others: ['no', 'no', 'no', 'no', 'no', 'partly'],
  },
  {
    en: 'A message of several accounts comes once',
    zh: '多个账号收到的同一条消息只送一次',
    ours: [
      hub('hub-same-message', 'gets each message of a group once, and others get it from each account'),
      example('several', 'delivers a message of the group once, and an at of the other account as well'),
    ],
    others: ['no', 'no', 'no', 'no', 'yes', 'yes'],
  },
  {
    en: 'Missed events are sent again, after a restart of the hub as well',
    zh: '补发错过的事件，中枢重启之后也一样',
    ours: [
      [
        'packages/rookery/src/up/killed.test.ts',
        'after a kill of the hub in mid-stream named clients miss nothing, in order, and repeats are whole',
      ],
      example('running', 'lets a bot go on where it was: after a restart of its own, and of the hub'),
    ],
    others: ['no', 'no', 'partly: polled, in memory', 'no', 'no', 'partly: 1,000 in memory, or Redis'],
  },
  {
    en: 'A slow application delays nobody, and memory is bounded',
    zh: '慢的应用不拖累别人，内存有上限',
    ours: [
      hub(
        'event-lane/deliver',
        'is not written to, delays nobody, and reads on without a gap once it has drained',
      ),
      hub('hub-slow', 'is disconnected by slow=disconnect, and goes on where it was when it comes back'),
    ],
    others: [
      'no: blocks all',
      'no: without bound',
      'partly: after 15 s, delays others',
      'no: without bound',
      'partly: drops at 64',
      'no: blocks',
    ],
  },
  {
    en: 'Finds connections that are half open',
    zh: '识别半开的连接',
    ours: [
      hub(
        'hub-upstreams',
        'is noticed within two of its heartbeat intervals, whether it serves or stands by',
      ),
      ['packages/transport/src/ws/ws-link.test.ts', 'is pinged and then cut'],
    ],
    others: ['no', 'no', 'no', 'no', 'no', 'yes'],
  },
  {
    en: 'Metrics for Prometheus',
    zh: 'Prometheus 指标',
    ours: [
      ['packages/admin/src/metrics/metrics.test.ts', 'agree with its state and counters'],
      ['test/prometheus.extra.test.ts', 'reads the metrics, of which promtool has nothing to say'],
    ],
    others: ['no', 'no', 'no: pprof', 'yes', 'no', 'no: figures of its own'],
  },
  {
    en: 'Web console',
    zh: '网页控制台',
    ours: [
      ['test/console-hub.extra.test.ts', 'shows the accounts and clients of its state'],
      [
        'test/console-hub.extra.test.ts',
        'shows an account that went offline as a problem, in the words of the hub',
      ],
    ],
    others: ['no', 'yes', 'no', 'yes', 'yes: without a login', 'yes'],
  },
  {
    en: 'A changed config is applied without a restart',
    zh: '修改配置不必重启',
    ours: [
      hub('hub-reload', 'cuts nobody whose lines are the same, and loses and doubles no event for anybody'),
      example('running', 'is applied when it is saved: nobody else is cut, and a mistake changes nothing'),
    ],
    others: ['no', 'yes', 'no', 'unknown', 'yes: cuts all', 'unknown'],
  },
  {
    en: 'Several hubs as one cluster',
    zh: '多个中枢组成集群',
    ours: 'no',
    others: ['no', 'no', 'no', 'no', 'no', 'partly: Redis, one center'],
  },
  {
    en: 'Keeps messages, and lets applications read them',
    zh: '保存消息，供应用读取',
    ours: [
      [
        'packages/hub-disk/src/older-events.test.ts',
        'on disk, since and get_events reach back across restarts, and acks count',
      ],
    ],
    others: ['partly: 30 minutes', 'yes: of QQ', 'yes', 'partly: ids', 'no', 'yes'],
  },
  {
    en: 'Integers beyond 2^53 and unknown fields pass byte for byte',
    zh: '大于 2^53 的整数和未知字段原样通过',
    ours: [
      hub('hub', 'sends lifecycle first, then every event, byte for byte, to every client'),
      hub('hub-sse', 'leaves integers and unknown fields as they came'),
    ],
    others: ['no', 'none', 'yes', 'none', 'partly', 'partly'],
  },
  {
    en: 'Tells somebody that an account is offline',
    zh: '账号离线时通知人',
    ours: [
      hub('hub-alerts', 'is posted that an account is offline, and that it is back'),
      example('running', 'tells a webhook and a person that an account is offline'),
    ],
    others: ['no', 'no', 'no', 'no', 'no', 'no'],
  },
]

/** What is said of others, in Chinese. */
export const REMARKS: Readonly<Record<string, string>> = {
  'a port for each client': '每个应用一个端口',
  'a protocol of its own': '自有协议',
  '/api alone': '只有 /api',
  'one alone works': '只有一个生效',
  'POST alone': '只有 POST',
  'one action, behind a login': '只有一个接口，需登录',
  'unsigned, and may loop': '不签名，可能循环',
  SSE: 'SSE',
  'long polling': '长轮询',
  'for its console alone': '仅供控制台',
  'forward alone': '只有正向',
  'reverse alone': '只有反向',
  'left to the other side': '由对方重连',
  'calls reach all accounts': '调用发给所有账号',
  'calls may reach a wrong account': '调用可能走错账号',
  'texts alone': '只支持文本',
  'as configured': '按配置',
  'without a report': '没有送达报告',
  'for each adapter': '每个适配器一个',
  'for each listener': '每个监听一个',
  'for each protocol': '每个协议一个',
  outwards: '仅对外连接',
  '401': '401',
  'one bucket, off by default': '一个令牌桶，默认关闭',
  'HTTP, by address': 'HTTP，按地址',
  'of incoming events': '限制的是收到的事件',
  'never called': '代码从未调用',
  'polled, in memory': '轮询，仅内存',
  '1,000 in memory, or Redis': '内存 1000 条，或 Redis',
  'blocks all': '阻塞所有应用',
  'without bound': '没有上限',
  'after 15 s, delays others': '15 秒后断开，期间拖累别人',
  'drops at 64': '超过 64 条丢弃',
  blocks: '阻塞',
  pprof: 'pprof',
  'figures of its own': '自有统计',
  'without a login': '不需登录',
  'cuts all': '断开所有应用',
  'Redis, one center': 'Redis，单中心',
  '30 minutes': '30 分钟',
  'of QQ': 'QQ 自己的数据库',
  ids: '只有 id',
}
