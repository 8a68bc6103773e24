import { standardActions } from '../sources.js'
import { actionRows } from '../table.js'
import * as words from '../words.js'

/** The implementation itself: its state, its tools and its raw packets. */
export const implementationActions = actionRows({
  get_status: {
    summary: {
      zh: '获取运行状态，各协议端可能另加字段。',
      en: 'Get the running status; implementations may add fields.',
    },
    source: standardActions,
    params: [],
    data: [
      {
        name: 'online',
        type: 'boolean',
        nullable: true,
        summary: { zh: 'QQ 是否在线，无法得知时为 null', en: 'QQ is online; null where that is unknown' },
      },
      {
        name: 'good',
        type: 'boolean',
        summary: { zh: '一切正常且 QQ 在线', en: 'everything works and QQ is online' },
      },
      {
        name: '*',
        type: 'any',
        optional: true,
        summary: { zh: '协议端自行添加的字段', en: 'what an implementation adds' },
      },
    ],
    ext_data: [
      {
        name: 'app_initialized',
        type: 'boolean',
        summary: words.alwaysTrue,
        source: ['go-cqhttp', 'lagrange'],
      },
      { name: 'app_enabled', type: 'boolean', summary: words.alwaysTrue, source: ['go-cqhttp', 'lagrange'] },
      {
        name: 'plugins_good',
        type: 'boolean|null',
        summary: { zh: 'go-cqhttp 为 null，Lagrange 为 true', en: 'null from go-cqhttp, true from Lagrange' },
        source: ['go-cqhttp', 'lagrange'],
      },
      { name: 'app_good', type: 'boolean', summary: words.alwaysTrue, source: ['go-cqhttp', 'lagrange'] },
      {
        name: 'stat',
        type: 'object',
        summary: { zh: '运行统计；NapCat 为空对象', en: 'statistics; NapCat sends an empty object' },
        source: ['go-cqhttp', 'napcat', 'llbot'],
      },
      {
        name: 'memory',
        type: 'number',
        summary: { zh: '内存占用，单位字节', en: 'memory in use, in bytes' },
        source: ['lagrange'],
      },
    ],
  },
  get_version_info: {
    summary: {
      zh: '获取版本信息，各协议端可能另加字段。',
      en: 'Get version information; implementations may add fields.',
    },
    source: standardActions,
    params: [],
    data: [
      { name: 'app_name', type: 'string', summary: { zh: '协议端标识', en: 'name of the implementation' } },
      {
        name: 'app_version',
        type: 'string',
        summary: { zh: '协议端版本', en: 'version of the implementation' },
      },
      {
        name: 'protocol_version',
        type: 'string',
        summary: { zh: 'OneBot 标准版本，如 v11', en: 'version of the OneBot standard, such as v11' },
      },
      {
        name: '*',
        type: 'any',
        optional: true,
        summary: { zh: '协议端自行添加的字段', en: 'what an implementation adds' },
      },
    ],
    ext_data: [
      {
        name: 'app_full_name',
        type: 'string',
        summary: { zh: '协议端全名', en: 'full name of the implementation' },
        source: ['go-cqhttp'],
      },
      {
        name: 'nt_protocol',
        type: 'string',
        summary: { zh: 'NT 协议版本', en: 'NT protocol' },
        source: ['lagrange'],
      },
    ],
  },
  get_supported_actions: {
    summary: { zh: '获取支持的动作列表。', en: 'List the names of the supported actions.' },
    source: ['go-cqhttp'],
    params: [],
    data: { array: 'string' },
  },
  set_restart: {
    summary: {
      zh: '重启协议端。重启是异步的，响应状态为 async。',
      en: 'Restart the implementation. That happens later, so the status of the reply is async.',
    },
    source: ['onebot11-public', 'napcat', 'lagrange', 'llbot', 'perpetua', 'rookery'],
    params: [
      {
        name: 'delay',
        type: 'number',
        required: false,
        default: 0,
        summary: { zh: '等待多少毫秒后重启', en: 'milliseconds to wait first' },
      },
    ],
    data: 'null',
    response_status: 'async',
    note: {
      zh: 'perpetua 与 Rookery 会自行处理：由它们启动的协议端由它们重启。',
      en: 'perpetua and Rookery take it themselves, and restart an implementation that they started.',
    },
  },
  bot_exit: {
    summary: { zh: '退出机器人进程。', en: 'End the process of the bot.' },
    source: ['napcat'],
    params: [],
    data: 'null',
    note: { zh: '进程在响应之前就已结束。', en: 'The process ends before it can answer.' },
  },
  clean_cache: {
    summary: { zh: '清理缓存文件。', en: 'Delete cached files.' },
    source: ['onebot11-public', 'napcat', 'llbot'],
    params: [],
    data: 'null',
  },
  get_config: {
    summary: { zh: '获取 LLBot 的配置。', en: 'Get the configuration of LLBot.' },
    source: ['llbot'],
    params: [],
    data: { value: 'object' },
  },
  set_config: {
    summary: { zh: '替换 LLBot 的配置。', en: 'Replace the configuration of LLBot.' },
    source: ['llbot'],
    params: [
      { name: 'milky', type: 'any', required: false, summary: { zh: 'Milky 的设置', en: 'Milky settings' } },
      {
        name: 'satori',
        type: 'any',
        required: false,
        summary: { zh: 'Satori 的设置', en: 'Satori settings' },
      },
      {
        name: 'ob11',
        type: 'any',
        required: false,
        summary: { zh: 'OneBot 11 的设置', en: 'OneBot 11 settings' },
      },
      { name: 'webui', type: 'any', required: false, summary: { zh: 'WebUI 的设置', en: 'WebUI settings' } },
      {
        name: 'onlyLocalhost',
        type: 'boolean',
        required: false,
        summary: { zh: '是否仅监听本机', en: 'listen on localhost only' },
      },
      {
        name: 'enableLocalFile2Url',
        type: 'boolean',
        required: false,
        summary: { zh: '是否将本地文件转为 URL 或 Base64 返回', en: 'return local files as URL or base64' },
      },
      { name: 'log', type: 'boolean', required: false, summary: { zh: '是否启用日志', en: 'write logs' } },
      {
        name: 'autoDeleteFile',
        type: 'boolean',
        required: false,
        summary: { zh: '是否自动删除收到的文件', en: 'delete received files automatically' },
      },
      {
        name: 'autoDeleteFileSecond',
        type: 'number',
        required: false,
        summary: { zh: '多少秒后自动删除', en: 'seconds before files are deleted' },
      },
      {
        name: 'ffmpeg',
        type: 'string',
        required: false,
        summary: { zh: 'ffmpeg 的路径', en: 'path of ffmpeg' },
      },
      {
        name: 'musicSignUrl',
        type: 'string',
        required: false,
        summary: { zh: '音乐卡片的签名服务 URL', en: 'URL of the service that signs music cards' },
      },
      {
        name: 'msgCacheExpire',
        type: 'number',
        required: false,
        summary: { zh: '消息缓存的有效期', en: 'lifetime of the message cache' },
      },
    ],
    data: 'null',
  },
  reload_event_filter: {
    summary: { zh: '重载事件过滤器文件。', en: 'Load an event filter file again.' },
    source: ['go-cqhttp'],
    params: [{ name: 'file', type: 'string', required: false, summary: words.fileToSend }],
    data: 'null',
  },
  get_event: {
    summary: { zh: '通过 HTTP 长轮询获取事件（LLBot）。', en: 'Long-poll events over HTTP (LLBot).' },
    source: ['llbot'],
    params: [
      {
        name: 'key',
        type: 'string',
        required: false,
        summary: {
          zh: '客户端标识，每个标识有自己的事件队列',
          en: 'key of the client; each key has a queue of its own',
        },
      },
      {
        name: 'timeout',
        type: 'number|string',
        required: false,
        summary: { zh: '最长等待时间', en: 'how long to wait' },
      },
    ],
    data: { array: 'event' },
    transport: 'HTTP only (long poll)',
  },
  get_updates: {
    summary: {
      zh: '通过 HTTP 长轮询获取事件（go-cqhttp，需启用长轮询）。',
      en: 'Long-poll events over HTTP (go-cqhttp, where long-polling is enabled).',
    },
    source: ['go-cqhttp'],
    params: [
      {
        name: 'limit',
        type: 'number',
        required: false,
        summary: { zh: '最多返回的事件数', en: 'most events to return' },
      },
      {
        name: 'timeout',
        type: 'number',
        required: false,
        summary: {
          zh: '最长等待的秒数，0 表示一直等待',
          en: 'how long to wait, in seconds; 0 waits forever',
        },
      },
    ],
    data: { array: 'event' },
    transport: 'HTTP only',
  },
  '.handle_quick_operation': {
    summary: {
      zh: '对事件执行快速操作，供 SDK 和框架在 WebSocket 上使用。',
      en: 'Run a quick operation for an event; made for SDKs and frameworks on WebSocket.',
    },
    source: ['onebot11-hidden', 'go-cqhttp', 'napcat', 'llbot'],
    params: [
      {
        name: 'context',
        type: 'object',
        required: true,
        summary: { zh: '事件对象，可以只保留必要的字段', en: 'the event; it may be trimmed' },
      },
      {
        name: 'operation',
        type: 'object',
        required: true,
        summary: { zh: '快速操作对象', en: 'the quick operation' },
      },
    ],
    data: 'null',
  },
  check_url_safely: {
    summary: {
      zh: '检查链接的安全性：1 安全，2 未知，3 危险。',
      en: 'Check whether a URL is safe: 1 safe, 2 unknown, 3 dangerous.',
    },
    source: ['go-cqhttp', 'napcat'],
    params: [
      { name: 'url', type: 'string', required: true, summary: { zh: '要检查的 URL', en: 'URL to check' } },
    ],
    data: [
      {
        name: 'level',
        type: 'number',
        summary: { zh: '安全等级：1 安全，2 未知，3 危险', en: '1 safe, 2 unknown, 3 dangerous' },
      },
    ],
  },
  '.get_word_slices': {
    summary: { zh: '对中文文本分词。', en: 'Split Chinese text into words.' },
    source: ['go-cqhttp'],
    params: [
      {
        name: 'content',
        type: 'string',
        required: true,
        summary: { zh: '要分词的文本', en: 'text to split' },
      },
    ],
    data: [{ name: 'slices', type: 'array<string>', summary: { zh: '分词结果', en: 'the words' } }],
  },
  translate_en2zh: {
    summary: { zh: '将英文单词翻译为中文。', en: 'Translate English words into Chinese.' },
    source: ['napcat'],
    params: [
      {
        name: 'words',
        type: 'array<string>',
        required: true,
        summary: { zh: '英文单词列表', en: 'English words' },
      },
    ],
    data: [{ name: 'words', type: 'array<string>', summary: { zh: '翻译结果', en: 'the translations' } }],
  },
  get_robot_uin_range: {
    summary: { zh: '获取官方机器人的号码范围。', en: 'List the ranges of numbers that official bots have.' },
    source: ['napcat', 'llbot'],
    params: [],
    data: {
      array: [
        { name: 'minUin', type: 'string', summary: { zh: '起始号码', en: 'first number' } },
        { name: 'maxUin', type: 'string', summary: { zh: '结束号码', en: 'last number' } },
      ],
    },
  },
  nc_get_packet_status: {
    summary: { zh: '检查发包功能是否可用。', en: 'Check that the packet features work.' },
    source: ['napcat'],
    params: [],
    data: 'null',
  },
  send_packet: {
    summary: {
      zh: '发送原始数据包；等待响应时返回十六进制数据。',
      en: 'Send a raw packet; returns hexadecimal data if it waits for the response.',
    },
    source: ['napcat'],
    params: [
      { name: 'cmd', type: 'string', required: true, summary: words.commandName },
      { name: 'data', type: 'string', required: true, summary: words.hexPayload },
      {
        name: 'rsp',
        type: 'string|boolean',
        required: false,
        default: true,
        summary: { zh: '是否等待响应', en: 'wait for the response' },
      },
    ],
    data: { value: 'string|undefined' },
  },
  '.send_packet': {
    summary: { zh: '发送原始 SSO 数据包。', en: 'Send a raw SSO packet.' },
    source: ['lagrange'],
    params: [
      { name: 'data', type: 'string', required: true, summary: words.hexPayload },
      { name: 'command', type: 'string', required: true, summary: { zh: 'SSO 命令', en: 'SSO command' } },
      {
        name: 'sign',
        type: 'boolean',
        required: false,
        default: false,
        summary: { zh: '是否签名', en: 'sign the packet' },
      },
      {
        name: 'type',
        type: 'number',
        required: false,
        default: 12,
        summary: { zh: '数据包类型', en: 'packet type' },
      },
    ],
    data: [
      {
        name: 'sequence',
        type: 'number (int32)',
        summary: { zh: '数据包序号', en: 'sequence of the packet' },
      },
      { name: 'result', type: 'string', summary: { zh: '十六进制的响应', en: 'response in hexadecimal' } },
      {
        name: 'retcode',
        type: 'number (int32)',
        summary: { zh: '数据包的返回码', en: 'return code of the packet' },
      },
      { name: 'extra', type: 'string', summary: { zh: '附加文本', en: 'extra text' } },
    ],
  },
  send_pb: {
    summary: { zh: '发送原始 protobuf 数据包。', en: 'Send a raw protobuf packet.' },
    source: ['llbot'],
    params: [
      { name: 'cmd', type: 'string', required: true, summary: words.commandName },
      { name: 'hex', type: 'string', required: true, summary: words.hexPayload },
    ],
    data: [
      { name: 'cmd', type: 'string', summary: words.commandName },
      { name: 'hex', type: 'string', summary: { zh: '十六进制的响应', en: 'response in hexadecimal' } },
      {
        name: 'echo',
        type: 'string',
        optional: true,
        summary: { zh: '响应的 echo', en: 'echo of the response' },
      },
    ],
  },
  llonebot_debug: {
    summary: { zh: '调用内部 API，用于调试。', en: 'Call an internal API, for debugging.' },
    source: ['llbot'],
    params: [
      {
        name: 'apiClass',
        type: 'string',
        required: true,
        summary: { zh: '内部 API 的类名', en: 'internal API class name' },
      },
      { name: 'method', type: 'string', required: true, summary: { zh: '方法名', en: 'method name' } },
      {
        name: 'args',
        type: 'array<any>',
        required: false,
        default: [],
        summary: { zh: '调用参数', en: 'call arguments' },
      },
    ],
    data: 'unknown',
  },
})
