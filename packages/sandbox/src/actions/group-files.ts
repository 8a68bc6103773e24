import { perform } from '../deeds/perform.js'
import { ROOT } from '../deeds/upload.js'
import { groupFileOf, ownGroupOf } from '../world/look-up.js'
import { mediaUrl } from '../world/media-url.js'
import type { Actions } from './action.js'

const OF_FILES = ['no_such_group', 'not_member', 'no_rights', 'no_such_file'] as const

/** QQ's limits for the files of a group. */
const MAX_FILES = 10_000
const MAX_BYTES = 10 * 1024 ** 3

export const groupFileHandlers = {
  upload_group_file: {
    events: ['notice.group_upload'],
    refuses: ['no_such_group', 'not_member', 'no_such_file', 'no_such_folder'],
    files: ['file'],
    run: (turn, { group_id, file, name = '', folder, folder_id = folder || ROOT }, self) =>
      perform(turn, self, 'upload', { group_id, file, folder_id, ...(name && { name }) }),
  },
  delete_group_file: {
    events: [],
    refuses: OF_FILES,
    run: (turn, { group_id, file_id }, self) => perform(turn, self, 'delete_file', { group_id, file_id }),
  },
  move_group_file: {
    events: [],
    refuses: [...OF_FILES, 'no_such_folder'],
    run(turn, { group_id, file_id, target_parent_directory, target_directory }, self) {
      const folder_id = target_parent_directory || target_directory || ROOT
      return perform(turn, self, 'move_file', { group_id, file_id, folder_id })
    },
  },
  rename_group_file: {
    events: [],
    refuses: OF_FILES,
    run: (turn, { group_id, file_id, new_name: name }, self) =>
      perform(turn, self, 'rename_file', { group_id, file_id, name }),
  },
  // Files in this world never expire.
  set_group_file_forever: {
    events: [],
    refuses: ['no_such_group', 'not_member', 'no_such_file'],
    plausible: true,
    run(turn, { group_id, file_id }, self) {
      groupFileOf(ownGroupOf(turn, self, group_id), file_id)
      return null
    },
  },
  trans_group_file: {
    events: [],
    refuses: ['no_such_group', 'not_member', 'no_such_file'],
    plausible: true,
    run(turn, { group_id, file_id }, self) {
      groupFileOf(ownGroupOf(turn, self, group_id), file_id)
      return { ok: true }
    },
  },
  get_group_file_url: {
    events: [],
    refuses: ['no_such_group', 'not_member', 'no_such_file'],
    run({ world }, { group_id, file_id }, self) {
      const { media } = groupFileOf(ownGroupOf({ world }, self, group_id), file_id)
      return { url: mediaUrl(world, media) }
    },
  },
  get_group_file_system_info: {
    events: [],
    refuses: ['no_such_group', 'not_member'],
    run(turn, { group_id }, self) {
      const { files } = ownGroupOf(turn, self, group_id)
      const used_space = files.reduce((bytes, { size }) => bytes + size, 0)
      return { file_count: files.size, limit_count: MAX_FILES, used_space, total_space: MAX_BYTES }
    },
  },
} as const satisfies Actions
