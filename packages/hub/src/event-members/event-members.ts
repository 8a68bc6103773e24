import { framedPayload } from '@rookery/transport'
import { keyOf, messageMembers } from '../backfill/message-members.js'
import type { JournalEvent } from '../journal/journal.js'

/** Members of an event by which the hub decides who gets it, or who acts on it. Ids are decimal text. */
export interface EventMembers {
  readonly postType: string | undefined
  readonly noticeType: string | undefined
  readonly subType: string | undefined
  readonly group: string | undefined
  /** Account that sent the message, or that the notice is about. */
  readonly user: string | undefined
  /** Account that somebody poked, say. */
  readonly target: string | undefined
  readonly messageId: string | undefined
  /** QQ's own sequence in the chat, the same for all accounts in it. */
  readonly seq: number | undefined
}

const NOTHING: EventMembers = {
  postType: undefined,
  noticeType: undefined,
  subType: undefined,
  group: undefined,
  user: undefined,
  target: undefined,
  messageId: undefined,
  seq: undefined,
}

const known = new WeakMap<JournalEvent, EventMembers>()

/** Reads the members of an event, once for all who ask. */
export function membersOf(event: JournalEvent): EventMembers {
  const before = known.get(event)
  if (before) return before
  const members = read(framedPayload(event.text))
  known.set(event, members)
  return members
}

function read(bytes: Uint8Array): EventMembers {
  const members = messageMembers(bytes)
  if (!members) return NOTHING
  const { text, id, sender } = members
  const { seq, id: messageId } = keyOf(members, 'unknown')
  return {
    postType: text('post_type'),
    noticeType: text('notice_type'),
    subType: text('sub_type'),
    group: id('group_id'),
    user: sender,
    target: id('target_id'),
    messageId,
    seq,
  }
}
