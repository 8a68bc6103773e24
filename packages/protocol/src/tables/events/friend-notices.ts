import { standardEvents } from '../sources.js'
import { eventRows } from '../table.js'
import * as words from '../words.js'

/** Notices about friends: a new one, a recalled message, a file. */
export const friendNotices = eventRows({
  FriendAddEvent: {
    post_type: 'notice',
    detail_field: 'notice_type',
    detail_type: 'friend_add',
    sub_types: [],
    summary: { zh: '好友添加。', en: 'A friend was added.' },
    source: standardEvents,
    fields: [
      {
        name: 'user_id',
        type: 'number (int64)',
        required: true,
        summary: { zh: '新好友的 QQ 号', en: 'QQ number of the new friend' },
      },
    ],
    quick_operations: [],
    note: {
      zh: 'Lagrange 在收到好友请求时就一并上报，此时尚未同意。',
      en: 'Lagrange emits it together with the friend request, before that is accepted.',
    },
  },
  FriendRecallEvent: {
    post_type: 'notice',
    detail_field: 'notice_type',
    detail_type: 'friend_recall',
    sub_types: [],
    summary: { zh: '好友消息撤回。', en: 'A message of a private chat was recalled.' },
    source: standardEvents,
    fields: [
      { name: 'user_id', type: 'number (int64)', required: true, summary: words.friend },
      {
        name: 'message_id',
        type: 'number (int64)',
        required: true,
        summary: { zh: '被撤回的消息 ID', en: 'id of the recalled message' },
      },
      {
        name: 'tip',
        type: 'string',
        required: false,
        summary: { zh: '撤回提示的文字', en: 'text of the recall tip' },
        source: ['lagrange'],
      },
    ],
    quick_operations: [],
  },
  OfflineFileEvent: {
    post_type: 'notice',
    detail_field: 'notice_type',
    detail_type: 'offline_file',
    sub_types: [],
    summary: { zh: '收到离线文件。', en: 'An offline file was received.' },
    source: ['go-cqhttp', 'lagrange'],
    fields: [
      { name: 'user_id', type: 'number (int64)', required: true, summary: words.sender },
      { name: 'file', type: 'object', required: true, summary: { zh: '文件信息', en: 'the file' } },
      { name: 'file.name', type: 'string', required: true, summary: words.fileName },
      { name: 'file.size', type: 'number (int64)', required: true, summary: words.fileSize },
      { name: 'file.url', type: 'string', required: true, summary: words.downloadUrl },
      { name: 'file.id', type: 'string', required: false, summary: words.fileId, source: ['lagrange'] },
      { name: 'file.hash', type: 'string', required: false, summary: words.fileHash, source: ['lagrange'] },
    ],
    quick_operations: [],
  },
  FlashFileEvent: {
    post_type: 'notice',
    detail_field: 'notice_type',
    detail_type: 'flash_file',
    sub_types: [
      { value: 'downloading', summary: { zh: '下载中', en: 'being downloaded' } },
      { value: 'uploading', summary: { zh: '上传中', en: 'being uploaded' } },
      { value: 'downloaded', summary: { zh: '下载完成', en: 'was downloaded' } },
      { value: 'uploaded', summary: { zh: '上传完成', en: 'was uploaded' } },
    ],
    summary: { zh: '闪传文件的传输状态变化。', en: 'A flash transfer started, moved on or finished.' },
    source: ['llbot'],
    fields: [
      { name: 'title', type: 'string', required: true, summary: words.fileSetTitle },
      { name: 'share_link', type: 'string', required: true, summary: words.shareLink },
      { name: 'file_set_id', type: 'string', required: true, summary: words.fileSetId },
      {
        name: 'files',
        type: 'array',
        required: true,
        summary: {
          zh: '文件列表 {name, size, path?}，完成时为空',
          en: 'files {name, size, path?}; empty when finished',
        },
      },
      {
        name: 'downloaded_size',
        type: 'number',
        required: false,
        summary: { zh: '已下载的字节数，仅下载中有', en: 'bytes downloaded, only while downloading' },
      },
      {
        name: 'uploaded_size',
        type: 'number',
        required: false,
        summary: { zh: '已上传的字节数，仅上传中有', en: 'bytes uploaded, only while uploading' },
      },
      {
        name: 'total_size',
        type: 'number',
        required: false,
        summary: { zh: '总字节数，仅传输中有', en: 'bytes in all, only while running' },
      },
      {
        name: 'speed',
        type: 'number',
        required: false,
        summary: { zh: '速度，单位字节每秒，仅传输中有', en: 'bytes per second, only while running' },
      },
      {
        name: 'remain_seconds',
        type: 'number',
        required: false,
        summary: { zh: '预计剩余秒数，仅传输中有', en: 'estimated seconds left, only while running' },
      },
    ],
    quick_operations: [],
  },
  OnlineFileReceiveEvent: {
    post_type: 'notice',
    detail_field: 'notice_type',
    detail_type: 'online_file_receive',
    sub_types: [{ value: 'cancel', summary: { zh: '对方取消发送', en: 'the sender cancelled it' } }],
    summary: { zh: '对方取消了在线文件。', en: 'A friend cancelled an online file.' },
    source: ['napcat'],
    fields: [{ name: 'peer_id', type: 'number (int64)', required: true, summary: words.friend }],
    quick_operations: [],
  },
  OnlineFileSendEvent: {
    post_type: 'notice',
    detail_field: 'notice_type',
    detail_type: 'online_file_send',
    sub_types: [
      { value: 'receive', summary: { zh: '对方已接收', en: 'it was accepted' } },
      { value: 'refuse', summary: { zh: '对方已拒绝', en: 'it was refused' } },
    ],
    summary: { zh: '对方接收或拒绝了在线文件。', en: 'A friend accepted or refused an online file.' },
    source: ['napcat'],
    fields: [{ name: 'peer_id', type: 'number (int64)', required: true, summary: words.friend }],
    quick_operations: [],
  },
})
