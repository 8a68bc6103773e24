import { actionRows } from '../table.js'
import * as words from '../words.js'

/** Custom faces and market faces. */
export const faceActions = actionRows({
  fetch_custom_face: {
    summary: { zh: '获取收藏表情的 URL 列表。', en: 'List the URLs of custom faces.' },
    source: ['napcat', 'lagrange', 'llbot'],
    params: [
      {
        name: 'count',
        type: 'number|string',
        required: false,
        default: 48,
        summary: words.howMany,
        source: ['napcat'],
      },
    ],
    data: { array: 'string' },
  },
  fetch_custom_face_detail: {
    summary: { zh: '获取收藏表情的详细列表。', en: 'List custom faces with their details.' },
    source: ['napcat'],
    params: [{ name: 'count', type: 'number|string', required: false, default: 48, summary: words.howMany }],
    data: 'unknown',
  },
  add_custom_face: {
    summary: { zh: '用文件添加收藏表情。', en: 'Add a custom face from a file.' },
    source: ['napcat'],
    params: [
      { name: 'file', type: 'string', required: true, summary: words.fileToSend },
      { name: 'emoji_id', type: 'number|string', required: false, summary: words.emojiId },
      {
        name: 'package_id',
        type: 'number|string',
        required: false,
        summary: { zh: '表情包 ID', en: 'face package id' },
      },
      { name: 'file_name', type: 'string', required: false, summary: words.fileName },
      { name: 'file_size', type: 'number|string', required: false, summary: words.fileSize },
      { name: 'md5', type: 'string', required: false, summary: words.fileMd5 },
      {
        name: 'is_mark_face',
        type: 'boolean',
        required: false,
        summary: { zh: '是否为商城表情', en: 'is a market face' },
      },
      {
        name: 'is_origin',
        type: 'boolean',
        required: false,
        summary: { zh: '是否保留原图', en: 'keep the original image' },
      },
    ],
    data: 'unknown',
  },
  set_custom_face_desc: {
    summary: { zh: '修改收藏表情的描述。', en: 'Change the description of a custom face.' },
    source: ['napcat'],
    params: [
      { name: 'emoji_id', type: 'number|string', required: true, summary: words.emojiId },
      { name: 'res_id', type: 'string', required: true, summary: { zh: '资源 ID', en: 'resource id' } },
      { name: 'md5', type: 'string', required: true, summary: words.fileMd5 },
      {
        name: 'desc',
        type: 'string',
        required: true,
        summary: { zh: '表情描述', en: 'description of the face' },
      },
    ],
    data: 'unknown',
  },
  delete_custom_face: {
    summary: { zh: '删除收藏表情。', en: 'Delete custom faces.' },
    source: ['napcat'],
    params: [
      {
        name: 'res_id',
        type: 'string|array<string>',
        required: false,
        summary: { zh: '资源 ID', en: 'resource id' },
      },
      {
        name: 'id',
        type: 'string|array<string>',
        required: false,
        summary: { zh: '表情 ID', en: 'face id' },
      },
      {
        name: 'ids',
        type: 'array<string>',
        required: false,
        summary: { zh: '表情 ID 列表', en: 'face ids' },
      },
      { name: 'md5', type: 'string|array<string>', required: false, summary: words.fileMd5 },
    ],
    data: 'unknown',
  },
  get_recommend_face: {
    summary: { zh: '按关键词推荐表情。', en: 'Recommend faces for a keyword.' },
    source: ['llbot'],
    params: [{ name: 'word', type: 'string', required: true, summary: { zh: '关键词', en: 'keyword' } }],
    data: [{ name: 'url', type: 'array<string>', summary: { zh: '表情 URL 列表', en: 'URLs of faces' } }],
  },
  fetch_mface_key: {
    summary: { zh: '获取商城表情的 key。', en: 'Get the keys of market faces.' },
    source: ['lagrange'],
    params: [
      {
        name: 'emoji_ids',
        type: 'array<string>',
        required: true,
        summary: { zh: '商城表情的 ID 列表', en: 'ids of market faces' },
      },
    ],
    data: { array: 'string' },
  },
})
