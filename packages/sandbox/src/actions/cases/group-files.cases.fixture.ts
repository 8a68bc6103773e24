import type { World } from '../../world/world.js'
import { memberCases, outsiderCases } from './group-refusals.fixture.js'
import { picture } from './picture.fixture.js'
import { type ActionCase, type Given, NOW } from './run-case.fixture.js'

const media = [picture]
const uploaded: Given = { by: 20002, deed: { do: 'upload', group_id: 30001, file: picture.file } }
const withFolder: Given = { by: 20001, deed: { do: 'create_folder', group_id: 30001, name: '图' } }

const fileIn = ({ groups }: World) => ({
  group_id: 30001,
  file_id: groups.get(30001)?.files.first()?.file_id,
})

const folderIn = ({ groups }: World) => ({
  group_id: 30001,
  folder_id: groups.get(30001)?.folders.first()?.folder_id,
})

const RENAMED = { target_parent_directory: '/', current_parent_directory: '/', new_name: '狗.png' }
const NO_FILE = { group_id: 30001, file_id: '/none' }

const uploads: readonly ActionCase[] = [
  {
    action: 'upload_group_file',
    name: 'puts a file among those of the group',
    media,
    params: { group_id: 30001, file: picture.file, name: '猫.png' },
    data: (world: World) => ({ file_id: fileIn(world).file_id }),
    events: [
      [10000, 'notice.group_upload', { user_id: 10000, file: { name: '猫.png', size: 1234, busid: 102 } }],
      [10001, 'notice.group_upload'],
    ],
  },
  {
    action: 'upload_group_file',
    name: 'refuses a folder that is not there',
    media,
    params: { group_id: 30001, file: picture.file, folder: '/none' },
    refusal: 'no_such_folder',
  },
  {
    action: 'upload_group_file',
    name: 'refuses a file that is not there',
    params: { group_id: 30001, file: 'none.png' },
    refusal: 'no_such_file',
  },
  ...outsiderCases('upload_group_file', { file: picture.file }).map((each) => ({ ...each, media })),
  {
    action: 'get_group_file_url',
    name: 'tells where the bytes are',
    media,
    given: [uploaded],
    params: fileIn,
    data: { url: `/${picture.file}` },
  },
  {
    action: 'get_group_file_url',
    name: 'refuses for a file that is not there',
    params: NO_FILE,
    refusal: 'no_such_file',
  },
  ...outsiderCases('get_group_file_url', { file_id: '/none' }),
  {
    action: 'get_group_file_system_info',
    name: 'tells how full it is',
    media,
    given: [uploaded, uploaded],
    params: { group_id: 30001 },
    data: { file_count: 2, used_space: 2468 },
  },
  ...outsiderCases('get_group_file_system_info'),
]

const changes: readonly ActionCase[] = [
  {
    action: 'delete_group_file',
    name: 'deletes a file',
    media,
    given: [uploaded],
    params: fileIn,
    data: { result: 0, errMsg: '' },
    after: ({ groups }) => {
      if (groups.get(30001)?.files.size !== 0) throw new Error('the file is still there')
    },
  },
  {
    action: 'move_group_file',
    name: 'moves a file to a folder',
    media,
    given: [uploaded, withFolder],
    params: (world: World) => ({
      ...fileIn(world),
      current_parent_directory: '/',
      target_parent_directory: folderIn(world).folder_id,
    }),
    data: { ok: true },
  },
  {
    action: 'move_group_file',
    name: 'refuses a folder that is not there',
    media,
    given: [uploaded],
    params: (world: World) => ({
      ...fileIn(world),
      current_parent_directory: '/',
      target_parent_directory: '/none',
    }),
    refusal: 'no_such_folder',
  },
  {
    action: 'rename_group_file',
    name: 'gives a file another name',
    media,
    given: [uploaded],
    params: (world: World) => ({ ...fileIn(world), ...RENAMED }),
    data: { ok: true },
  },
  ...fileRefusals('delete_group_file'),
  ...fileRefusals('move_group_file'),
  ...fileRefusals('rename_group_file'),
]

type OnFile = 'delete_group_file' | 'move_group_file' | 'rename_group_file'

/** Refusals of every action on a file. */
function fileRefusals(action: OnFile): readonly ActionCase[] {
  return [
    {
      action,
      name: 'refuses for a file that is not there',
      params: { ...NO_FILE, ...RENAMED },
      refusal: 'no_such_file',
    },
    {
      action,
      name: 'refuses to a mere member for the file of another one',
      by: 10001,
      media,
      given: [uploaded],
      params: (world: World) => ({ ...fileIn(world), ...RENAMED }),
      refusal: 'no_rights',
    },
    ...outsiderCases(action, { file_id: '/none', ...RENAMED }),
  ]
}

