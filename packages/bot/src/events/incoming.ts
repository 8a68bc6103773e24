import type { OneBotEvent } from '@rookery/protocol'
import type { Account } from '../accounts/account.js'
import type { ChatEvent, Heard } from '../message/hear.js'
import type { QuickSlot } from './quick-slot.js'

/** A handler at work on an event. */
export interface Work {
  /** As explanations and the log name it. */
  readonly name: string
  readonly isOver: boolean
  /** The handler of the same event that began before. */
  readonly before: Work | undefined
}

/** An event as it goes through the bot. */
export interface Incoming<E extends OneBotEvent = OneBotEvent> {
  readonly event: E
  readonly account: Account
  /** The most specific one first. */
  readonly names: readonly string[]
  /** For a message: what it says to the bot. A hook may put another one in its place. */
  heard: Heard | undefined
  /** Where a quick operation can be put, as long as somebody waits for it. */
  readonly quick?: QuickSlot | undefined
  /** A handler has answered it by a quick operation: there is one answer to an event. */
  isAnswered?: boolean
  /** Its user was told that the bot is busy: no command takes it, and it answers nothing. */
  isRefused?: boolean
  /** The handler that began last. */
  latest?: Work | undefined
}

/** An event that is a message in a chat. */
export type IncomingChat = Incoming<ChatEvent> & { heard: Heard }

export const isChat = (incoming: Incoming): incoming is IncomingChat => incoming.heard !== undefined

/** A message as if its user had written another text, to the bot. */
export function saidInstead(incoming: IncomingChat, text: string): IncomingChat {
  const message = [{ type: 'text', data: { text } }] as const
  return { ...incoming, heard: { ...incoming.heard, toMe: true, message, text } }
}

/** The innermost handler that is still at work on an event. */
export function workOn(incoming: Incoming | undefined): Work | undefined {
  let work = incoming?.latest
  while (work?.isOver) work = work.before
  return work
}

/** What keeps conversations apart: the account, the group and the user. One of a whole group has no user. */
export function conversationKey({ event, account }: Incoming, of: 'user' | 'group' = 'user'): string {
  const { group_id, user_id } = event as { readonly group_id?: unknown; readonly user_id?: unknown }
  const group = group_id === undefined || group_id === null ? '' : `/group/${group_id}`
  const user = of === 'group' && group !== '' ? '' : `/user/${user_id}`
  return `${account.self_id}${group}${user}`
}

type Wire = Readonly<Record<string, unknown>>

/**
 * The names of an event, the most specific one first: `message.group.normal`, `message.group`, `message`. An event that
 * nobody knows has names, too, by whatever fields of the standard it has.
 */
export function namesOf(event: OneBotEvent): readonly string[] {
  const fields = event as unknown as Wire
  const { post_type, sub_type } = fields
  const detail = fields[detailField(String(post_type))]
  const whole = typeof detail !== 'string' ? `${post_type}` : `${post_type}.${detail}`
  const full = typeof sub_type === 'string' && sub_type !== '' ? `${whole}.${sub_type}` : whole
  const known = cache.get(full)
  if (known) return known
  const names = [...new Set([full, whole, String(post_type)])]
  if (cache.size < MAX_CACHED) cache.set(full, names)
  return names
}

/** An event says only one of a few dozen things; what a stranger makes up must not fill the memory. */
const MAX_CACHED = 1000
const cache = new Map<string, readonly string[]>()

const detailField = (post_type: string): string =>
  post_type === 'message_sent'
    ? 'message_type'
    : post_type === 'meta_event'
      ? 'meta_event_type'
      : `${post_type}_type`
