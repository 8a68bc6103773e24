import type { IdInput } from '@rookery/protocol'
import type { Turn } from '../turn/turn.js'
import { adminOf, mediaOf, ownGroupOf } from '../world/look-up.js'
import { refuse } from '../world/refusal.js'
import type { GroupNotice } from '../world/world.js'

export interface PublishNoticeArgs {
  readonly group_id: IdInput
  readonly content: string
  /** Name of the image in the world's media. */
  readonly image?: string
}

/** Publishes a notice in a group. Accounts are not notified, as in every implementation. */
export function publish_notice(turn: Turn, by: number, args: PublishNoticeArgs): GroupNotice {
  const group = ownGroupOf(turn, by, args.group_id)
  adminOf(group, by)
  const image = args.image === undefined ? {} : { image: mediaOf(turn, args.image).file }
  const notice: GroupNotice = {
    notice_id: turn.drawHex(32),
    sender_id: by,
    publish_time: turn.time,
    content: args.content,
    ...image,
  }
  turn.setGroup({ ...group, notices: group.notices.set(notice.notice_id, notice) })
  return notice
}

export interface DeleteNoticeArgs {
  readonly group_id: IdInput
  readonly notice_id: string
}

/** Deletes a notice of a group. */
export function delete_notice(turn: Turn, by: number, { group_id, notice_id }: DeleteNoticeArgs): null {
  const group = ownGroupOf(turn, by, group_id)
  adminOf(group, by)
  if (!group.notices.has(notice_id)) {
    refuse('no_such_notice', `there is no notice ${notice_id} in group ${group.group_id}`)
  }
  turn.setGroup({ ...group, notices: group.notices.delete(notice_id) })
  return null
}
