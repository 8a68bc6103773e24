import type { Scripts } from '../script.js'
import { FIRST, SECOND, type Stage } from '../stage.js'
import {
  AMR,
  GROUP,
  groupFile,
  groupFolder,
  HUMBLE,
  outside,
  PNG,
  saidInGroup,
  sentFile,
} from './materials.js'

const image = async (stage: Stage) => ({ file: await sentFile(stage, 'image', PNG) })
const noImage = [{ file: 'none.png' }, /none\.png/] as const
const ocr = {
  params: async (stage: Stage) => ({ image: await sentFile(stage, 'image', PNG) }),
  fails: [[{ image: 'none.png' }, /none\.png/]],
} as const

const speech = { ...GROUP, character: 'rookery-voice-1', text: '晚上好' }

const inGroup = async (stage: Stage) => ({ ...GROUP, file_id: await groupFile(stage) })
const noFile = { ...GROUP, file_id: 'none' }
const noFolder = { ...GROUP, folder_id: 'none' }

export const files: Scripts = {
  can_send_image: {},
  can_send_record: {},
  get_image: { params: image, fails: [noImage] },
  get_record: {
    params: async (stage) => ({ file: await sentFile(stage, 'record', AMR), out_format: 'amr' }),
    fails: [
      [{ file: 'none.amr', out_format: 'amr' }, /none\.amr/],
      [async (stage) => ({ file: await sentFile(stage, 'record', AMR), out_format: 'mp3' }), /mp3/],
    ],
  },
  get_file: { params: image, fails: [noImage] },
  ocr_image: ocr,
  '.ocr_image': ocr,
  download_file: {
    params: { base64: PNG.replace('base64://', '') },
    fails: [[{ url: 'none.png' }, /none\.png/]],
  },
  fetch_custom_face: {},
  check_url_safely: { params: { url: 'https://example.org/' } },
  get_ai_characters: { params: GROUP },
  get_ai_record: { params: speech, fails: outside(speech) },
  send_group_ai_record: {
    params: speech,
    first: ['message_sent.group.normal'],
    second: ['message.group.normal'],
    fails: outside(speech),
  },
  set_group_portrait: { params: { ...GROUP, file: PNG }, fails: outside({ file: PNG }) },
  set_qq_avatar: { params: { file: PNG }, fails: [noImage] },
  upload_group_file: {
    params: { ...GROUP, file: PNG, name: 'cat.png' },
    both: ['notice.group_upload'],
    fails: [[{ ...GROUP, file: 'none.png', name: 'x' }, /none\.png/], ...outside({ file: PNG, name: 'x' })],
  },
  delete_group_file: { params: inGroup, fails: [[noFile, /none/]] },
  move_group_file: {
    params: async (stage) => ({
      ...(await inGroup(stage)),
      current_parent_directory: '/',
      target_parent_directory: await groupFolder(stage),
    }),
    fails: [[{ ...noFile, current_parent_directory: '/', target_parent_directory: '/' }, /none/]],
  },
  rename_group_file: {
    params: async (stage) => ({
      ...(await inGroup(stage)),
      current_parent_directory: '/',
      new_name: 'dog.png',
    }),
    fails: [[{ ...noFile, current_parent_directory: '/', new_name: 'dog.png' }, /none/]],
  },
  get_group_file_url: { params: inGroup, fails: [[noFile, /none/]] },
  get_group_file_system_info: { params: GROUP, fails: outside() },
  create_group_file_folder: {
    params: { ...GROUP, name: '书单' },
    fails: [
      [
        async (stage) => {
          await groupFolder(stage)
          return { ...GROUP, name: '书单' }
        },
        /书单/,
      ],
      [{ ...HUMBLE, name: '书单' }, /10000/],
    ],
  },
  delete_group_folder: {
    params: async (stage) => ({ ...GROUP, folder_id: await groupFolder(stage) }),
    fails: [[noFolder, /none/]],
  },
  rename_group_file_folder: {
    params: async (stage) => ({ ...GROUP, folder_id: await groupFolder(stage), new_folder_name: '旧书单' }),
    fails: [[{ ...noFolder, new_folder_name: '旧书单' }, /none/]],
  },
  get_group_root_files: {
    params: async (stage) => {
      await groupFolder(stage)
      await groupFile(stage)
      return GROUP
    },
    fails: outside(),
  },
  get_group_files_by_folder: {
    params: async (stage) => {
      const folder_id = await groupFolder(stage)
      await stage.does(FIRST, 'upload_group_file', { ...GROUP, file: PNG, name: 'cat.png', folder_id })
      return { ...GROUP, folder_id }
    },
    fails: [[noFolder, /none/]],
  },
  upload_private_file: {
    params: { user_id: SECOND, file: PNG, name: 'cat.png' },
    first: ['message_sent.private.friend'],
    second: ['message.private.friend'],
    fails: [
      [{ user_id: 20003, file: PNG, name: 'x' }, /20003/],
      [{ user_id: SECOND, file: 'none.png', name: 'x' }, /none\.png/],
    ],
  },
  get_private_file_url: {
    params: async (stage) => {
      const { file_id } = await stage.does(FIRST, 'upload_private_file', {
        user_id: SECOND,
        file: PNG,
        name: 'cat.png',
      })
      return { file_id }
    },
    fails: [[{ file_id: 'none' }, /none/]],
  },
  _send_group_notice: {
    params: { ...GROUP, content: '今晚八点', image: PNG },
    fails: [[{ ...HUMBLE, content: '今晚八点' }, /10000/], ...outside({ content: '今晚八点' })],
  },
  _get_group_notice: {
    params: async (stage) => {
      await stage.does(FIRST, '_send_group_notice', { ...GROUP, content: '今晚八点', image: PNG })
      return GROUP
    },
    fails: outside(),
  },
  _del_group_notice: {
    params: async (stage) => {
      await stage.does(FIRST, '_send_group_notice', { ...GROUP, content: '今晚八点' })
      const [notice] = Object.values(await stage.does(FIRST, '_get_group_notice', GROUP))
      return { ...GROUP, notice_id: Object(notice).notice_id }
    },
    fails: [[{ ...GROUP, notice_id: 'none' }, /none/]],
  },
  '.handle_quick_operation': {
    params: async (stage) => {
      await saidInGroup(stage, '/天气', SECOND)
      const context = await stage.told(FIRST, 'message.group.normal')
      return { context, operation: { reply: '晴', at_sender: true, ban: false } }
    },
    first: ['message_sent.group.normal'],
    second: ['message.group.normal'],
  },
}
