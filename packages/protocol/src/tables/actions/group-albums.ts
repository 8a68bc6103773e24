import { qqAlbumMedia } from '../qq-results.js'
import { actionRows, type ParamRow } from '../table.js'
import * as words from '../words.js'

const likedMedia: readonly ParamRow[] = [
  { name: 'group_id', type: 'string', required: true, summary: words.group },
  { name: 'album_id', type: 'string', required: true, summary: words.albumId },
  { name: 'batch_id', type: 'string', required: true, summary: { zh: '上传批次 ID', en: 'upload batch id' } },
  {
    name: 'lloc',
    type: 'string',
    required: false,
    summary: { zh: '图片或视频在相册中的 ID', en: 'id of the picture or video in the album' },
  },
]

const mediaOfAlbum: readonly ParamRow[] = [
  { name: 'group_id', type: 'string', required: true, summary: words.group },
  { name: 'album_id', type: 'string', required: true, summary: words.albumId },
  {
    name: 'lloc',
    type: 'string',
    required: true,
    summary: { zh: '图片或视频在相册中的 ID', en: 'id of the picture or video in the album' },
  },
]

const albumOfGroup: readonly ParamRow[] = [
  { name: 'group_id', type: 'number|string', required: true, summary: words.group },
  { name: 'album_id', type: 'string', required: true, summary: words.albumId },
]

/** Albums of groups. */
export const groupAlbumActions = actionRows({
  get_group_album_list: {
    summary: { zh: '获取群相册列表。', en: 'List the albums of a group.' },
    source: ['llbot'],
    params: [{ name: 'group_id', type: 'number|string', required: true, summary: words.group }],
    data: {
      array: [
        { name: 'album_id', type: 'string', summary: words.albumId },
        { name: 'name', type: 'string', summary: words.albumName },
        { name: 'desc', type: 'string', summary: words.albumDescription },
        { name: 'create_time', type: 'string', summary: words.createTime },
        {
          name: 'modify_time',
          type: 'string',
          summary: { zh: '修改时间，Unix 时间戳', en: 'unix time of the last change' },
        },
        {
          name: 'upload_number',
          type: 'string',
          summary: { zh: '图片和视频的数量', en: 'number of pictures and videos' },
        },
      ],
    },
  },
  get_qun_album_list: {
    summary: { zh: '获取群相册列表。', en: 'List the albums of a group.' },
    source: ['napcat'],
    params: [
      { name: 'group_id', type: 'string', required: true, summary: words.group },
      {
        name: 'attach_info',
        type: 'string',
        required: false,
        default: '',
        summary: { zh: '翻页游标', en: 'cursor of the page' },
      },
    ],
    data: [
      { name: 'album_list', type: 'array<any>', summary: { zh: '相册列表', en: 'albums' } },
      { name: 'attach_info', type: 'string', summary: { zh: '下一页的游标', en: 'cursor of the next page' } },
      { name: 'has_more', type: 'boolean', summary: { zh: '是否还有下一页', en: 'there are more pages' } },
    ],
  },
  create_group_album: {
    summary: { zh: '创建群相册。', en: 'Create a group album.' },
    source: ['llbot'],
    params: [
      { name: 'group_id', type: 'number|string', required: true, summary: words.group },
      { name: 'name', type: 'string', required: true, summary: words.albumName },
      { name: 'desc', type: 'string', required: false, summary: words.albumDescription },
    ],
    data: [
      { name: 'album_id', type: 'string', summary: words.albumId },
      {
        name: 'owner',
        type: 'string',
        summary: { zh: '所属的群号', en: 'number of the group that owns it' },
      },
      { name: 'name', type: 'string', summary: words.albumName },
      { name: 'desc', type: 'string', summary: words.albumDescription },
    ],
  },
  delete_group_album: {
    summary: { zh: '删除群相册。', en: 'Delete a group album.' },
    source: ['llbot'],
    params: albumOfGroup,
    data: 'null',
  },
  get_group_album_media_list: {
    summary: { zh: '获取群相册中的图片和视频。', en: 'List the pictures and videos of a group album.' },
    source: ['napcat', 'llbot'],
    params: [
      ...albumOfGroup,
      {
        name: 'attach_info',
        type: 'string',
        required: false,
        default: '',
        summary: { zh: '翻页游标', en: 'cursor of the page' },
      },
    ],
    data: [
      { name: 'album', type: 'object', summary: { zh: '相册', en: 'album' } },
      { name: 'media_list', type: 'array', summary: { zh: '图片和视频', en: 'pictures and videos' } },
      {
        name: 'next_attach_info',
        type: 'string',
        summary: { zh: '下一页的游标', en: 'cursor of the next page' },
      },
      {
        name: 'next_has_more',
        type: 'boolean',
        summary: { zh: '是否还有下一页', en: 'there are more pages' },
      },
    ],
    data_variants: { napcat: qqAlbumMedia },
  },
  upload_group_album: {
    summary: { zh: '上传文件到群相册。', en: 'Upload files to a group album.' },
    source: ['llbot'],
    params: [
      ...albumOfGroup,
      {
        name: 'files',
        type: 'array<string>',
        required: true,
        summary: { zh: '要上传的文件', en: 'files to upload' },
      },
    ],
    data: 'unknown',
  },
  upload_image_to_qun_album: {
    summary: { zh: '上传图片到群相册。', en: 'Upload an image to a group album.' },
    source: ['napcat'],
    params: [
      { name: 'group_id', type: 'string', required: true, summary: words.group },
      { name: 'album_id', type: 'string', required: true, summary: words.albumId },
      { name: 'album_name', type: 'string', required: true, summary: { zh: '相册名称', en: 'album name' } },
      { name: 'file', type: 'string', required: true, summary: words.fileToSend },
    ],
    data: 'unknown',
  },
  del_group_album_media: {
    summary: { zh: '删除群相册中的图片或视频。', en: 'Delete a picture or video from a group album.' },
    source: ['napcat'],
    params: mediaOfAlbum,
    data: 'unknown',
  },
  do_group_album_comment: {
    summary: { zh: '评论群相册中的图片或视频。', en: 'Comment on a picture or video of a group album.' },
    source: ['napcat'],
    params: [
      ...mediaOfAlbum,
      {
        name: 'content',
        type: 'string',
        required: true,
        summary: { zh: '评论内容', en: 'text of the comment' },
      },
    ],
    data: 'unknown',
  },
  set_group_album_media_like: {
    summary: { zh: '点赞群相册中的图片或视频。', en: 'Like a picture or video of a group album.' },
    source: ['napcat'],
    params: likedMedia,
    data: 'unknown',
  },
  cancel_group_album_media_like: {
    summary: {
      zh: '取消点赞群相册中的图片或视频。',
      en: 'Take back a like from a picture or video of a group album.',
    },
    source: ['napcat'],
    params: likedMedia,
    data: 'unknown',
  },
})
