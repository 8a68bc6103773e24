import { scanObject } from '@rookery/protocol'
import { framedPayload } from '@rookery/transport'
import { membersOf } from '../event-members/event-members.js'
import { type NamedInMessage, namedInMessage } from '../event-members/named-in-message.js'
import type { JournalEvent } from '../journal/journal.js'

/** The group of an event that all accounts in the group get alike: a message, or a notice; else undefined. */
export function sharedGroup(event: JournalEvent): string | undefined {
  const { group, postType, noticeType } = membersOf(event)
  if (group === undefined || event.isSelfMessage) return undefined
  const isAlike = postType === 'message' || (postType === 'notice' && noticeType !== 'rookery_gap')
  return isAlike ? group : undefined
}

/** Whether an event concerns its own account: it mentions it, answers one of its messages, or is a notice about it. */
export function concernsItself(event: JournalEvent, sent: (messageId: string) => boolean): boolean {
  const { account } = event.id
  if (!event.isMessage) {
    const { user, target } = membersOf(event)
    return user === account || target === account
  }
  const { ats, replyTo } = namedIn(framedPayload(event.text))
  return ats.includes(account) || (replyTo !== undefined && sent(replyTo))
}

/** Whether an event says that its account has left a group. */
export function hasLeftGroup(event: JournalEvent): boolean {
  if (event.isMessage) return false
  const { noticeType, subType, user } = membersOf(event)
  if (noticeType !== 'group_decrease') return false
  return subType === 'kick_me' || subType === 'disband' || user === event.id.account
}

function namedIn(payload: Uint8Array): NamedInMessage {
  const found = scanObject(payload, { message: {} }).members.at(-1)
  return found ? namedInMessage(payload, found.valueStart, found.end) : { ats: [], replyTo: undefined }
}
