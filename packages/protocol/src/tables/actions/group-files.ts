import { qqDeletedFile, qqRetCode } from '../qq-results.js'
import { implementations } from '../sources.js'
import { actionRows, type ParamRow, type ResultRow } from '../table.js'
import * as words from '../words.js'

/** The content of a folder. */
const listing: readonly ResultRow[] = [
  { name: 'files', type: 'array', summary: { zh: '文件列表', en: 'files' } },
  { name: 'folders', type: 'array', summary: { zh: '子文件夹列表', en: 'sub-folders' } },
  { name: 'files[].group_id', type: 'number', summary: words.group },
  { name: 'files[].file_id', type: 'string', summary: words.fileId },
  { name: 'files[].file_name', type: 'string', summary: words.fileName },
  { name: 'files[].busid', type: 'number (int32)', summary: words.fileBusiness },
  { name: 'files[].file_size', type: 'number (int64)', summary: words.fileSize },
  {
    name: 'files[].upload_time',
    type: 'number (int64)',
    summary: { zh: '上传时间，Unix 时间戳', en: 'unix time of uploading' },
  },
  {
    name: 'files[].dead_time',
    type: 'number (int64)',
    summary: { zh: '过期时间，Unix 时间戳，0 为永久文件', en: 'unix time of expiry; 0 for a permanent file' },
  },
  {
    name: 'files[].modify_time',
    type: 'number (int64)',
    summary: { zh: '修改时间，Unix 时间戳', en: 'unix time of the last change' },
  },
  {
    name: 'files[].download_times',
    type: 'number (int32)',
    summary: { zh: '下载次数', en: 'how often it was downloaded' },
  },
  {
    name: 'files[].uploader',
    type: 'number (int64)',
    summary: { zh: '上传者 QQ 号', en: 'QQ number of the uploader' },
  },
  {
    name: 'files[].uploader_name',
    type: 'string',
    summary: { zh: '上传者名字', en: 'name of the uploader' },
  },
  { name: 'folders[].group_id', type: 'number', summary: words.group },
  { name: 'folders[].folder_id', type: 'string', summary: words.folderId },
  { name: 'folders[].folder_name', type: 'string', summary: words.folderName },
  { name: 'folders[].create_time', type: 'number (int64)', summary: words.createTime },
  {
    name: 'folders[].creator',
    type: 'number (int64)',
    summary: { zh: '创建者 QQ 号', en: 'QQ number of the creator' },
  },
  {
    name: 'folders[].creator_name',
    type: 'string',
    summary: {
      zh: '创建者名字（Lagrange 的字段是 create_name）',
      en: 'name of the creator (Lagrange: create_name)',
    },
  },
  {
    name: 'folders[].total_file_count',
    type: 'number (int32)',
    summary: { zh: '其中的文件数', en: 'number of files in it' },
  },
]

const fileOfGroup: readonly ParamRow[] = [
  { name: 'group_id', type: 'number|string', required: true, summary: words.group },
  { name: 'file_id', type: 'string', required: true, summary: words.fileId },
]

