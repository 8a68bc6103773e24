import type { IdInput } from '@rookery/protocol'
import { perform } from '../deeds/perform.js'
import type { Turn } from '../turn/turn.js'
import { ownGroupOf } from '../world/look-up.js'
import { mediaUrl } from '../world/media-url.js'
import type { GroupNotice, World } from '../world/world.js'
import type { Actions } from './action.js'

const deleting = {
  events: [],
  refuses: ['no_such_group', 'not_member', 'no_rights', 'no_such_notice'],
  run: (turn: Turn, { group_id, notice_id }: Named, self: number): null =>
    perform(turn, self, 'delete_notice', { group_id, notice_id }),
} as const

interface Named {
  readonly group_id: IdInput
  readonly notice_id: string
}

export const groupNoticeHandlers = {
  _send_group_notice: {
    events: [],
    refuses: ['no_such_group', 'not_member', 'no_rights', 'no_such_file'],
    files: ['image'],
    run(turn, { group_id, content, image }, self) {
      const picture = image ? { image } : {}
      const { notice_id } = perform(turn, self, 'publish_notice', { group_id, content, ...picture })
      return { notice_id }
    },
  },
  _get_group_notice: {
    events: [],
    refuses: ['no_such_group', 'not_member'],
    run({ world }, { group_id }, self) {
      const { notices } = ownGroupOf({ world }, self, group_id)
      const newestFirst = Array.from(notices.values()).sort((a, b) => b.publish_time - a.publish_time)
      return newestFirst.map((notice) => noticeInfo(world, notice))
    },
  },
  _del_group_notice: deleting,
  _delete_group_notice: deleting,
} as const satisfies Actions

function noticeInfo(world: World, { notice_id, sender_id, publish_time, content, image }: GroupNotice) {
  const images =
    image === undefined ? [] : [{ id: image, height: '0', width: '0', url: mediaUrl(world, image) }]
  return { notice_id, sender_id, publish_time, message: { text: content, images, image: images } }
}
