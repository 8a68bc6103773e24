import type { Turn } from '../turn/turn.js'
import { mediaOf } from '../world/look-up.js'
import { mediaUrl } from '../world/media-url.js'
import { refuse } from '../world/refusal.js'
import type { FlashSet } from '../world/world.js'
import type { Actions } from './action.js'

/** Lifetime of flash files in QQ. */
const A_WEEK = 7 * 24 * 60 * 60
const LINK = 'https://qfile.qq.com/q/'

/** File sets that are shared by a link. No link is followed in this world. */
export const flashFileHandlers = {
  upload_flash_file: {
    events: [],
    refuses: ['no_such_file'],
    files: ['paths'],
    run(turn, { title = '', paths }, self) {
      const files = paths.map((path) => mediaOf(turn, path))
      const set: FlashSet = {
        file_set_id: turn.drawHex(16),
        title: title || (files[0]?.name ?? ''),
        files: files.map(({ file }) => file),
        sender_id: self,
        expire_time: turn.time + A_WEEK,
      }
      turn.change({ flashSets: turn.world.flashSets.set(set.file_set_id, set) })
      return { ...shared(set), downloads: [] }
    },
  },
  reshare_flash_file: {
    events: [],
    refuses: ['no_such_file'],
    run: (turn, named) => shared(setOf(turn, named)),
  },
  download_flash_file: {
    events: [],
    refuses: ['no_such_file'],
    plausible: true,
    run(turn, named) {
      setOf(turn, named)
      return null
    },
  },
  get_flash_file_info: {
    events: [],
    refuses: ['no_such_file'],
    run(turn, named) {
      const set = setOf(turn, named)
      const files = filesOf(turn, set).map(({ name, size }) => ({ name, size }))
      const total_file_size = files.reduce((bytes, { size }) => bytes + size, 0)
      const { file_set_id, share_link } = shared(set)
      return { file_set_id, title: set.title, share_link, total_file_size, files }
    },
  },
  get_flash_file_download_urls: {
    events: [],
    refuses: ['no_such_file'],
    run(turn, named) {
      const set = setOf(turn, named)
      const { file_set_id, share_link } = shared(set)
      return { file_set_id, share_link, files: filesOf(turn, set) }
    },
  },
} as const satisfies Actions

interface Named {
  readonly file_set_id?: string
  readonly share_link?: string
}

function setOf({ world }: Turn, { file_set_id, share_link = '' }: Named): FlashSet {
  const id = file_set_id ?? share_link.slice(share_link.lastIndexOf('/') + 1)
  return world.flashSets.get(id) ?? refuse('no_such_file', `there is no set of flash files ${id}`)
}

const shared = ({ file_set_id, expire_time }: FlashSet) => ({
  file_set_id,
  share_link: `${LINK}${file_set_id}`,
  expire_time,
})

const filesOf = (turn: Turn, { files, expire_time }: FlashSet) =>
  files.map((each) => {
    const { name, size, file } = mediaOf(turn, each)
    return { name, size, url: mediaUrl(turn.world, file), expire: expire_time }
  })