/** Files and folders of groups. */
export const groupFileActions = actionRows({
  get_group_root_files: {
    summary: { zh: '获取群文件根目录的文件列表。', en: 'List what is in the root folder of a group.' },
    source: implementations,
    params: [
      { name: 'group_id', type: 'number|string', required: true, summary: words.group },
      {
        name: 'file_count',
        type: 'number|string',
        required: false,
        default: 50,
        summary: { zh: '最多列出的文件数', en: 'most files to list' },
        source: ['napcat'],
      },
      { name: 'folder_id', type: 'string', required: false, summary: words.folderId, source: ['lagrange'] },
    ],
    data: listing,
  },
  get_group_files_by_folder: {
    summary: { zh: '获取群文件夹中的文件列表。', en: 'List what is in a folder of a group.' },
    source: implementations,
    params: [
      { name: 'group_id', type: 'number|string', required: true, summary: words.group },
      {
        name: 'folder_id',
        type: 'string',
        required: false,
        summary: words.folderId,
        required_by: ['go-cqhttp', 'llbot'],
      },
      { name: 'folder', type: 'string', required: false, summary: words.folderId, source: ['napcat'] },
      {
        name: 'file_count',
        type: 'number|string',
        required: false,
        default: 50,
        summary: { zh: '最多列出的文件数', en: 'most files to list' },
        source: ['napcat'],
      },
    ],
    data: listing,
  },
  get_group_file_system_info: {
    summary: {
      zh: '获取群文件的数量与空间。',
      en: 'Get how many files a group has and may have, and their space.',
    },
    source: ['go-cqhttp', 'napcat', 'llbot'],
    params: [{ name: 'group_id', type: 'number|string', required: true, summary: words.group }],
    data: [
      { name: 'file_count', type: 'number (int32)', summary: { zh: '文件总数', en: 'number of files' } },
      {
        name: 'limit_count',
        type: 'number (int32)',
        summary: { zh: '文件数上限', en: 'most files that it can have' },
      },
      {
        name: 'used_space',
        type: 'number (int64)',
        summary: { zh: '已使用的空间，单位字节', en: 'bytes used' },
      },
      {
        name: 'total_space',
        type: 'number (int64)',
        summary: { zh: '空间上限，单位字节', en: 'bytes allowed' },
      },
    ],
  },
  get_group_file_url: {
    summary: { zh: '获取群文件的下载 URL。', en: 'Get the download URL of a group file.' },
    source: implementations,
    params: [
      ...fileOfGroup,
      {
        name: 'busid',
        type: 'number',
        required: false,
        summary: words.fileBusiness,
        aliases: ['bus_id'],
        required_by: ['go-cqhttp'],
        source: ['go-cqhttp', 'lagrange'],
      },
    ],
    data: [{ name: 'url', type: 'string', summary: words.downloadUrl }],
  },
  upload_group_file: {
    summary: { zh: '上传群文件。', en: 'Upload a file to a group.' },
    source: implementations,
    params: [
      { name: 'group_id', type: 'number|string', required: true, summary: words.group },
      { name: 'file', type: 'string', required: true, summary: words.fileToSend },
      {
        name: 'name',
        type: 'string',
        required: false,
        summary: words.storedFileName,
        required_by: ['go-cqhttp', 'napcat'],
      },
      { name: 'folder', type: 'string', required: false, summary: words.folderId },
      {
        name: 'folder_id',
        type: 'string',
        required: false,
        summary: words.folderId,
        source: ['napcat', 'llbot'],
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
  move_group_file: {
    summary: { zh: '移动群文件。', en: 'Move a file of a group to another folder.' },
    source: ['napcat', 'lagrange', 'llbot'],
    params: [
      ...fileOfGroup,
      {
        name: 'current_parent_directory',
        type: 'string',
        required: false,
        summary: words.currentFolder,
        required_by: ['napcat'],
        source: ['napcat'],
      },
      {
        name: 'target_parent_directory',
        type: 'string',
        required: false,
        summary: { zh: '目标文件夹 ID', en: 'id of the folder it goes to' },
        required_by: ['napcat'],
        source: ['napcat'],
      },
      {
        name: 'parent_directory',
        type: 'string',
        required: false,
        summary: words.currentFolder,
        required_by: ['lagrange', 'llbot'],
        source: ['lagrange', 'llbot'],
      },
      {
        name: 'target_directory',
        type: 'string',
        required: false,
        summary: { zh: '目标文件夹 ID', en: 'id of the folder it goes to' },
        required_by: ['lagrange', 'llbot'],
        source: ['lagrange', 'llbot'],
      },
    ],
    data: 'null',
    data_variants: {
      napcat: [{ name: 'ok', type: 'boolean', summary: words.succeeded }],
      lagrange: [{ name: 'msg', type: 'string', summary: words.serverText }],
    },
    note: {
      zh: 'NapCat 的参数是 current_parent_directory 与 target_parent_directory，Lagrange 与 LLBot 的是 parent_directory 与 target_directory。',
      en: 'NapCat names the folders current_parent_directory and target_parent_directory, Lagrange and LLBot parent_directory and target_directory.',
    },
  },
  rename_group_file: {
    summary: { zh: '重命名群文件。', en: 'Rename a file of a group.' },
    source: ['napcat', 'llbot'],
    params: [
      ...fileOfGroup,
      { name: 'current_parent_directory', type: 'string', required: true, summary: words.currentFolder },
      {
        name: 'new_name',
        type: 'string',
        required: true,
        summary: { zh: '新文件名', en: 'new name of the file' },
      },
    ],
    data: 'null',
    data_variants: { napcat: [{ name: 'ok', type: 'boolean', summary: words.succeeded }] },
  },
  delete_group_file: {
    summary: { zh: '删除群文件。', en: 'Delete a file of a group.' },
    source: implementations,
    params: [
      ...fileOfGroup,
      {
        name: 'busid',
        type: 'number|string',
        required: false,
        default: 102,
        summary: words.fileBusiness,
        aliases: ['bus_id'],
        required_by: ['go-cqhttp'],
        source: ['go-cqhttp', 'llbot'],
      },
    ],
    data: 'null',
    data_variants: {
      lagrange: [{ name: 'msg', type: 'string', summary: words.serverText }],
      napcat: qqDeletedFile,
    },
  },
  set_group_file_forever: {
    summary: { zh: '将临时群文件转为永久文件。', en: 'Make a temporary group file permanent.' },
    source: ['llbot'],
    params: fileOfGroup,
    data: 'null',
  },
  trans_group_file: {
    summary: { zh: '将临时群文件转为永久文件。', en: 'Make a temporary group file permanent.' },
    source: ['napcat'],
    params: [
      { name: 'group_id', type: 'string', required: true, summary: words.group },
      { name: 'file_id', type: 'string', required: true, summary: words.fileId },
    ],
    data: [{ name: 'ok', type: 'boolean', summary: words.succeeded }],
  },
  create_group_file_folder: {
    summary: { zh: '创建群文件夹。', en: 'Create a folder among the files of a group.' },
    source: implementations,
    params: [
      { name: 'group_id', type: 'number|string', required: true, summary: words.group },
      {
        name: 'parent_id',
        type: 'string',
        required: false,
        summary: { zh: '父文件夹 ID', en: 'parent folder id' },
        source: ['go-cqhttp', 'lagrange'],
      },
      {
        name: 'name',
        type: 'string',
        required: false,
        summary: words.folderName,
        required_by: ['go-cqhttp', 'lagrange', 'llbot'],
      },
      { name: 'folder_name', type: 'string', required: false, summary: words.folderName, source: ['napcat'] },
    ],
    data: 'null',
    data_variants: {
      lagrange: [{ name: 'msg', type: 'string', summary: words.serverText }],
      napcat: [
        { name: 'result', type: 'any', summary: words.result },
        { name: 'groupItem', type: 'any', summary: { zh: '新建的文件夹', en: 'created folder' } },
      ],
      llbot: [{ name: 'folder_id', type: 'string', summary: words.folderId }],
    },
  },
  rename_group_file_folder: {
    summary: { zh: '重命名群文件夹。', en: 'Rename a folder of a group.' },
    source: ['lagrange', 'llbot'],
    params: [
      { name: 'group_id', type: 'number|string', required: true, summary: words.group },
      { name: 'folder_id', type: 'string', required: true, summary: words.folderId },
      {
        name: 'new_folder_name',
        type: 'string',
        required: true,
        summary: { zh: '新文件夹名称', en: 'new name of the folder' },
      },
    ],
    data: 'null',
    data_variants: { lagrange: [{ name: 'msg', type: 'string', summary: words.serverText }] },
  },
  delete_group_folder: {
    summary: { zh: '删除群文件夹。', en: 'Delete a folder of a group.' },
    source: ['go-cqhttp', 'napcat', 'llbot'],
    params: [
      { name: 'group_id', type: 'number|string', required: true, summary: words.group },
      {
        name: 'folder_id',
        type: 'string',
        required: false,
        summary: words.folderId,
        required_by: ['go-cqhttp', 'llbot'],
      },
      { name: 'folder', type: 'string', required: false, summary: words.folderId, source: ['napcat'] },
    ],
    data: 'null',
    data_variants: { napcat: qqRetCode },
  },
  delete_group_file_folder: {
    summary: {
      zh: '删除群文件夹（Lagrange 的名称，即 delete_group_folder）。',
      en: "Delete a folder of a group; Lagrange's name of delete_group_folder.",
    },
    source: ['lagrange'],
    params: [
      { name: 'group_id', type: 'number', required: true, summary: words.group },
      { name: 'folder_id', type: 'string', required: true, summary: words.folderId },
    ],
    data: [{ name: 'msg', type: 'string', summary: words.serverText }],
  },
})
