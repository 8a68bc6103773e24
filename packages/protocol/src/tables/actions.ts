import type { ActionRow, ParamRow, ResultRow, Source } from './table.js'

const standard = [
  'onebot11-public',
  'go-cqhttp',
  'napcat',
  'lagrange',
  'llbot',
] as const satisfies readonly Source[]

const messageParams = [
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
] as const satisfies readonly ParamRow[]

/** How a merged-forward card looks, and the sender's bubble. */
const appearanceParams = [
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
] as const satisfies readonly ParamRow[]

const targetKind = [
  {
    name: 'message_type',
    type: 'string',
    required: false,
    summary: { zh: '会话类型：私聊或群聊', en: 'private or group chat' },
    values: ['private', 'group'],
    source: ['napcat', 'llbot'],
  },
] as const satisfies readonly ParamRow[]

const sentMessage = [
  {
    name: 'message_id',
    type: 'number (int32)',
    summary: { zh: '所发消息的 ID', en: 'id of the message that was sent' },
  },
] as const satisfies readonly ResultRow[]

const sentForward = [
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
] as const satisfies readonly ResultRow[]

const noCache = [
  {
    name: 'no_cache',
    type: 'boolean',
    required: false,
    default: false,
    summary: { zh: '是否跳过缓存（较慢，但数据更新）', en: 'bypass the cache: slower, but fresh' },
  },
] as const satisfies readonly ParamRow[]

const extNoCache = [
  {
    name: 'no_cache',
    type: 'string|boolean',
    required: false,
    default: false,
    summary: { zh: '是否跳过缓存', en: 'bypass the cache' },
    source: ['go-cqhttp', 'napcat', 'lagrange', 'llbot'],
  },
] as const satisfies readonly ParamRow[]

const group = [
  { name: 'group_id', type: 'number (int64)', summary: { zh: '群号', en: 'group number' } },
  { name: 'group_name', type: 'string', summary: { zh: '群名称', en: 'group name' } },
  { name: 'member_count', type: 'number (int32)', summary: { zh: '当前成员数', en: 'number of members' } },
  {
    name: 'max_member_count',
    type: 'number (int32)',
    summary: { zh: '成员数上限', en: 'most members that it can have' },
  },
] as const satisfies readonly ResultRow[]

const extGroup = [
  {
    name: 'group_create_time',
    type: 'number',
    summary: { zh: '建群时间，Unix 时间戳', en: 'unix time of creation' },
    source: ['go-cqhttp', 'llbot'],
  },
  {
    name: 'group_level',
    type: 'number',
    summary: { zh: '群等级', en: 'group level' },
    source: ['go-cqhttp'],
  },
  {
    name: 'group_memo',
    type: 'string',
    summary: {
      zh: '群简介（go-cqhttp 仅在搜索结果中提供）',
      en: 'group memo; from go-cqhttp only in search results',
    },
    source: ['go-cqhttp', 'llbot'],
  },
  {
    name: 'group_all_shut',
    type: 'number',
    summary: { zh: '全员禁言状态', en: 'whole-group mute state' },
    source: ['napcat'],
  },
  {
    name: 'group_remark',
    type: 'string',
    summary: { zh: '群备注', en: 'own remark about the group' },
    source: ['napcat'],
  },
  {
    name: 'remark_name',
    type: 'string',
    summary: { zh: '群备注', en: 'own remark about the group' },
    source: ['llbot'],
  },
  {
    name: 'owner_id',
    type: 'number',
    summary: { zh: '群主 QQ 号', en: 'QQ number of the owner' },
    source: ['llbot'],
  },
  {
    name: 'is_top',
    type: 'boolean',
    summary: { zh: '是否置顶', en: 'pinned to the top' },
    source: ['llbot'],
  },
  {
    name: 'shut_up_all_timestamp',
    type: 'number',
    summary: { zh: '全员禁言的结束时间', en: 'end of the whole-group mute' },
    source: ['llbot'],
  },
  {
    name: 'shut_up_me_timestamp',
    type: 'number',
    summary: { zh: '机器人被禁言的结束时间', en: 'end of the mute of the bot' },
    source: ['llbot'],
  },
] as const satisfies readonly ResultRow[]

