import { messageAs, type Segment, type UnknownSegment } from '@rookery/protocol'
import type { JudgedEvent } from '../scope/judged-event.js'

/** Says whether a message of an account was sent by the account itself. */
export type IsOwnMessage = (account: string, messageId: string) => boolean

/**
 * Tells whether an event concerns its account: a private message to it, a message with an at of it or a reply to a message
 * of its own, or a poke at it.
 */
export function isToMe(event: JudgedEvent, isOwn: IsOwnMessage): boolean {
  if (event.member('post_type') === 'notice') return isPoke(event)
  if (event.member('post_type') !== 'message') return false
  if (event.member('message_type') === 'private') return true
  return segmentsOf(event.member('message')).some((each) => concerns(each, event.account, isOwn))
}

const isPoke = (event: JudgedEvent): boolean =>
  event.member('sub_type') === 'poke' && String(event.member('target_id')) === event.account

function segmentsOf(message: unknown): readonly UnknownSegment[] {
  if (typeof message === 'string') return message.includes('[CQ:') ? messageAs('array', message) : []
  if (Array.isArray(message)) return message.filter(isSegment)
  return isSegment(message) ? [message] : []
}

const isSegment = (value: unknown): value is UnknownSegment & Segment =>
  typeof value === 'object' && value !== null && 'type' in value

/** A few implementations say whose message a reply quotes. */
function concerns({ type, data }: UnknownSegment, account: string, isOwn: IsOwnMessage): boolean {
  const { qq, user_id, id } = data ?? {}
  if (type === 'at') return String(qq) === account
  if (type !== 'reply') return false
  return String(user_id ?? qq) === account || (id !== undefined && isOwn(account, String(id)))
}
