import { napCatModels, qqCollection, qqResult } from '../qq-results.js'
import { standardActions } from '../sources.js'
import { actionRows } from '../table.js'
import * as words from '../words.js'

/** The account of the bot: its profile, status, keys, favourites and posts. */
export const accountActions = actionRows({
  get_login_info: {
    summary: { zh: '获取当前登录的账号。', en: 'Get the account that is logged in.' },
    source: standardActions,
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
  set_qq_profile: {
    summary: { zh: '设置机器人的资料。', en: 'Set the profile of the bot.' },
    source: ['go-cqhttp', 'napcat', 'llbot'],
    params: [
      { name: 'nickname', type: 'string', required: false, summary: words.nickname, required_by: ['napcat'] },
      {
        name: 'company',
        type: 'string',
        required: false,
        summary: { zh: '公司', en: 'company' },
        source: ['go-cqhttp'],
      },
      {
        name: 'email',
        type: 'string',
        required: false,
        summary: { zh: '邮箱', en: 'email' },
        source: ['go-cqhttp'],
      },
      {
        name: 'college',
        type: 'string',
        required: false,
        summary: { zh: '学校', en: 'college' },
        source: ['go-cqhttp'],
      },
      {
        name: 'personal_note',
        type: 'string',
        required: false,
        summary: { zh: '个性签名', en: 'signature' },
      },
      {
        name: 'sex',
        type: 'number|string',
        required: false,
        summary: { zh: '性别代码', en: 'code of the sex' },
        source: ['napcat'],
      },
    ],
    data: 'null',
    data_variants: { napcat: qqResult },
  },
  set_qq_avatar: {
    summary: { zh: '设置机器人的头像。', en: 'Set the avatar of the bot.' },
    source: ['napcat', 'lagrange', 'llbot'],
    params: [{ name: 'file', type: 'string', required: true, summary: words.fileToSend }],
    data: 'null',
  },
  set_self_longnick: {
    summary: { zh: '设置机器人的个性签名。', en: 'Set the signature of the bot.' },
    source: ['napcat'],
    params: [
      {
        name: 'longNick',
        type: 'string',
        required: true,
        summary: { zh: '个性签名的内容', en: 'the signature' },
      },
    ],
    data: qqResult,
  },
  set_online_status: {
    summary: { zh: '设置在线状态。', en: 'Set the online status.' },
    source: ['napcat', 'llbot'],
    params: [
      {
        name: 'status',
        type: 'number|string',
        required: true,
        summary: { zh: '在线状态代码', en: 'online status code' },
      },
      {
        name: 'ext_status',
        type: 'number|string',
        required: true,
        summary: { zh: '扩展在线状态代码', en: 'code of the extended online status' },
      },
      {
        name: 'battery_status',
        type: 'number|string',
        required: true,
        summary: { zh: '电量百分比', en: 'battery percentage' },
      },
    ],
    data: 'null',
  },
  set_diy_online_status: {
    summary: { zh: '设置自定义在线状态。', en: 'Set a custom online status.' },
    source: ['napcat'],
    params: [
      {
        name: 'face_id',
        type: 'number|string',
        required: true,
        summary: { zh: '状态图标 ID', en: 'status icon id' },
      },
      {
        name: 'face_type',
        type: 'number|string',
        required: false,
        default: '1',
        summary: { zh: '状态图标类型', en: 'status icon type' },
      },
      {
        name: 'wording',
        type: 'string',
        required: false,
        default: ' ',
        summary: { zh: '状态文字', en: 'status text' },
      },
    ],
    data: { value: 'string' },
  },
  _get_model_show: {
    summary: { zh: '获取可用的在线机型。', en: 'List the variants in which a device model can be shown.' },
    source: ['go-cqhttp', 'napcat'],
    params: [
      {
        name: 'model',
        type: 'string',
        required: false,
        summary: { zh: '机型名称', en: 'device model' },
        required_by: ['go-cqhttp'],
      },
    ],
    data: [
      { name: 'variants', type: 'array', summary: { zh: '可选的机型显示', en: 'variants' } },
      { name: 'variants[].model_show', type: 'string', summary: { zh: '显示的机型', en: 'model to show' } },
      {
        name: 'variants[].need_pay',
        type: 'boolean',
        summary: { zh: '是否需要付费', en: 'must be paid for' },
      },
    ],
    data_variants: { napcat: napCatModels },
  },
  _set_model_show: {
    summary: { zh: '设置在线机型。', en: 'Set the device model that is shown as online.' },
    source: ['go-cqhttp', 'napcat'],
    params: [
      {
        name: 'model',
        type: 'string',
        required: false,
        summary: { zh: '机型名称', en: 'device model' },
        required_by: ['go-cqhttp'],
        source: ['go-cqhttp'],
      },
      {
        name: 'model_show',
        type: 'string',
        required: false,
        summary: { zh: '显示的机型', en: 'device model to show' },
        required_by: ['go-cqhttp'],
        source: ['go-cqhttp'],
      },
    ],
    data: 'null',
  },
  _get_vip_info: {
    summary: {
      zh: '获取 VIP 信息；go-cqhttp 的文档有此动作，现有代码中没有。',
      en: 'Get VIP information; documented by go-cqhttp, absent from its current code.',
    },
    source: ['go-cqhttp'],
    params: [{ name: 'user_id', type: 'number (int64)', required: true, summary: words.qq }],
    data: [
      { name: 'user_id', type: 'number (int64)', summary: words.qq },
      { name: 'nickname', type: 'string', summary: words.nickname },
      { name: 'level', type: 'number (int64)', summary: words.qqLevel },
      {
        name: 'level_speed',
        type: 'number (float64)',
        summary: { zh: '等级加速度', en: 'speed of the level' },
      },
      { name: 'vip_level', type: 'string', summary: { zh: '会员等级', en: 'VIP level' } },
      {
        name: 'vip_growth_speed',
        type: 'number (int64)',
        summary: { zh: '会员成长速度', en: 'growth speed of the VIP level' },
      },
      {
        name: 'vip_growth_total',
        type: 'number (int64)',
        summary: { zh: '会员成长总值', en: 'total growth of the VIP level' },
      },
    ],
  },
  qidian_get_account_info: {
    summary: { zh: '获取企点账号信息。', en: 'Get information about the enterprise (Qidian) account.' },
    source: ['go-cqhttp'],
    params: [],
    data: [
      { name: 'master_id', type: 'number (int64)', summary: { zh: '父账号 ID', en: 'parent account' } },
      { name: 'ext_name', type: 'string', summary: { zh: '名称', en: 'name' } },
      { name: 'create_time', type: 'number (int64)', summary: words.createTime },
    ],
  },
  get_cookies: {
    summary: { zh: '获取某个域名的 Cookies。', en: 'Get the cookies of a domain.' },
    source: ['onebot11-public', 'napcat', 'lagrange', 'llbot'],
    params: [
      { name: 'domain', type: 'string', required: false, default: '', summary: { zh: '域名', en: 'domain' } },
    ],
    data: [{ name: 'cookies', type: 'string', summary: words.cookies }],
    ext_data: [
      {
        name: 'bkn',
        type: 'string',
        summary: { zh: 'CSRF Token，为字符串', en: 'CSRF token, as a string' },
        source: ['napcat', 'llbot'],
      },
    ],
  },
  get_csrf_token: {
    summary: { zh: '获取 CSRF Token。', en: 'Get the CSRF token.' },
    source: ['onebot11-public', 'napcat', 'lagrange', 'llbot'],
    params: [],
    data: [{ name: 'token', type: 'number (int32)', summary: { zh: 'CSRF Token 的值', en: 'CSRF token' } }],
  },
  get_credentials: {
    summary: { zh: '一次获取 Cookies 和 CSRF Token。', en: 'Get cookies and CSRF token in one call.' },
    source: ['onebot11-public', 'napcat', 'lagrange', 'llbot'],
    params: [
      { name: 'domain', type: 'string', required: false, default: '', summary: { zh: '域名', en: 'domain' } },
    ],
    data: [
      { name: 'cookies', type: 'string', summary: words.cookies },
      { name: 'csrf_token', type: 'number (int32)', summary: { zh: 'CSRF Token 的值', en: 'CSRF token' } },
    ],
    data_variants: {
      napcat: [
        { name: 'cookies', type: 'string', summary: words.cookies },
        {
          name: 'token',
          type: 'number',
          summary: {
            zh: 'CSRF Token（标准的字段是 csrf_token）',
            en: 'CSRF token (in the standard: csrf_token)',
          },
        },
      ],
    },
  },
  get_clientkey: {
    summary: { zh: '获取 clientkey。', en: 'Get the client key.' },
    source: ['napcat'],
    params: [],
    data: [
      { name: 'clientkey', type: 'string', optional: true, summary: { zh: '客户端密钥', en: 'client key' } },
    ],
  },
  get_rkey: {
    summary: { zh: '获取访问媒体文件所用的 rkey。', en: 'Get the keys that media URLs need.' },
    source: ['napcat', 'lagrange', 'llbot'],
    params: [],
    data: [
      { name: 'rkeys', type: 'array', summary: { zh: 'rkey 列表', en: 'the keys' } },
      {
        name: 'rkeys[].type',
        type: 'string',
        summary: { zh: '用于私聊（private）还是群聊（group）', en: 'private or group' },
      },
      { name: 'rkeys[].rkey', type: 'string', summary: { zh: '访问密钥（rkey）', en: 'the key' } },
      { name: 'rkeys[].created_at', type: 'number', summary: words.createTime },
      { name: 'rkeys[].ttl', type: 'number', summary: { zh: '有效期，单位秒', en: 'lifetime in seconds' } },
    ],
    data_variants: {
      napcat: {
        array: [
          {
            name: 'type',
            type: 'string',
            summary: { zh: '用于私聊（private）还是群聊（group）', en: 'private or group' },
          },
          { name: 'rkey', type: 'string', summary: { zh: '访问密钥（rkey）', en: 'the key' } },
          { name: 'created_at', type: 'number', summary: words.createTime },
          { name: 'ttl', type: 'number', summary: { zh: '有效期，单位秒', en: 'lifetime in seconds' } },
        ],
      },
      llbot: [
        { name: 'private_key', type: 'string', summary: { zh: '私聊的 rkey', en: 'key for private chats' } },
        { name: 'group_key', type: 'string', summary: { zh: '群聊的 rkey', en: 'key for groups' } },
        {
          name: 'expired_time',
          type: 'number',
          summary: { zh: '过期时间，Unix 时间戳', en: 'unix time of expiry' },
        },
        {
          name: 'updated_time',
          type: 'string',
          summary: { zh: '更新时间，本地时间文本', en: 'local time of the update, as text' },
        },
      ],
    },
  },
  nc_get_rkey: {
    summary: { zh: '获取访问媒体文件所用的 rkey。', en: 'Get the keys that media URLs need.' },
    source: ['napcat'],
    params: [],
    data: { array: 'any' },
  },
  get_rkey_server: {
    summary: { zh: '获取 rkey 服务的信息。', en: 'Get what the rkey server knows.' },
    source: ['napcat'],
    params: [],
    data: [
      {
        name: 'private_rkey',
        type: 'string',
        optional: true,
        summary: { zh: '私聊的 rkey', en: 'key for private chats' },
      },
      {
        name: 'group_rkey',
        type: 'string',
        optional: true,
        summary: { zh: '群聊的 rkey', en: 'key for groups' },
      },
      {
        name: 'expired_time',
        type: 'number',
        optional: true,
        summary: { zh: '过期时间', en: 'time of expiry' },
      },
      { name: 'name', type: 'string', summary: { zh: '名称', en: 'name' } },
    ],
  },
  get_collection_list: {
    summary: { zh: '获取收藏列表。', en: 'List favourites.' },
    source: ['napcat'],
    params: [
      {
        name: 'category',
        type: 'string',
        required: true,
        summary: { zh: '收藏分类 ID', en: 'favourite category id' },
      },
      { name: 'count', type: 'string', required: false, default: '50', summary: words.howMany },
    ],
    data: qqCollection,
  },
  create_collection: {
    summary: { zh: '创建收藏。', en: 'Create a favourite.' },
    source: ['napcat'],
    params: [
      { name: 'rawData', type: 'string', required: true, summary: { zh: '原始内容', en: 'raw content' } },
      { name: 'brief', type: 'string', required: true, summary: { zh: '简短描述', en: 'short description' } },
    ],
    data: qqResult,
  },
  send_qzone_msg: {
    summary: { zh: '发表空间说说。', en: 'Publish a Qzone post.' },
    source: ['napcat'],
    params: [
      {
        name: 'content',
        type: 'string',
        required: true,
        summary: { zh: '说说内容', en: 'text of the post' },
      },
      { name: 'images', type: 'array<string>', required: false, summary: { zh: '图片列表', en: 'images' } },
      {
        name: 'ugc_right',
        type: 'number|string',
        required: false,
        default: 1,
        summary: {
          zh: '可见范围：1 所有人，4 好友，16 部分好友，64 仅自己，128 部分好友不可见',
          en: 'visibility: 1 all, 4 friends, 16 some friends, 64 self, 128 all but some',
        },
      },
      {
        name: 'target_uins',
        type: 'array<number|string>',
        required: false,
        summary: { zh: '可见范围所指的 QQ 号列表', en: 'QQ numbers that the visibility is about' },
      },
    ],
    data: [{ name: 'tid', type: 'string', summary: { zh: '说说 ID', en: 'id of the post' } }],
  },
  delete_qzone_msg: {
    summary: { zh: '删除空间说说。', en: 'Delete a Qzone post.' },
    source: ['napcat'],
    params: [
      { name: 'tid', type: 'string', required: true, summary: { zh: '说说 ID', en: 'id of the post' } },
    ],
    data: 'null',
  },
})