const groupMember = [
  { name: 'group_id', type: 'number (int64)', summary: { zh: '群号', en: 'group number' } },
  { name: 'user_id', type: 'number (int64)', summary: { zh: '成员 QQ 号', en: 'QQ number of the member' } },
  { name: 'nickname', type: 'string', summary: { zh: 'QQ 昵称', en: 'QQ nickname' } },
  { name: 'card', type: 'string', summary: { zh: '群名片', en: 'group card, the name within the group' } },
  { name: 'sex', type: 'string', summary: { zh: '性别', en: 'sex' }, values: ['male', 'female', 'unknown'] },
  { name: 'age', type: 'number (int32)', summary: { zh: '年龄', en: 'age' } },
  {
    name: 'area',
    type: 'string',
    summary: { zh: '地区，成员列表中可能没有', en: 'region; may be missing from a list' },
  },
  {
    name: 'join_time',
    type: 'number (int32)',
    summary: { zh: '入群时间，Unix 时间戳', en: 'unix time of joining' },
  },
  {
    name: 'last_sent_time',
    type: 'number (int32)',
    summary: { zh: '最后发言时间，Unix 时间戳', en: 'unix time of the last message' },
  },
  { name: 'level', type: 'string', summary: { zh: '成员等级', en: 'member level' } },
  {
    name: 'role',
    type: 'string',
    summary: { zh: '在群中的身份：群主、管理员或普通成员', en: 'role in the group' },
    values: ['owner', 'admin', 'member'],
  },
  { name: 'unfriendly', type: 'boolean', summary: { zh: '是否有不良记录', en: 'has a bad record' } },
  {
    name: 'title',
    type: 'string',
    summary: { zh: '专属头衔，成员列表中可能没有', en: 'special title; may be missing from a list' },
  },
  {
    name: 'title_expire_time',
    type: 'number (int32)',
    summary: { zh: '专属头衔的过期时间，Unix 时间戳', en: 'unix time at which the title expires' },
  },
  {
    name: 'card_changeable',
    type: 'boolean',
    summary: { zh: '是否允许修改群名片', en: 'the card may be changed' },
  },
] as const satisfies readonly ResultRow[]

const extGroupMember = [
  {
    name: 'shut_up_timestamp',
    type: 'number',
    summary: { zh: '禁言结束时间，Unix 时间戳', en: 'unix time at which a mute ends' },
    source: ['go-cqhttp', 'napcat', 'llbot'],
  },
  {
    name: 'qq_level',
    type: 'number',
    summary: { zh: 'QQ 等级', en: 'QQ level' },
    source: ['napcat', 'llbot'],
  },
  {
    name: 'is_robot',
    type: 'boolean',
    summary: { zh: '是否为机器人', en: 'is a bot' },
    source: ['napcat', 'llbot'],
  },
  {
    name: 'qage',
    type: 'number',
    summary: { zh: 'Q 龄', en: 'age of the account' },
    source: ['napcat', 'llbot'],
  },
  {
    name: 'card_or_nickname',
    type: 'string',
    summary: { zh: '显示的名字：群名片，没有则为昵称', en: 'name to show: the card, else the nickname' },
    source: ['llbot'],
  },
] as const satisfies readonly ResultRow[]

