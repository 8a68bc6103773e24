import { qqOcr } from '../qq-results.js'
import { implementations, standardActions } from '../sources.js'
import { actionRows, type ResultRow } from '../table.js'
import * as words from '../words.js'

/** Texts that were found in an image. */
const ocr: readonly ResultRow[] = [
  { name: 'texts', type: 'array', summary: { zh: '识别出的文本', en: 'texts that were found' } },
  { name: 'texts[].text', type: 'string', summary: words.text },
  { name: 'texts[].confidence', type: 'number (int32)', summary: { zh: '置信度', en: 'confidence' } },
  { name: 'texts[].coordinates', type: 'array', summary: { zh: '四角的坐标 {x, y}', en: 'corners {x, y}' } },
  { name: 'language', type: 'string', summary: { zh: '语言', en: 'language' } },
]

/** Files, images and voice messages. */
export const fileActions = actionRows({
  get_file: {
    summary: { zh: '获取收到的文件。', en: 'Get a received file.' },
    source: ['napcat', 'llbot'],
    params: [
      {
        name: 'file',
        type: 'string',
        required: false,
        summary: { zh: '文件名、路径、URL 或 Base64', en: 'file name, path, URL or base64' },
      },
      { name: 'file_id', type: 'string', required: false, summary: words.fileId },
      {
        name: 'download',
        type: 'string|boolean',
        required: false,
        default: true,
        summary: { zh: '是否同时下载文件', en: 'download the file as well' },
        source: ['llbot'],
      },
    ],
    data: [
      {
        name: 'file',
        type: 'string',
        optional: true,
        summary: { zh: '文件路径或文件名', en: 'file path or name' },
      },
      { name: 'url', type: 'string', optional: true, summary: { zh: 'URL 地址', en: 'URL' } },
      { name: 'file_size', type: 'string', optional: true, summary: words.fileSize },
      { name: 'file_name', type: 'string', optional: true, summary: words.fileName },
      { name: 'base64', type: 'string', optional: true, summary: words.fileBase64 },
    ],
  },
  get_image: {
    summary: { zh: '下载收到的图片，返回其路径。', en: 'Download a received image and return its path.' },
    source: ['onebot11-public', 'go-cqhttp', 'napcat', 'llbot'],
    params: [
      {
        name: 'file',
        type: 'string',
        required: true,
        summary: { zh: '收到的图片消息段的 file 参数', en: 'file of a received image segment' },
      },
    ],
    ext_params: [
      { name: 'file_id', type: 'string', required: false, summary: words.fileId, source: ['napcat'] },
      {
        name: 'download',
        type: 'string|boolean',
        required: false,
        default: true,
        summary: { zh: '是否同时下载文件', en: 'download the file as well' },
        source: ['llbot'],
      },
    ],
    data: [
      {
        name: 'file',
        type: 'string',
        summary: { zh: '下载后的图片路径', en: 'path of the downloaded file' },
      },
    ],
    ext_data: [
      { name: 'size', type: 'number (int32)', summary: words.fileSize, source: ['go-cqhttp'] },
      {
        name: 'filename',
        type: 'string',
        summary: { zh: '原文件名', en: 'original file name' },
        source: ['go-cqhttp'],
      },
      {
        name: 'url',
        type: 'string',
        summary: { zh: '图片 URL', en: 'URL of the image' },
        source: ['go-cqhttp', 'napcat', 'llbot'],
      },
      { name: 'file_size', type: 'string', summary: words.fileSize, source: ['napcat', 'llbot'] },
      { name: 'file_name', type: 'string', summary: words.fileName, source: ['napcat', 'llbot'] },
      { name: 'base64', type: 'string', summary: words.fileBase64, source: ['napcat'] },
    ],
  },
  get_record: {
    summary: {
      zh: '转换收到的语音文件的格式，返回其路径。',
      en: 'Convert a received voice file and return its path.',
    },
    source: ['onebot11-public', 'napcat', 'llbot'],
    params: [
      {
        name: 'file',
        type: 'string',
        required: true,
        summary: { zh: '收到的语音消息段的 file 参数', en: 'file of a received record segment' },
      },
      {
        name: 'out_format',
        type: 'string',
        required: true,
        summary: { zh: '要转换到的格式', en: 'format to convert to' },
        values: ['mp3', 'amr', 'wma', 'm4a', 'spx', 'ogg', 'wav', 'flac'],
      },
    ],
    ext_params: [
      { name: 'file_id', type: 'string', required: false, summary: words.fileId, source: ['napcat'] },
    ],
    data: [
      { name: 'file', type: 'string', summary: { zh: '转换后的文件路径', en: 'path of the converted file' } },
    ],
    ext_data: [
      { name: 'file_size', type: 'string', summary: words.fileSize, source: ['napcat', 'llbot'] },
      { name: 'file_name', type: 'string', summary: words.fileName, source: ['napcat', 'llbot'] },
      { name: 'url', type: 'string', summary: words.fileUrl, source: ['napcat'] },
      { name: 'base64', type: 'string', summary: words.fileBase64, source: ['napcat'] },
    ],
  },
  can_send_image: {
    summary: { zh: '检查是否可以发送图片。', en: 'Tell whether images can be sent.' },
    source: standardActions,
    params: [],
    data: [{ name: 'yes', type: 'boolean', summary: { zh: '是或否', en: 'yes or no' } }],
  },
  can_send_record: {
    summary: { zh: '检查是否可以发送语音。', en: 'Tell whether voice messages can be sent.' },
    source: standardActions,
    params: [],
    data: [{ name: 'yes', type: 'boolean', summary: { zh: '是或否', en: 'yes or no' } }],
  },
  upload_private_file: {
    summary: { zh: '上传私聊文件。', en: 'Upload a file to a user.' },
    source: implementations,
    params: [
      { name: 'user_id', type: 'number|string', required: true, summary: words.qq },
      { name: 'file', type: 'string', required: true, summary: words.fileToSend },
      {
        name: 'name',
        type: 'string',
        required: false,
        summary: words.storedFileName,
        required_by: ['go-cqhttp', 'napcat'],
      },
      {
        name: 'upload_file',
        type: 'boolean',
        required: false,
        default: true,
        summary: { zh: '是否真正上传', en: 'really upload it' },
        source: ['napcat'],
      },
    ],
    data: 'null',
    data_variants: {
      napcat: [{ name: 'file_id', type: 'string|null', summary: words.fileId }],
      llbot: [{ name: 'file_id', type: 'string', summary: words.fileId }],
    },
  },
  get_private_file_url: {
    summary: { zh: '获取私聊文件的 URL。', en: 'Get the URL of a file from a private chat.' },
    source: ['napcat', 'lagrange', 'llbot'],
    params: [
      { name: 'file_id', type: 'string', required: true, summary: words.fileId },
      { name: 'user_id', type: 'number', required: false, summary: words.qq, source: ['lagrange'] },
      { name: 'file_hash', type: 'string', required: false, summary: words.fileHash, source: ['lagrange'] },
    ],
    data: [{ name: 'url', type: 'string', summary: words.downloadUrl }],
  },
  download_file: {
    summary: { zh: '下载文件到缓存目录。', en: 'Download a file into the cache.' },
    source: ['go-cqhttp', 'napcat', 'llbot'],
    params: [
      { name: 'url', type: 'string', required: false, summary: words.fileUrl, required_by: ['go-cqhttp'] },
      {
        name: 'headers',
        type: 'string|array<string>',
        required: false,
        summary: { zh: '请求头，每项为 Name=Value', en: 'request headers, Name=Value each' },
      },
      {
        name: 'thread_count',
        type: 'number',
        required: false,
        summary: words.downloadThreads,
        source: ['go-cqhttp'],
      },
      {
        name: 'base64',
        type: 'string',
        required: false,
        summary: words.fileBase64,
        source: ['napcat', 'llbot'],
      },
      { name: 'name', type: 'string', required: false, summary: words.storedFileName, source: ['napcat'] },
    ],
    data: [
      { name: 'file', type: 'string', summary: { zh: '文件的绝对路径', en: 'absolute path of the file' } },
    ],
  },
  upload_image: {
    summary: { zh: '上传图片，返回其 URL。', en: 'Upload an image and return its URL.' },
    source: ['lagrange'],
    params: [{ name: 'file', type: 'string', required: true, summary: words.fileToSend }],
    data: { value: 'string' },
  },
  fetch_ptt_text: {
    summary: { zh: '获取语音消息转写的文字。', en: 'Get the transcript of a voice message.' },
    source: ['napcat'],
    params: [{ name: 'message_id', type: 'number|string', required: true, summary: words.messageId }],
    data: [{ name: 'text', type: 'string', summary: words.text }],
  },
  voice_msg_to_text: {
    summary: { zh: '将语音消息转为文字。', en: 'Get the transcript of a voice message.' },
    source: ['llbot'],
    params: [{ name: 'message_id', type: 'number|string', required: true, summary: words.messageId }],
    data: [{ name: 'text', type: 'string', summary: words.text }],
  },
  ocr_image: {
    summary: { zh: '识别图片中的文字。', en: 'Recognise the text in an image.' },
    source: implementations,
    params: [
      {
        name: 'image',
        type: 'string',
        required: true,
        summary: {
          zh: '图片的文件 ID、路径、URL 或 Base64',
          en: 'file id, path, URL or base64 of the image',
        },
      },
    ],
    data: ocr,
    data_variants: { napcat: qqOcr },
  },
  '.ocr_image': {
    summary: {
      zh: '识别图片中的文字，是 ocr_image 的隐藏别名。',
      en: 'Recognise the text in an image; a hidden alias of ocr_image.',
    },
    source: ['go-cqhttp', 'napcat', 'lagrange'],
    params: [
      {
        name: 'image',
        type: 'string',
        required: true,
        summary: {
          zh: '图片的文件 ID、路径、URL 或 Base64',
          en: 'file id, path, URL or base64 of the image',
        },
      },
    ],
    data: ocr,
    data_variants: { napcat: qqOcr },
  },
  scan_qrcode: {
    summary: { zh: '识别二维码（目前总是失败）。', en: 'Read a QR code; at present it always fails.' },
    source: ['llbot'],
    params: [{ name: 'file', type: 'string', required: true, summary: words.fileToSend }],
    data: { array: [{ name: 'text', type: 'string', summary: words.text }] },
  },
})
