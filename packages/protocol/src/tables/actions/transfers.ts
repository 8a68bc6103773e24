import { actionRows, type ParamRow, type ResultRow } from '../table.js'
import * as words from '../words.js'

const onlineFile: readonly ParamRow[] = [
  { name: 'user_id', type: 'string', required: true, summary: words.qq },
  { name: 'msg_id', type: 'string', required: true, summary: words.messageId },
  {
    name: 'element_id',
    type: 'string',
    required: true,
    summary: { zh: '消息元素 ID', en: 'message element id' },
  },
]

const flashSet: readonly ParamRow[] = [
  { name: 'share_link', type: 'string', required: false, summary: words.shareLink },
  { name: 'file_set_id', type: 'string', required: false, summary: words.fileSetId },
]

const flashFiles: readonly ResultRow[] = [
  { name: 'files', type: 'array', summary: { zh: '文件列表', en: 'files' } },
  { name: 'files[].name', type: 'string', summary: words.fileName },
  { name: 'files[].size', type: 'number', summary: words.fileSize },
]

const sharedFlashSet: readonly ResultRow[] = [
  { name: 'file_set_id', type: 'string', summary: words.fileSetId },
  { name: 'share_link', type: 'string', summary: words.shareLink },
  {
    name: 'expire_time',
    type: 'number',
    summary: { zh: '过期时间，Unix 时间戳', en: 'unix time of expiry' },
  },
]