/** Every action that we know, by its name. `<name>_async` and `<name>_rate_limited` are not listed. */
export const actions = {
  send_msg: {
    summary: {
      zh: '发送消息，按 message_type 或所给的号码决定发给好友还是群。',
      en: 'Send a message to a user or a group, as message_type or the given id says.',
    },
    source: standard,
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
        summary: { zh: '对方 QQ 号', en: 'QQ number of the recipient' },
        required_when: 'message_type is private',
      },
      {
        name: 'group_id',
        type: 'number',
        required: false,
        summary: { zh: '群号', en: 'group number' },
        required_when: 'message_type is group',
      },
      ...messageParams,
    ],
    ext_params: appearanceParams,
    data: sentMessage,
    ext_data: sentForward,
  },
  send_private_msg: {
    summary: { zh: '发送私聊消息。', en: 'Send a private message.' },
    source: standard,
    params: [
      {
        name: 'user_id',
        type: 'number',
        required: true,
        summary: { zh: '对方 QQ 号', en: 'QQ number of the recipient' },
      },
      ...messageParams,
    ],
    ext_params: [
      {
        name: 'group_id',
        type: 'number|string',
        required: false,
        summary: { zh: '发起临时会话的群号', en: 'group through which a temporary chat goes' },
        source: ['go-cqhttp', 'napcat', 'llbot'],
      },
      ...targetKind,
      ...appearanceParams,
    ],
    data: sentMessage,
    ext_data: sentForward,
  },
  send_group_msg: {
    summary: { zh: '发送群消息。', en: 'Send a group message.' },
    source: standard,
    params: [
      { name: 'group_id', type: 'number', required: true, summary: { zh: '群号', en: 'group number' } },
      ...messageParams,
    ],
    ext_params: [
      ...targetKind,
      {
        name: 'user_id',
        type: 'number|string',
        required: false,
        summary: { zh: 'QQ 号', en: 'QQ number' },
        source: ['napcat', 'llbot'],
      },
      ...appearanceParams,
    ],
    data: sentMessage,
    ext_data: sentForward,
  },
  delete_msg: {
    summary: { zh: '撤回消息。', en: 'Recall a message.' },
    source: standard,
    params: [
      {
        name: 'message_id',
        type: 'number (int32)',
        required: true,
        summary: { zh: '消息 ID', en: 'message id' },
      },
    ],
    data: 'null',
  },
  get_msg: {
    summary: { zh: '按 ID 获取一条消息。', en: 'Fetch one message by its id.' },
    source: standard,
    params: [
      {
        name: 'message_id',
        type: 'number (int32)',
        required: true,
        summary: { zh: '消息 ID', en: 'message id' },
      },
    ],
    data: [
      {
        name: 'time',
        type: 'number (int32)',
        summary: { zh: '发送时间，Unix 时间戳', en: 'unix time of sending' },
      },
      {
        name: 'message_type',
        type: 'string',
        summary: { zh: '消息类型，与消息事件相同', en: 'kind of message, as in message events' },
      },
      { name: 'message_id', type: 'number (int32)', summary: { zh: '消息 ID', en: 'message id' } },
      { name: 'real_id', type: 'number (int32)', summary: { zh: '消息真实 ID', en: 'real message id' } },
      {
        name: 'sender',
        type: 'object',
        summary: { zh: '发送者信息，与消息事件相同', en: 'who sent it, as in message events' },
      },
      { name: 'message', type: 'message', summary: { zh: '消息内容', en: 'content' } },
    ],
    ext_data: [
      {
        name: 'message_seq',
        type: 'number',
        summary: { zh: '消息序号', en: 'message sequence' },
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
      {
        name: 'group_id',
        type: 'number',
        summary: { zh: '群号', en: 'group number' },
        source: ['go-cqhttp', 'napcat', 'llbot'],
      },
      {
        name: 'raw_message',
        type: 'string',
        summary: { zh: 'CQ 码形式的原始内容', en: 'content as CQ code' },
        source: ['napcat', 'llbot'],
      },
      { name: 'font', type: 'number', summary: { zh: '字体', en: 'font' }, source: ['napcat', 'llbot'] },
      {
        name: 'user_id',
        type: 'number',
        summary: { zh: '发送者 QQ 号', en: 'QQ number of the sender' },
        source: ['napcat', 'llbot'],
      },
      {
        name: 'emoji_likes_list',
        type: 'array',
        summary: { zh: '表情回应', en: 'reactions' },
        source: ['napcat'],
      },
    ],
  },
  get_login_info: {
    summary: { zh: '获取当前登录的账号。', en: 'Get the account that is logged in.' },
    source: standard,
    params: [],
    data: [
      {
        name: 'user_id',
        type: 'number (int64)',
        summary: { zh: '机器人 QQ 号', en: 'QQ number of the bot' },
      },
      { name: 'nickname', type: 'string', summary: { zh: '机器人昵称', en: 'nickname of the bot' } },
    ],
  },
  get_status: {
    summary: {
      zh: '获取运行状态，各协议端可能另加字段。',
      en: 'Get the running status; implementations may add fields.',
    },
    source: standard,
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
        summary: { zh: '恒为 true', en: 'always true' },
        source: ['go-cqhttp', 'lagrange'],
      },
      {
        name: 'app_enabled',
        type: 'boolean',
        summary: { zh: '恒为 true', en: 'always true' },
        source: ['go-cqhttp', 'lagrange'],
      },
      {
        name: 'plugins_good',
        type: 'boolean|null',
        summary: { zh: 'go-cqhttp 为 null，Lagrange 为 true', en: 'null from go-cqhttp, true from Lagrange' },
        source: ['go-cqhttp', 'lagrange'],
      },
      {
        name: 'app_good',
        type: 'boolean',
        summary: { zh: '恒为 true', en: 'always true' },
        source: ['go-cqhttp', 'lagrange'],
      },
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
    source: standard,
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
  get_group_info: {
    summary: { zh: '获取群信息。', en: 'Get one group.' },
    source: standard,
    params: [
      { name: 'group_id', type: 'number', required: true, summary: { zh: '群号', en: 'group number' } },
      ...noCache,
    ],
    data: group,
    ext_data: extGroup,
    default_deviations: { llbot: { no_cache: true } },
  },
  get_group_list: {
    summary: { zh: '获取群列表。', en: 'List the groups of the account.' },
    source: standard,
    params: [],
    ext_params: extNoCache,
    data: { array: group },
    ext_data: extGroup,
  },
  get_group_member_info: {
    summary: { zh: '获取群成员信息。', en: 'Get one member of a group.' },
    source: standard,
    params: [
      { name: 'group_id', type: 'number', required: true, summary: { zh: '群号', en: 'group number' } },
      {
        name: 'user_id',
        type: 'number',
        required: true,
        summary: { zh: '成员 QQ 号', en: 'QQ number of the member' },
      },
      ...noCache,
    ],
    data: groupMember,
    ext_data: extGroupMember,
    default_deviations: { napcat: { no_cache: true } },
  },
  get_group_member_list: {
    summary: {
      zh: '获取群成员列表；与 get_group_member_info 相比，部分字段可能缺失。',
      en: 'List the members of a group; fields of get_group_member_info may be missing.',
    },
    source: standard,
    params: [
      {
        name: 'group_id',
        type: 'number (int64)',
        required: true,
        summary: { zh: '群号', en: 'group number' },
      },
    ],
    ext_params: extNoCache,
    data: { array: groupMember },
    ext_data: extGroupMember,
  },
  get_friend_list: {
    summary: { zh: '获取好友列表。', en: 'List the friends of the account.' },
    source: standard,
    params: [],
    ext_params: [
      {
        name: 'no_cache',
        type: 'string|boolean',
        required: false,
        summary: { zh: '是否跳过缓存', en: 'bypass the cache' },
        source: ['napcat'],
      },
    ],
    data: {
      array: [
        { name: 'user_id', type: 'number (int64)', summary: { zh: 'QQ 号', en: 'QQ number' } },
        { name: 'nickname', type: 'string', summary: { zh: '昵称', en: 'nickname' } },
        { name: 'remark', type: 'string', summary: { zh: '备注名', en: 'own remark about the friend' } },
      ],
    },
    ext_data: [
      {
        name: 'q_id',
        type: 'string',
        summary: { zh: '用户的 QID', en: 'the QID of the user' },
        source: ['lagrange'],
      },
      {
        name: 'group',
        type: 'object',
        summary: {
          zh: '所在的好友分组 {group_id, group_name}',
          en: 'friend category {group_id, group_name}',
        },
        source: ['lagrange'],
      },
      { name: 'sex', type: 'string', summary: { zh: '性别', en: 'sex' }, source: ['napcat', 'llbot'] },
      { name: 'age', type: 'number', summary: { zh: '年龄', en: 'age' }, source: ['napcat', 'llbot'] },
      {
        name: 'birthday_year',
        type: 'number',
        summary: { zh: '出生年份', en: 'year of birth' },
        source: ['napcat', 'llbot'],
      },
      {
        name: 'birthday_month',
        type: 'number',
        summary: { zh: '出生月份', en: 'month of birth' },
        source: ['napcat', 'llbot'],
      },
      {
        name: 'birthday_day',
        type: 'number',
        summary: { zh: '出生日', en: 'day of birth' },
        source: ['napcat', 'llbot'],
      },
      {
        name: 'qid',
        type: 'string',
        summary: { zh: '用户的 QID', en: 'the QID of the user' },
        source: ['napcat', 'llbot'],
      },
      { name: 'long_nick', type: 'string', summary: { zh: '个性签名', en: 'signature' }, source: ['llbot'] },
      { name: 'level', type: 'number', summary: { zh: 'QQ 等级', en: 'QQ level' }, source: ['napcat'] },
      {
        name: 'phone_num',
        type: 'string',
        summary: { zh: '手机号', en: 'phone number' },
        source: ['napcat'],
      },
      { name: 'email', type: 'string', summary: { zh: '邮箱', en: 'email' }, source: ['napcat'] },
      {
        name: 'category_id',
        type: 'number',
        summary: { zh: '好友分组 ID', en: 'category id' },
        source: ['napcat'],
      },
      {
        name: 'categoryName',
        type: 'string',
        summary: { zh: '好友分组名称', en: 'category name' },
        source: ['napcat'],
      },
      {
        name: 'categoryId',
        type: 'number',
        summary: { zh: '好友分组 ID', en: 'category id' },
        source: ['napcat'],
      },
      {
        name: 'login_days',
        type: 'number',
        summary: { zh: '登录天数', en: 'days logged in' },
        source: ['napcat'],
      },
    ],
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
      {
        name: 'clients[].app_id',
        type: 'string',
        required: false,
        summary: { zh: '客户端 ID', en: 'client id' },
      },
      {
        name: 'clients[].client_name',
        type: 'string',
        required: false,
        summary: { zh: '客户端名称', en: 'client name' },
      },
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
      { name: 'delivered[].app_id', type: 'string', summary: { zh: '客户端 ID', en: 'client id' } },
      {
        name: 'delivered[].client_name',
        type: 'string',
        optional: true,
        summary: { zh: '客户端名称，未设置时没有这个字段', en: 'client name, absent where none was set' },
      },
      {
        name: 'offline',
        type: 'array<object>',
        summary: { zh: '不在线的客户端', en: 'clients that are offline' },
      },
      { name: 'offline[].app_id', type: 'string', summary: { zh: '客户端 ID', en: 'client id' } },
      {
        name: 'offline[].client_name',
        type: 'string',
        optional: true,
        summary: { zh: '客户端名称，未设置时没有这个字段', en: 'client name, absent where none was set' },
      },
      {
        name: 'unknown',
        type: 'array<object>',
        summary: {
          zh: '不存在的客户端，按请求中的写法列出',
          en: 'clients that do not exist, as the call named them',
        },
      },
      {
        name: 'unknown[].app_id',
        type: 'string',
        optional: true,
        summary: { zh: '客户端 ID', en: 'client id' },
      },
      {
        name: 'unknown[].client_name',
        type: 'string',
        optional: true,
        summary: { zh: '客户端名称', en: 'client name' },
      },
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
      {
        name: 'client.app_id',
        type: 'string',
        required: false,
        summary: { zh: '客户端 ID', en: 'client id' },
      },
      {
        name: 'client.client_name',
        type: 'string',
        required: false,
        summary: { zh: '客户端名称', en: 'client name' },
      },
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
      {
        name: 'no_cache',
        type: 'boolean',
        required: false,
        summary: { zh: '是否跳过缓存', en: 'bypass the cache' },
        source: ['go-cqhttp'],
      },
    ],
    data: [
      {
        name: 'clients',
        type: 'array<object>',
        summary: { zh: '在线的客户端', en: 'clients that are online' },
      },
      { name: 'clients[].app_id', type: 'string', summary: { zh: '客户端 ID', en: 'client id' } },
      {
        name: 'clients[].client_name',
        type: 'string',
        optional: true,
        summary: { zh: '客户端名称，未设置时没有这个字段', en: 'client name, absent where none was set' },
      },
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
          { name: 'app_id', type: 'string', summary: { zh: '客户端 ID', en: 'client id' } },
          {
            name: 'client_name',
            type: 'string',
            summary: { zh: '客户端名称，未设置时没有这个字段', en: 'client name, absent where none was set' },
          },
        ],
      },
    },
    conflict: {
      zh: 'go-cqhttp 与 NapCat 用同一名称列出账号登录的设备；客户端列表在 GET /api/get_online_clients。',
      en: 'go-cqhttp and NapCat list the devices of the account under the same name; the clients are at GET /api/get_online_clients.',
    },
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
} as const satisfies Readonly<Record<string, ActionRow>>
