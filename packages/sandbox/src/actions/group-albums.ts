import type { IdInput } from '@rookery/protocol'
import type { Turn } from '../turn/turn.js'
import { mediaOf, ownGroupOf } from '../world/look-up.js'
import { refuse } from '../world/refusal.js'
import type { Album, Group } from '../world/world.js'
import type { Actions } from './action.js'

interface OfAlbum {
  readonly group_id: IdInput
  readonly album_id: string
}

/** An action on an album. Its pictures are visible to nobody in this world; only the album itself must exist. */
const onAlbum = {
  events: [],
  refuses: ['no_such_group', 'not_member', 'no_such_folder'],
  plausible: true,
  run(turn: Turn, params: OfAlbum, self: number): null {
    albumOf(turn, params, self)
    return null
  },
} as const

export const groupAlbumHandlers = {
  get_group_album_list: {
    events: [],
    refuses: ['no_such_group', 'not_member'],
    run: (turn, { group_id }, self) => albumsOf(ownGroupOf(turn, self, group_id)),
  },
  get_qun_album_list: {
    events: [],
    refuses: ['no_such_group', 'not_member'],
    run: (turn, { group_id }, self) => ({
      album_list: albumsOf(ownGroupOf(turn, self, group_id)),
      attach_info: '',
      has_more: false,
    }),
  },
  create_group_album: {
    events: [],
    refuses: ['no_such_group', 'not_member'],
    run(turn, { group_id, name, desc = '' }, self) {
      const group = ownGroupOf(turn, self, group_id)
      const album: Album = { album_id: turn.drawHex(16), name, desc, creator: self, create_time: turn.time }
      turn.setGroup({ ...group, albums: group.albums.set(album.album_id, album) })
      return { album_id: album.album_id, owner: String(self), name, desc }
    },
  },
  delete_group_album: {
    events: [],
    refuses: ['no_such_group', 'not_member', 'no_such_folder'],
    run(turn, params, self) {
      const { group, album } = albumOf(turn, params, self)
      turn.setGroup({ ...group, albums: group.albums.delete(album.album_id) })
      return null
    },
  },
  get_group_album_media_list: {
    events: [],
    refuses: ['no_such_group', 'not_member', 'no_such_folder'],
    plausible: true,
    run(turn, params, self) {
      const { album } = albumOf(turn, params, self)
      const page = { media_list: [], next_attach_info: '', next_has_more: false }
      const ofQq = { seq: 0, result: 0, errMs: '', trace_id: '', request_time_line: {} }
      return { album: albumInfo(album), ...page, ...ofQq }
    },
  },
  upload_group_album: {
    ...onAlbum,
    refuses: ['no_such_group', 'not_member', 'no_such_folder', 'no_such_file'],
    files: ['files'],
    run(turn, params, self) {
      albumOf(turn, params, self)
      for (const file of params.files) mediaOf(turn, file)
      return null
    },
  },
  upload_image_to_qun_album: {
    ...onAlbum,
    refuses: ['no_such_group', 'not_member', 'no_such_folder', 'no_such_file'],
    files: ['file'],
    run(turn, params, self) {
      albumOf(turn, params, self)
      mediaOf(turn, params.file)
      return null
    },
  },
  del_group_album_media: onAlbum,
  do_group_album_comment: onAlbum,
  set_group_album_media_like: onAlbum,
  cancel_group_album_media_like: onAlbum,
} as const satisfies Actions

function albumOf(turn: Turn, { group_id, album_id }: OfAlbum, self: number) {
  const group = ownGroupOf(turn, self, group_id)
  const album = group.albums.get(album_id)
  if (!album) return refuse('no_such_folder', `there is no album ${album_id} in group ${group.group_id}`)
  return { group, album }
}

const albumsOf = ({ albums }: Group) => Array.from(albums.values(), albumInfo)

const albumInfo = ({ album_id, name, desc, creator, create_time }: Album) => ({
  album_id,
  name,
  desc,
  owner: String(creator),
  create_time: String(create_time),
  modify_time: String(create_time),
  upload_number: '0',
})