const folders: readonly ActionCase[] = [
  {
    action: 'create_group_file_folder',
    name: 'makes a folder',
    profile: 'llbot',
    params: { group_id: 30001, name: '图' },
    data: (world: World) => ({ folder_id: folderIn(world).folder_id }),
  },
  {
    action: 'create_group_file_folder',
    name: 'refuses a name that is taken',
    given: [withFolder],
    params: { group_id: 30001, name: '图' },
    refusal: 'name_taken',
  },
  {
    action: 'create_group_file_folder',
    name: 'refuses a folder in another one',
    params: { group_id: 30001, name: '图', parent_id: '/none' },
    refusal: 'no_such_folder',
  },
  {
    action: 'create_group_file_folder',
    name: 'refuses a folder without a name',
    params: { group_id: 30001 },
    refusal: 'bad_params',
  },
  ...memberCases('create_group_file_folder', { name: '图' }),
  {
    action: 'delete_group_folder',
    name: 'deletes a folder',
    given: [withFolder],
    params: folderIn,
    data: { retCode: 0 },
  },
  {
    action: 'delete_group_folder',
    name: 'refuses for a folder that is not there',
    params: { group_id: 30001, folder_id: '/none' },
    refusal: 'no_such_folder',
  },
  ...memberCases('delete_group_folder', { folder_id: '/none' }),
  {
    action: 'rename_group_file_folder',
    name: 'gives a folder another name',
    given: [withFolder],
    params: (world: World) => ({ ...folderIn(world), new_folder_name: '画' }),
    data: { msg: 'ok' },
  },
  {
    action: 'rename_group_file_folder',
    name: 'refuses a name that is taken',
    given: [withFolder, { by: 20001, deed: { do: 'create_folder', group_id: 30001, name: '画' } }],
    params: (world: World) => ({ ...folderIn(world), new_folder_name: '画' }),
    refusal: 'name_taken',
  },
  {
    action: 'rename_group_file_folder',
    name: 'refuses for a folder that is not there',
    params: { group_id: 30001, folder_id: '/none', new_folder_name: '画' },
    refusal: 'no_such_folder',
  },
  ...memberCases('rename_group_file_folder', { folder_id: '/none', new_folder_name: '画' }),
]

const lists: readonly ActionCase[] = [
  {
    action: 'get_group_root_files',
    name: 'gives files and folders',
    media,
    given: [withFolder, uploaded],
    params: { group_id: 30001 },
    data: {
      files: [
        { file_name: 'cat.png', file_size: 1234, upload_time: NOW, uploader: 20002, uploader_name: 'Bob' },
      ],
      folders: [{ folder_name: '图', creator: 20001, total_file_count: 0 }],
    },
  },
  ...outsiderCases('get_group_root_files'),
  {
    action: 'get_group_files_by_folder',
    name: 'gives the files of a folder',
    media,
    given: [uploaded, withFolder],
    params: folderIn,
    data: { files: [], folders: [] },
  },
  {
    action: 'get_group_files_by_folder',
    name: 'refuses for a folder that is not there',
    params: { group_id: 30001, folder_id: '/none' },
    refusal: 'no_such_folder',
  },
  ...outsiderCases('get_group_files_by_folder', { folder_id: '/none' }),
]

const kept = (['set_group_file_forever', 'trans_group_file'] as const).flatMap(
  (action): readonly ActionCase[] => [
    { action, name: 'finds the file', media, given: [uploaded], params: fileIn },
    { action, name: 'refuses for a file that is not there', params: NO_FILE, refusal: 'no_such_file' },
    ...outsiderCases(action, { file_id: '/none' }),
  ],
)

const ofLagrange: readonly ActionCase[] = [
  {
    action: 'delete_group_file_folder',
    name: 'deletes a folder',
    given: [withFolder],
    params: folderIn,
    data: { msg: 'ok' },
  },
  {
    action: 'delete_group_file_folder',
    name: 'refuses for a folder that is not there',
    params: { group_id: 30001, folder_id: '/none' },
    refusal: 'no_such_folder',
  },
  ...memberCases('delete_group_file_folder', { folder_id: '/none' }),
]

export const groupFilesCases: readonly ActionCase[] = [
  ...uploads,
  ...changes,
  ...folders,
  ...lists,
  ...kept,
  ...ofLagrange,
]
