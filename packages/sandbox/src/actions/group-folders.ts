import { perform } from '../deeds/perform.js'
import { ROOT } from '../deeds/upload.js'
import { folderOf, ownGroupOf } from '../world/look-up.js'
import { refuse } from '../world/refusal.js'
import type { Group, GroupFile, GroupFolder, World } from '../world/world.js'
import type { Actions } from './action.js'

const OF_FOLDERS = ['no_such_group', 'not_member', 'no_rights', 'no_such_folder'] as const

export const groupFolderHandlers = {
  create_group_file_folder: {
    events: [],
    refuses: ['no_such_group', 'not_member', 'no_rights', 'name_taken', 'no_such_folder'],
    run(turn, { group_id, parent_id, folder_name, name = folder_name }, self) {
      if (parent_id && parent_id !== ROOT) refuse('no_such_folder', 'a folder must be in the root, "/"')
      if (!name) return refuse('bad_params', '"name" must be a text, found nothing')
      const { folder_id } = perform(turn, self, 'create_folder', { group_id, name })
      return { folder_id }
    },
  },
  delete_group_folder: {
    events: [],
    refuses: OF_FOLDERS,
    run: (turn, { group_id, folder = '', folder_id = folder }, self) =>
      perform(turn, self, 'delete_folder', { group_id, folder_id }),
  },
  delete_group_file_folder: {
    events: [],
    refuses: OF_FOLDERS,
    run(turn, { group_id, folder_id }, self) {
      perform(turn, self, 'delete_folder', { group_id, folder_id })
      return { msg: 'ok' }
    },
  },
  rename_group_file_folder: {
    events: [],
    refuses: [...OF_FOLDERS, 'name_taken'],
    run: (turn, { group_id, folder_id, new_folder_name: name }, self) =>
      perform(turn, self, 'rename_folder', { group_id, folder_id, name }),
  },
  get_group_root_files: {
    events: [],
    refuses: ['no_such_group', 'not_member'],
    run({ world }, { group_id, file_count = 50 }, self) {
      const group = ownGroupOf({ world }, self, group_id)
      const folders = Array.from(group.folders.values(), (folder) => folderInfo(world, group, folder))
      return { files: filesIn(world, group, ROOT, Number(file_count)), folders }
    },
  },
  get_group_files_by_folder: {
    events: [],
    refuses: ['no_such_group', 'not_member', 'no_such_folder'],
    run({ world }, { group_id, folder = ROOT, folder_id = folder, file_count = 50 }, self) {
      const group = ownGroupOf({ world }, self, group_id)
      if (folder_id !== ROOT) folderOf(group, folder_id)
      return { files: filesIn(world, group, folder_id, Number(file_count)), folders: [] }
    },
  },
} as const satisfies Actions

const filesIn = (world: World, group: Group, folder_id: string, count: number) =>
  Array.from(group.files.values())
    .filter((file) => file.folder_id === folder_id)
    .slice(0, count)
    .map((file) => fileInfo(world, group, file))

const fileInfo = ({ users }: World, { group_id }: Group, file: GroupFile) => ({
  group_id,
  file_id: file.file_id,
  file_name: file.name,
  busid: file.busid,
  file_size: file.size,
  size: file.size,
  upload_time: file.upload_time,
  // 0: never expires.
  dead_time: 0,
  modify_time: file.upload_time,
  download_times: file.download_times,
  uploader: file.uploader,
  uploader_name: users.get(file.uploader)?.nickname ?? '',
})

const folderInfo = ({ users }: World, { group_id, files }: Group, folder: GroupFolder) => ({
  group_id,
  folder_id: folder.folder_id,
  folder: folder.folder_id,
  folder_name: folder.name,
  create_time: folder.create_time,
  creator: folder.creator,
  creator_name: users.get(folder.creator)?.nickname ?? '',
  total_file_count: files.count(({ folder_id }) => folder_id === folder.folder_id),
})
