import type { IdInput } from '@rookery/protocol'
import type { Turn } from '../turn/turn.js'
import { adminOf, folderOf, ownGroupOf } from '../world/look-up.js'
import { refuse } from '../world/refusal.js'
import type { Group, GroupFolder } from '../world/world.js'

export interface CreateFolderArgs {
  readonly group_id: IdInput
  readonly name: string
}

/** Creates a folder among the files of a group. Folders exist in the root only, as in QQ. */
export function create_folder(turn: Turn, by: number, { group_id, name }: CreateFolderArgs): GroupFolder {
  const group = groupOfAdmin(turn, by, group_id)
  refuseTaken(group, name)
  const folder = { folder_id: `/${turn.drawHex(32)}`, name, creator: by, create_time: turn.time }
  setFolder(turn, group, folder)
  return folder
}

export interface FolderArgs {
  readonly group_id: IdInput
  readonly folder_id: string
}

/** Deletes a folder of a group, with the files in it. */
export function delete_folder(turn: Turn, by: number, { group_id, folder_id }: FolderArgs): null {
  const group = groupOfAdmin(turn, by, group_id)
  folderOf(group, folder_id)
  const files = group.files.filterNot((file) => file.folder_id === folder_id)
  turn.setGroup({ ...group, files, folders: group.folders.delete(folder_id) })
  return null
}

export interface RenameFolderArgs extends FolderArgs {
  readonly name: string
}

/** Renames a folder of a group. */
export function rename_folder(turn: Turn, by: number, { group_id, folder_id, name }: RenameFolderArgs): null {
  const group = groupOfAdmin(turn, by, group_id)
  const folder = folderOf(group, folder_id)
  if (name !== folder.name) refuseTaken(group, name)
  setFolder(turn, group, { ...folder, name })
  return null
}

function groupOfAdmin(turn: Turn, by: number, group_id: IdInput): Group {
  const group = ownGroupOf(turn, by, group_id)
  adminOf(group, by)
  return group
}

const setFolder = (turn: Turn, group: Group, folder: GroupFolder): void =>
  turn.setGroup({ ...group, folders: group.folders.set(folder.folder_id, folder) })

function refuseTaken({ group_id, folders }: Group, name: string): void {
  if (folders.some((folder) => folder.name === name)) {
    refuse('name_taken', `group ${group_id} has a folder ${JSON.stringify(name)} already`)
  }
}
