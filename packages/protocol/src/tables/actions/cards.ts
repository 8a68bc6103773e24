import { qqArk } from '../qq-results.js'
import { actionRows, type ParamRow } from '../table.js'
import * as words from '../words.js'

const contactOrGroup: readonly ParamRow[] = [
  { name: 'user_id', type: 'string', required: false, summary: words.qq },
  { name: 'group_id', type: 'string', required: false, summary: words.group },
  {
    name: 'phone_number',
    type: 'string',
    required: false,
    default: '',
    summary: { zh: '手机号', en: 'phone number' },
  },
]

/** Params of a speech: the group, the voice and the text. */
const speech: readonly ParamRow[] = [
  {
    name: 'character',
    type: 'string',
    required: true,
    summary: { zh: 'AI 语音角色 ID', en: 'id of the AI voice character' },
  },
  { name: 'group_id', type: 'number|string', required: true, summary: words.group },
  { name: 'text', type: 'string', required: true, summary: { zh: '要朗读的文字', en: 'text to speak' } },
]

/** Cards and AI voices, which are built first and sent later. */
export const cardActions = actionRows({
  send_ark_share: {
    summary: {
      zh: '生成推荐好友或群的 Ark 卡片。',
      en: 'Build an ark card that shares a contact or a group.',
    },
    source: ['napcat'],
    params: contactOrGroup,
    data: qqArk,
  },
  ArkSharePeer: {
    summary: {
      zh: '生成推荐好友或群的 Ark 卡片，是 send_ark_share 已弃用的旧名。',
      en: 'Build an ark card that shares a contact or a group; the deprecated name of send_ark_share.',
    },
    source: ['napcat'],
    params: contactOrGroup,
    data: qqArk,
  },
  send_group_ark_share: {
    summary: {
      zh: '生成推荐群的 Ark 卡片，返回 Ark JSON 文本。',
      en: 'Build an ark card that shares a group; returns the ark as JSON text.',
    },
    source: ['napcat'],
    params: [{ name: 'group_id', type: 'string', required: true, summary: words.group }],
    data: { value: 'string' },
  },
  ArkShareGroup: {
    summary: {
      zh: '生成推荐群的 Ark 卡片，是 send_group_ark_share 已弃用的旧名。',
      en: 'Build an ark card that shares a group; the deprecated name of send_group_ark_share.',
    },
    source: ['napcat'],
    params: [{ name: 'group_id', type: 'string', required: true, summary: words.group }],
    data: { value: 'string' },
  },
  get_mini_app_ark: {
    summary: { zh: '生成小程序 Ark 卡片。', en: 'Build the ark card of a mini-program.' },
    source: ['napcat'],
    params: [
      {
        name: 'type',
        type: 'string',
        required: false,
        summary: { zh: '模板：bili 或 weibo', en: 'template: bili or weibo' },
        values: ['bili', 'weibo'],
      },
      { name: 'title', type: 'string', required: true, summary: { zh: '卡片标题', en: 'title' } },
      { name: 'desc', type: 'string', required: true, summary: { zh: '卡片描述', en: 'description' } },
      { name: 'picUrl', type: 'string', required: true, summary: { zh: '图片 URL', en: 'picture URL' } },
      { name: 'jumpUrl', type: 'string', required: true, summary: words.clickUrl },
      { name: 'webUrl', type: 'string', required: false, summary: { zh: '网页 URL', en: 'web URL' } },
      {
        name: 'rawArkData',
        type: 'string',
        required: false,
        summary: { zh: '是否返回原始 Ark 数据', en: 'return raw ark data' },
      },
      { name: 'iconUrl', type: 'string', required: false, summary: { zh: '图标 URL', en: 'icon URL' } },
      {
        name: 'appId',
        type: 'string',
        required: false,
        summary: { zh: '小程序 App ID', en: 'mini-program app id' },
      },
      { name: 'scene', type: 'string', required: false, summary: { zh: '场景 ID', en: 'scene id' } },
      {
        name: 'templateType',
        type: 'string',
        required: false,
        summary: { zh: '模板类型', en: 'template type' },
      },
      {
        name: 'businessType',
        type: 'string',
        required: false,
        summary: { zh: '业务类型', en: 'business type' },
      },
      { name: 'verType', type: 'string', required: false, summary: { zh: '版本类型', en: 'version type' } },
      { name: 'shareType', type: 'string', required: false, summary: { zh: '分享类型', en: 'share type' } },
      { name: 'versionId', type: 'string', required: false, summary: { zh: '版本 ID', en: 'version id' } },
      { name: 'sdkId', type: 'string', required: false, summary: { zh: 'SDK ID 号', en: 'SDK id' } },
      {
        name: 'withShareTicket',
        type: 'string',
        required: false,
        summary: { zh: '是否附带分享票据', en: 'attach share ticket' },
      },
    ],
    data: [{ name: 'data', type: 'any', summary: { zh: 'Ark 对象', en: 'ark object' } }],
  },
  get_music_ark: {
    summary: {
      zh: '生成带签名的音乐 Ark 卡片，返回 Ark JSON 文本。',
      en: 'Build a signed ark card for music; returns the ark as JSON text.',
    },
    source: ['lagrange'],
    params: [
      {
        name: 'title',
        type: 'string',
        required: false,
        summary: { zh: '歌曲标题', en: 'title of the song' },
      },
      { name: 'desc', type: 'string', required: false, summary: { zh: '卡片描述', en: 'description' } },
      { name: 'jumpUrl', type: 'string', required: false, summary: words.clickUrl },
      { name: 'musicUrl', type: 'string', required: false, summary: { zh: '音频 URL', en: 'audio URL' } },
      {
        name: 'source_icon',
        type: 'string',
        required: false,
        summary: { zh: '来源图标 URL', en: 'source icon URL' },
      },
      { name: 'tag', type: 'string', required: false, summary: { zh: '标签文字', en: 'tag text' } },
      {
        name: 'preview',
        type: 'string',
        required: false,
        summary: { zh: '预览图 URL', en: 'preview image URL' },
      },
      {
        name: 'sourceMsgId',
        type: 'string',
        required: false,
        summary: { zh: '来源消息 ID', en: 'source message id' },
      },
    ],
    data: { value: 'string' },
  },
  get_ai_characters: {
    summary: { zh: '获取 AI 语音角色列表。', en: 'List the AI voice characters.' },
    source: ['napcat', 'lagrange', 'llbot'],
    params: [
      {
        name: 'group_id',
        type: 'number|string',
        required: false,
        default: 42,
        summary: words.group,
        required_by: ['napcat'],
      },
      { name: 'chat_type', type: 'number|string', required: false, default: 1, summary: words.voiceKind },
    ],
    data: {
      array: [
        { name: 'type', type: 'string', summary: { zh: '分类', en: 'category' } },
        { name: 'characters', type: 'array', summary: { zh: '角色列表', en: 'characters' } },
        { name: 'characters[].character_id', type: 'string', summary: { zh: '角色 ID', en: 'character id' } },
        {
          name: 'characters[].character_name',
          type: 'string',
          summary: { zh: '角色名称', en: 'name of the character' },
        },
        {
          name: 'characters[].preview_url',
          type: 'string',
          summary: { zh: '试听 URL', en: 'URL of a sample' },
        },
      ],
    },
  },
  get_ai_record: {
    summary: { zh: '合成 AI 语音，返回其 URL。', en: 'Speak a text with an AI voice and return its URL.' },
    source: ['napcat', 'lagrange'],
    params: [
      ...speech,
      {
        name: 'chat_type',
        type: 'number',
        required: false,
        default: 1,
        summary: words.voiceKind,
        source: ['lagrange'],
      },
    ],
    data: { value: 'string' },
  },
  send_group_ai_record: {
    summary: { zh: '在群里发送 AI 语音。', en: 'Speak a text with an AI voice in a group.' },
    source: ['napcat', 'lagrange', 'llbot'],
    params: [
      ...speech,
      {
        name: 'chat_type',
        type: 'number|string',
        required: false,
        default: 1,
        summary: words.voiceKind,
        source: ['lagrange', 'llbot'],
      },
    ],
    data: [
      {
        name: 'message_id',
        type: 'number',
        summary: { zh: '消息 ID（Lagrange 恒为 0）', en: 'message id, always 0 from Lagrange' },
      },
    ],
  },
})
