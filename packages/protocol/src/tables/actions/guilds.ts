import { actionRows, type ParamRow } from '../table.js'
import * as words from '../words.js'

const channelOfGuild: readonly ParamRow[] = [
  { name: 'guild_id', type: 'number|string', required: true, summary: words.guildId },
  { name: 'channel_id', type: 'number|string', required: true, summary: words.channelId },
]

/** Guilds and their channels. */
export const guildActions = actionRows({
  get_guild_service_profile: {
    summary: { zh: '获取机器人的频道资料。', en: "Get the bot's own guild profile." },
    source: ['go-cqhttp', 'napcat'],
    params: [],
    data: [
      { name: 'nickname', type: 'string', summary: words.nickname },
      { name: 'tiny_id', type: 'string', summary: words.tinyId },
      { name: 'avatar_url', type: 'string', summary: words.avatar },
    ],
    data_variants: { napcat: 'null' },
  },
  get_guild_list: {
    summary: { zh: '获取频道列表。', en: 'List the guilds of the bot.' },
    source: ['go-cqhttp', 'napcat', 'llbot'],
    params: [],
    data: {
      array: [
        { name: 'guild_id', type: 'string', summary: words.guildId },
        { name: 'guild_name', type: 'string', summary: { zh: '频道名称', en: 'name of the guild' } },
        {
          name: 'guild_display_id',
          type: 'string',
          summary: {
            zh: '频道的显示 ID（文档写作 int64，代码为字符串）',
            en: 'id to show; documented as int64, emitted as a string',
          },
        },
      ],
    },
    data_variants: { napcat: 'null', llbot: 'null' },
  },
  get_guild_meta_by_guest: {
    summary: { zh: '以访客身份获取频道资料。', en: 'Get what a guest may know about a guild.' },
    source: ['go-cqhttp'],
    params: [{ name: 'guild_id', type: 'number|string', required: true, summary: words.guildId }],
    data: [
      { name: 'guild_id', type: 'string', summary: words.guildId },
      { name: 'guild_name', type: 'string', summary: { zh: '频道名称', en: 'name of the guild' } },
      { name: 'guild_profile', type: 'string', summary: { zh: '频道简介', en: 'description of the guild' } },
      { name: 'create_time', type: 'number (int64)', summary: words.createTime },
      { name: 'max_member_count', type: 'number (int64)', summary: words.mostMembers },
      {
        name: 'max_robot_count',
        type: 'number (int64)',
        summary: { zh: '机器人数上限', en: 'most bots that it can have' },
      },
      {
        name: 'max_admin_count',
        type: 'number (int64)',
        summary: { zh: '管理员数上限', en: 'most admins that it can have' },
      },
      { name: 'member_count', type: 'number (int64)', summary: { zh: '成员数', en: 'number of members' } },
      {
        name: 'owner_id',
        type: 'string',
        summary: { zh: '频道主的频道用户 ID（tiny_id）', en: 'tiny id of the owner' },
      },
    ],
  },
  get_guild_channel_list: {
    summary: { zh: '获取子频道列表。', en: 'List the channels of a guild.' },
    source: ['go-cqhttp'],
    params: [
      { name: 'guild_id', type: 'number|string', required: true, summary: words.guildId },
      { name: 'no_cache', type: 'boolean', required: false, summary: words.noCache },
    ],
    data: {
      array: [
        { name: 'owner_guild_id', type: 'string', summary: words.guildId },
        { name: 'channel_id', type: 'string', summary: words.channelId },
        {
          name: 'channel_type',
          type: 'number (int32)',
          summary: {
            zh: '子频道类型：1 文字，2 语音，5 直播，7 话题',
            en: '1 text, 2 voice, 5 live, 7 topic',
          },
        },
        { name: 'channel_name', type: 'string', summary: { zh: '子频道名称', en: 'name of the channel' } },
        { name: 'create_time', type: 'number (int64)', summary: words.createTime },
        {
          name: 'creator_tiny_id',
          type: 'string',
          summary: { zh: '创建者的频道用户 ID（tiny_id）', en: 'tiny id of the creator' },
        },
        {
          name: 'talk_permission',
          type: 'number (int32)',
          summary: { zh: '发言权限类型', en: 'who may talk' },
        },
        {
          name: 'visible_type',
          type: 'number (int32)',
          summary: { zh: '可见范围类型', en: 'who may see it' },
        },
        {
          name: 'current_slow_mode',
          type: 'number (int32)',
          summary: { zh: '当前慢速模式的 key', en: 'key of the slow mode in use' },
        },
        {
          name: 'slow_modes',
          type: 'array',
          summary: { zh: '可用的慢速模式', en: 'slow modes that can be used' },
        },
        {
          name: 'slow_modes[].slow_mode_key',
          type: 'number (int32)',
          summary: { zh: '慢速模式的 key', en: 'key of the slow mode' },
        },
        {
          name: 'slow_modes[].slow_mode_text',
          type: 'string',
          summary: { zh: '慢速模式的说明', en: 'text of the slow mode' },
        },
        {
          name: 'slow_modes[].speak_frequency',
          type: 'number (int32)',
          summary: { zh: '每个周期可发言的次数', en: 'messages allowed in each period' },
        },
        {
          name: 'slow_modes[].slow_mode_circle',
          type: 'number (int32)',
          summary: { zh: '周期，单位秒', en: 'length of the period in seconds' },
        },
      ],
    },
  },
  get_guild_member_list: {
    summary: { zh: '分页获取频道成员列表。', en: 'List the members of a guild, page by page.' },
    source: ['go-cqhttp'],
    params: [
      { name: 'guild_id', type: 'number|string', required: true, summary: words.guildId },
      {
        name: 'next_token',
        type: 'string',
        required: false,
        summary: { zh: '翻页 Token，空为第一页', en: 'token of the page; empty for the first one' },
      },
    ],
    data: [
      { name: 'members', type: 'array', summary: { zh: '成员列表', en: 'the members' } },
      { name: 'members[].tiny_id', type: 'string', summary: words.tinyId },
      { name: 'members[].title', type: 'string', summary: { zh: '成员头衔', en: 'title of the member' } },
      { name: 'members[].nickname', type: 'string', summary: words.nickname },
      { name: 'members[].role_id', type: 'string', summary: words.roleId },
      { name: 'members[].role_name', type: 'string', summary: words.roleName },
      { name: 'finished', type: 'boolean', summary: { zh: '是否为最后一页', en: 'is the last page' } },
      {
        name: 'next_token',
        type: 'string|null',
        summary: { zh: '下一页的 Token', en: 'token of the next page' },
      },
    ],
  },
  get_guild_member_profile: {
    summary: { zh: '获取一位频道成员的资料。', en: 'Get one member of a guild.' },
    source: ['go-cqhttp'],
    params: [
      { name: 'guild_id', type: 'number|string', required: true, summary: words.guildId },
      { name: 'user_id', type: 'number|string', required: true, summary: words.qq },
    ],
    data: [
      { name: 'tiny_id', type: 'string', summary: words.tinyId },
      { name: 'nickname', type: 'string', summary: words.nickname },
      { name: 'avatar_url', type: 'string', summary: words.avatar },
      {
        name: 'join_time',
        type: 'number (int64)',
        summary: { zh: '加入时间，Unix 时间戳', en: 'unix time of joining' },
      },
      {
        name: 'roles',
        type: 'array',
        summary: { zh: '身份组 {role_id, role_name}', en: 'roles {role_id, role_name}' },
      },
    ],
  },
  send_guild_channel_msg: {
    summary: { zh: '发送频道消息。', en: 'Send a message to a channel of a guild.' },
    source: ['go-cqhttp'],
    params: [
      ...channelOfGuild,
      { name: 'message', type: 'message', required: true, summary: words.messageContent },
      {
        name: 'auto_escape',
        type: 'boolean',
        required: false,
        summary: {
          zh: '是否作为纯文本发送（不解析 CQ 码）',
          en: 'send a string as plain text, without reading CQ codes',
        },
      },
    ],
    data: [{ name: 'message_id', type: 'string', summary: words.messageId }],
  },
  get_guild_msg: {
    summary: { zh: '获取一条频道消息。', en: 'Get one message of a guild.' },
    source: ['go-cqhttp'],
    params: [
      { name: 'message_id', type: 'string', required: true, summary: words.messageId },
      { name: 'no_cache', type: 'boolean', required: false, summary: words.noCache },
    ],
    data: [
      { name: 'message_id', type: 'string', summary: words.messageId },
      {
        name: 'message_source',
        type: 'string',
        summary: { zh: '消息来源：channel 或 direct', en: 'where it came from: channel or direct' },
      },
      { name: 'message_seq', type: 'number', summary: words.messageSequence },
      { name: 'guild_id', type: 'string', summary: words.guildId },
      { name: 'channel_id', type: 'string', summary: words.channelId },
      { name: 'time', type: 'number', summary: words.sendTime },
      {
        name: 'sender',
        type: 'object',
        summary: { zh: '发送者 {user_id, tiny_id, nickname}', en: 'sender {user_id, tiny_id, nickname}' },
      },
      { name: 'message', type: 'message', summary: words.messageContent },
      { name: 'reactions', type: 'array', summary: words.reactions },
    ],
  },
  get_topic_channel_feeds: {
    summary: { zh: '获取话题子频道的帖子列表。', en: 'List the posts of a topic channel.' },
    source: ['go-cqhttp'],
    params: channelOfGuild,
    data: {
      array: [
        { name: 'id', type: 'string', summary: { zh: '帖子 ID', en: 'id of the post' } },
        { name: 'channel_id', type: 'string', summary: words.channelId },
        { name: 'guild_id', type: 'string', summary: words.guildId },
        { name: 'create_time', type: 'number (int64)', summary: words.createTime },
        { name: 'title', type: 'string', summary: { zh: '帖子标题', en: 'title of the post' } },
        { name: 'sub_title', type: 'string', summary: { zh: '副标题', en: 'subtitle' } },
        {
          name: 'poster_info',
          type: 'object',
          summary: {
            zh: '发帖者 {tiny_id, nickname, icon_url}',
            en: 'who posted it {tiny_id, nickname, icon_url}',
          },
        },
        {
          name: 'resource.images',
          type: 'array',
          summary: {
            zh: '图片 {file_id, pattern_id, url, width, height}',
            en: 'images {file_id, pattern_id, url, width, height}',
          },
        },
        {
          name: 'resource.videos',
          type: 'array',
          summary: {
            zh: '视频 {file_id, pattern_id, url, width, height}',
            en: 'videos {file_id, pattern_id, url, width, height}',
          },
        },
        { name: 'contents', type: 'array', summary: { zh: '帖子内容的消息段', en: 'segments of the post' } },
      ],
    },
  },
  get_guild_roles: {
    summary: { zh: '获取频道身份组列表。', en: 'List the roles of a guild.' },
    source: ['go-cqhttp'],
    params: [{ name: 'guild_id', type: 'number|string', required: true, summary: words.guildId }],
    data: {
      array: [
        { name: 'role_id', type: 'string', summary: words.roleId },
        { name: 'role_name', type: 'string', summary: { zh: '身份组名称', en: 'name of the role' } },
        { name: 'argb_color', type: 'number', summary: words.argb },
        { name: 'independent', type: 'boolean', summary: { zh: '是否单独展示', en: 'shown separately' } },
        { name: 'member_count', type: 'number', summary: { zh: '成员数', en: 'number of members' } },
        {
          name: 'max_count',
          type: 'number',
          summary: { zh: '人数上限', en: 'most members that it can have' },
        },
        { name: 'owned', type: 'boolean', summary: { zh: '机器人是否拥有该身份组', en: 'the bot has it' } },
        { name: 'disabled', type: 'boolean', summary: { zh: '是否已停用', en: 'is disabled' } },
      ],
    },
  },
  create_guild_role: {
    summary: { zh: '创建频道身份组。', en: 'Create a role in a guild.' },
    source: ['go-cqhttp'],
    params: [
      { name: 'guild_id', type: 'number|string', required: true, summary: words.guildId },
      { name: 'name', type: 'string', required: true, summary: words.roleName },
      { name: 'color', type: 'number', required: false, summary: words.argb },
      {
        name: 'independent',
        type: 'boolean',
        required: false,
        summary: { zh: '是否单独展示', en: 'shown separately' },
      },
      {
        name: 'initial_users',
        type: 'array<number>',
        required: false,
        summary: { zh: '初始成员的频道用户 ID（tiny_id）', en: 'tiny ids of the first members' },
      },
    ],
    data: [{ name: 'role_id', type: 'string', summary: words.roleId }],
  },
  update_guild_role: {
    summary: { zh: '修改频道身份组。', en: 'Change a role of a guild.' },
    source: ['go-cqhttp'],
    params: [
      { name: 'guild_id', type: 'number|string', required: true, summary: words.guildId },
      { name: 'role_id', type: 'number|string', required: true, summary: words.roleId },
      { name: 'name', type: 'string', required: false, summary: words.roleName },
      { name: 'color', type: 'number', required: false, summary: words.argb },
      {
        name: 'indepedent',
        type: 'boolean',
        required: false,
        summary: {
          zh: '是否单独展示（字段名的拼写如此，须照写）',
          en: 'shown separately; the key is misspelt by go-cqhttp and must be so',
        },
      },
    ],
    data: 'null',
  },
  delete_guild_role: {
    summary: { zh: '删除频道身份组。', en: 'Delete a role of a guild.' },
    source: ['go-cqhttp'],
    params: [
      { name: 'guild_id', type: 'number|string', required: true, summary: words.guildId },
      { name: 'role_id', type: 'number|string', required: true, summary: words.roleId },
    ],
    data: 'null',
  },
  set_guild_member_role: {
    summary: {
      zh: '为频道成员添加或移除身份组。',
      en: 'Give a role of a guild to members, or take it from them.',
    },
    source: ['go-cqhttp'],
    params: [
      { name: 'guild_id', type: 'number|string', required: true, summary: words.guildId },
      { name: 'set', type: 'boolean', required: true, summary: words.addOrTakeBack },
      { name: 'role_id', type: 'number|string', required: true, summary: words.roleId },
      {
        name: 'users',
        type: 'array<number>',
        required: true,
        summary: { zh: '成员的频道用户 ID（tiny_id）列表', en: 'tiny ids of the members' },
      },
    ],
    data: 'null',
  },
})
