import type { IdInput } from '@rookery/protocol'
import type { Turn } from '../turn/turn.js'
import { folderOf, friendOf, mediaOf, ownGroupOf } from '../world/look-up.js'
import { mediaUrl } from '../world/media-url.js'
import type { GroupFile, Media, PrivateFile } from '../world/world.js'
import { utter } from './say.js'

export interface UploadArgs {
  /** Target: a group, or else a friend. */
  readonly group_id?: IdInput
  readonly user_id?: IdInput
  /** Name of the file in the world's media. */
  readonly file: string
  /** Default: the original name of the file. */
  readonly name?: string
  /** Folder of the group. Default: the root. */
  readonly folder_id?: string
}

/** The root of a group's files. */
export const ROOT = '/'

/** QQ's number for the storage of group files. */
const BUSID = 102

/** Uploads a file to a group, or sends it to a friend. */
export function upload(turn: Turn, by: number, args: UploadArgs): { readonly file_id: string } {
  const media = mediaOf(turn, args.file)
  const { file_id } =
    args.group_id === undefined ? uploadToFriend(turn, by, media, args) : uploadToGroup(turn, by, media, args)
  return { file_id }
}

function uploadToGroup(turn: Turn, by: number, media: Media, args: UploadArgs): GroupFile {
  const group = ownGroupOf(turn, by, args.group_id ?? 0)
  const { folder_id = ROOT } = args
  if (folder_id !== ROOT) folderOf(group, folder_id)
  const file: GroupFile = {
    ...stored(turn, media, args),
    busid: BUSID,
    uploader: by,
    upload_time: turn.time,
    folder_id,
    download_times: 0,
  }
  turn.setGroup({ ...group, files: group.files.set(file.file_id, file) })
  const { file_id: id, name, size, busid } = file
  const { group_id } = group
  const url = mediaUrl(turn.world, media.file)
  const notice = { post_type: 'notice', notice_type: 'group_upload', group_id, user_id: by } as const
  turn.tellGroup(group_id, { ...notice, file: { id, name, size, busid, url } })
  return file
}

/** Sends a file to a friend, as a message of one segment; profiles that report a notice instead convert it. */
function uploadToFriend(turn: Turn, by: number, media: Media, args: UploadArgs): PrivateFile {
  const { user_id: target_id } = friendOf(turn, by, args.user_id ?? 0)
  const file: PrivateFile = {
    ...stored(turn, media, args),
    sender_id: by,
    target_id,
    time: turn.time,
  }
  const { file_id, name, size } = file
  turn.change({ privateFiles: turn.world.privateFiles.set(file_id, file) })
  const data = { file: name, name, file_id, file_size: String(size), url: mediaUrl(turn.world, media.file) }
  utter(turn, by, { user_id: target_id }, { settle: () => [{ type: 'file', data }] })
  return file
}

const stored = (turn: Turn, { file, name, size }: Media, args: UploadArgs) => ({
  file_id: `/${turn.drawHex(32)}`,
  name: args.name || name,
  media: file,
  size,
})
