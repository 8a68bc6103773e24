import { actionRows, type ParamRow } from '../table.js'
import * as words from '../words.js'

const streamedFile: readonly ParamRow[] = [
  { name: 'file', type: 'string', required: false, summary: words.fileToSend },
  { name: 'file_id', type: 'string', required: false, summary: words.fileId },
  {
    name: 'chunk_size',
    type: 'number',
    required: false,
    default: 65536,
    summary: { zh: '分块大小，单位字节', en: 'chunk size in bytes' },
  },
]

/** Files in many pieces: one call, or one upload, has several replies. */
export const streamActions = actionRows({
  upload_file_stream: {
    summary: { zh: '分块上传文件。', en: 'Upload a file in chunks.' },
    source: ['napcat'],
    params: [
      { name: 'stream_id', type: 'string', required: true, summary: { zh: '数据流 ID', en: 'stream id' } },
      {
        name: 'chunk_data',
        type: 'string',
        required: false,
        summary: { zh: '分块内容，Base64 编码', en: 'the chunk in base64' },
      },
      {
        name: 'chunk_index',
        type: 'number',
        required: false,
        summary: { zh: '分块序号', en: 'chunk index' },
      },
      {
        name: 'total_chunks',
        type: 'number',
        required: false,
        summary: { zh: '分块总数', en: 'number of chunks' },
      },
      { name: 'file_size', type: 'number', required: false, summary: words.fileSize },
      {
        name: 'expected_sha256',
        type: 'string',
        required: false,
        summary: { zh: '整个文件应有的 SHA-256', en: 'expected SHA-256 of the whole file' },
      },
      {
        name: 'is_complete',
        type: 'boolean',
        required: false,
        summary: { zh: '是否已发送所有分块', en: 'all chunks were sent' },
      },
      { name: 'filename', type: 'string', required: false, summary: words.fileName },
      {
        name: 'reset',
        type: 'boolean',
        required: false,
        summary: { zh: '是否重置上传', en: 'reset the upload' },
      },
      {
        name: 'verify_only',
        type: 'boolean',
        required: false,
        summary: { zh: '是否仅校验', en: 'only verify' },
      },
      {
        name: 'file_retention',
        type: 'number',
        required: false,
        default: 300000,
        summary: { zh: '临时文件保留多少毫秒', en: 'milliseconds to keep the temporary file' },
      },
    ],
    data: { stream: { zh: '每个分块的状态', en: 'the status of each chunk' } },
  },
  download_file_stream: {
    summary: { zh: '以数据流下载文件。', en: 'Download a file as a stream of replies.' },
    source: ['napcat'],
    params: streamedFile,
    data: {
      stream: {
        zh: '先是若干个 stream 为 "stream-action" 的成功响应，然后是最终响应',
        en: 'several ok replies with stream "stream-action", then a final reply',
      },
    },
  },
  download_file_image_stream: {
    summary: { zh: '以数据流下载图片。', en: 'Download an image as a stream of replies.' },
    source: ['napcat'],
    params: streamedFile,
    data: { stream: { zh: '与 download_file_stream 相同', en: 'as in download_file_stream' } },
  },
  download_file_record_stream: {
    summary: { zh: '以数据流下载语音。', en: 'Download a voice file as a stream of replies.' },
    source: ['napcat'],
    params: [
      ...streamedFile,
      {
        name: 'out_format',
        type: 'string',
        required: false,
        summary: { zh: '要转换到的音频格式', en: 'audio format to convert to' },
      },
    ],
    data: { stream: { zh: '与 download_file_stream 相同', en: 'as in download_file_stream' } },
  },
  clean_stream_temp_file: {
    summary: { zh: '清理流式传输的临时文件。', en: 'Remove the temporary files of streams.' },
    source: ['napcat'],
    params: [],
    data: 'null',
  },
  test_download_stream: {
    summary: { zh: '测试流式传输。', en: 'Test streams.' },
    source: ['napcat'],
    params: [
      {
        name: 'error',
        type: 'boolean',
        required: false,
        default: false,
        summary: { zh: '是否触发测试错误', en: 'fail on purpose' },
      },
    ],
    data: { stream: { zh: '与 download_file_stream 相同', en: 'as in download_file_stream' } },
  },
})
