import type { IdInput } from '@rookery/protocol'
import type { Turn } from '../turn/turn.js'
import { folderOf, groupFileOf, memberOf, ownGroupOf } from '../world/look-up.js'
import { refuse } from '../world/refusal.js'
import type { Group, GroupFile } from '../world/world.js'
import { ROOT } from './upload.js'

export interface GroupFileArgs {
  readonly group_id: IdInput
  readonly file_id: string
}

/** Deletes a file of a group. */
export function delete_file(turn: Turn, by: number, args: GroupFileArgs): null {
  const { group, file } = ownFileOf(turn, by, args)
  turn.setGroup({ ...group, files: group.files.delete(file.file_id) })
  return null
}

export interface MoveFileArgs extends GroupFileArgs {
  /** Default: the root. */
  readonly folder_id?: string
}

/** Moves a file of a group to another folder. */
export function move_file(turn: Turn, by: number, args: MoveFileArgs): null {
  const { group, file } = ownFileOf(turn, by, args)
  const { folder_id = ROOT } = args
  if (folder_id !== ROOT) folderOf(group, folder_id)
  setFile(turn, group, { ...file, folder_id })
  return null
}

export interface RenameFileArgs extends GroupFileArgs {
  readonly name: string
}

/** Renames a file of a group. */
export function rename_file(turn: Turn, by: number, args: RenameFileArgs): null {
  const { group, file } = ownFileOf(turn, by, args)
  setFile(turn, group, { ...file, name: args.name })
  return null
}

const setFile = (turn: Turn, group: Group, file: GroupFile): void =>
  turn.setGroup({ ...group, files: group.files.set(file.file_id, file) })

/** A file that the member may change: their own; for admins, any. */
function ownFileOf(turn: Turn, by: number, { group_id, file_id }: GroupFileArgs) {
  const group = ownGroupOf(turn, by, group_id)
  const file = groupFileOf(group, file_id)
  if (file.uploader !== by && memberOf(group, by).role === 'member') {
    refuse('no_rights', `file ${file_id} belongs to ${file.uploader}, and ${by} is not an admin`)
  }
  return { group, file }
}