/** Online files and flash transfers. */
export const transferActions = actionRows({
  send_online_file: {
    summary: { zh: '向好友发送在线文件。', en: 'Send an online file to a friend.' },
    source: ['napcat'],
    params: [
      { name: 'user_id', type: 'string', required: true, summary: words.qq },
      {
        name: 'file_path',
        type: 'string',
        required: true,
        summary: { zh: '本地文件路径', en: 'local file path' },
      },
      { name: 'file_name', type: 'string', required: false, summary: words.fileName },
    ],
    data: 'unknown',
  },
  send_online_folder: {
    summary: { zh: '向好友发送在线文件夹。', en: 'Send an online folder to a friend.' },
    source: ['napcat'],
    params: [
      { name: 'user_id', type: 'string', required: true, summary: words.qq },
      {
        name: 'folder_path',
        type: 'string',
        required: true,
        summary: { zh: '本地文件夹路径', en: 'local folder path' },
      },
      { name: 'folder_name', type: 'string', required: false, summary: words.folderName },
    ],
    data: 'unknown',
  },
  get_online_file_msg: {
    summary: {
      zh: '获取某位好友待接收的在线文件消息。',
      en: 'List the pending online-file messages of a friend.',
    },
    source: ['napcat'],
    params: [{ name: 'user_id', type: 'string', required: true, summary: words.qq }],
    data: 'unknown',
  },
  receive_online_file: {
    summary: { zh: '接收在线文件。', en: 'Accept an online file.' },
    source: ['napcat'],
    params: onlineFile,
    data: 'unknown',
  },
  refuse_online_file: {
    summary: { zh: '拒绝在线文件。', en: 'Refuse an online file.' },
    source: ['napcat'],
    params: onlineFile,
    data: 'unknown',
  },
  cancel_online_file: {
    summary: { zh: '取消在线文件的传输。', en: 'Cancel the transfer of an online file.' },
    source: ['napcat'],
    params: [
      { name: 'user_id', type: 'string', required: true, summary: words.qq },
      { name: 'msg_id', type: 'string', required: true, summary: words.messageId },
    ],
    data: 'unknown',
  },
  send_flash_msg: {
    summary: { zh: '发送闪传消息。', en: 'Send a flash-transfer message.' },
    source: ['napcat'],
    params: [
      { name: 'fileset_id', type: 'string', required: true, summary: words.fileSetId },
      { name: 'user_id', type: 'string', required: false, summary: words.qq },
      { name: 'group_id', type: 'string', required: false, summary: words.group },
    ],
    data: 'unknown',
  },
  create_flash_task: {
    summary: { zh: '创建闪传任务。', en: 'Create a flash-transfer task.' },
    source: ['napcat'],
    params: [
      {
        name: 'files',
        type: 'string|array<string>',
        required: true,
        summary: { zh: '要发送的文件', en: 'files to send' },
      },
      { name: 'name', type: 'string', required: false, summary: { zh: '任务名称', en: 'name of the task' } },
      {
        name: 'thumb_path',
        type: 'string',
        required: false,
        summary: { zh: '缩略图路径', en: 'thumbnail path' },
      },
    ],
    data: 'unknown',
  },
  upload_flash_file: {
    summary: { zh: '上传文件为闪传文件集。', en: 'Upload files as a flash-transfer file set.' },
    source: ['llbot'],
    params: [
      { name: 'title', type: 'string', required: false, summary: words.fileSetTitle },
      {
        name: 'paths',
        type: 'array<string>',
        required: true,
        summary: { zh: '文件路径或 URL', en: 'file paths or URLs' },
      },
    ],
    data: [
      ...sharedFlashSet,
      {
        name: 'downloads',
        type: 'array',
        optional: true,
        summary: {
          zh: '文件的下载信息 {name, size, url, expire}',
          en: 'downloads {name, size, url, expire}',
        },
      },
    ],
  },
  reshare_flash_file: {
    summary: { zh: '重新分享闪传文件集。', en: 'Share a flash-transfer file set again.' },
    source: ['llbot'],
    params: flashSet,
    data: sharedFlashSet,
  },
  download_flash_file: {
    summary: { zh: '下载闪传的文件集。', en: 'Download a flash-transfer file set.' },
    source: ['llbot'],
    params: flashSet,
    data: 'null',
  },
  download_fileset: {
    summary: { zh: '下载闪传的文件集。', en: 'Download a flash-transfer file set.' },
    source: ['napcat'],
    params: [{ name: 'fileset_id', type: 'string', required: true, summary: words.fileSetId }],
    data: 'unknown',
  },
  get_flash_file_info: {
    summary: { zh: '获取闪传文件集的信息。', en: 'Get information about a flash-transfer file set.' },
    source: ['llbot'],
    params: flashSet,
    data: [
      { name: 'file_set_id', type: 'string', summary: words.fileSetId },
      { name: 'title', type: 'string', summary: words.fileSetTitle },
      { name: 'share_link', type: 'string', summary: words.shareLink },
      {
        name: 'total_file_size',
        type: 'number',
        summary: { zh: '文件总大小，单位字节', en: 'size of all files in bytes' },
      },
      ...flashFiles,
    ],
  },
  get_flash_file_list: {
    summary: { zh: '获取闪传文件集中的文件列表。', en: 'List the files of a flash-transfer file set.' },
    source: ['napcat'],
    params: [{ name: 'fileset_id', type: 'string', required: true, summary: words.fileSetId }],
    data: 'unknown',
  },
  get_flash_file_url: {
    summary: { zh: '获取一个闪传文件的 URL。', en: 'Get the URL of one flash-transfer file.' },
    source: ['napcat'],
    params: [
      { name: 'fileset_id', type: 'string', required: true, summary: words.fileSetId },
      { name: 'file_name', type: 'string', required: false, summary: words.fileName },
      {
        name: 'file_index',
        type: 'number',
        required: false,
        summary: { zh: '文件在文件集中的序号', en: 'index of the file in the set' },
      },
    ],
    data: 'unknown',
  },
  get_flash_file_download_urls: {
    summary: { zh: '获取闪传文件的下载 URL。', en: 'Get the download URLs of a flash-transfer file set.' },
    source: ['llbot'],
    params: flashSet,
    data: [
      { name: 'file_set_id', type: 'string', summary: words.fileSetId },
      { name: 'share_link', type: 'string', summary: words.shareLink },
      ...flashFiles,
      { name: 'files[].url', type: 'string', summary: words.downloadUrl },
      { name: 'files[].expire', type: 'number', summary: { zh: '有效期', en: 'how long the URL lives' } },
    ],
  },
  get_fileset_id: {
    summary: {
      zh: '由分享码得到闪传文件集的 ID。',
      en: 'Resolve a share code to the id of a flash-transfer file set.',
    },
    source: ['napcat'],
    params: [
      {
        name: 'share_code',
        type: 'string',
        required: true,
        summary: { zh: '分享码或分享链接', en: 'share code or link' },
      },
    ],
    data: [{ name: 'fileset_id', type: 'string', summary: words.fileSetId }],
  },
  get_fileset_info: {
    summary: { zh: '获取闪传文件集的信息。', en: 'Get information about a flash-transfer file set.' },
    source: ['napcat'],
    params: [{ name: 'fileset_id', type: 'string', required: true, summary: words.fileSetId }],
    data: 'unknown',
  },
  get_share_link: {
    summary: { zh: '获取闪传文件集的分享链接。', en: 'Get the share link of a flash-transfer file set.' },
    source: ['napcat'],
    params: [{ name: 'fileset_id', type: 'string', required: true, summary: words.fileSetId }],
    data: 'unknown',
  },
})
