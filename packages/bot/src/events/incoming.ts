import type { OneBotEvent } from '@rookery/protocol'
import type { Account } from '../accounts/account.js'
import type { ChatEvent, Heard } from '../message/hear.js'
import type { QuickSlot } from './quick-slot.js'

/** A handler at work on an event. */
export interface Work {
  /** Name in explanations and the log. */
  readonly name: string
  readonly isOver: boolean
  /** The handler of the same event that started before it. */
  readonly before: Work | undefined
}

/** An event as it goes through the bot. */
export interface Incoming<E extends OneBotEvent = OneBotEvent> {
  readonly event: E
  readonly account: Account
  /** Names of the event, most specific first. */
  readonly names: readonly string[]
  /** Message as addressed to the bot; undefined for other events. A hook may replace it. */
  heard: Heard | undefined
  /** Accepts a quick operation while the sender waits for the answer. */
  readonly quick?: QuickSlot | undefined
  /** Whether a handler answered it by a quick operation: an event has one answer. */
  isAnswered?: boolean
  /** The handler that started last. */
  latest?: Work | undefined
}

/** An event that is a message in a chat. */
export type IncomingChat = Incoming<ChatEvent> & { heard: Heard }

export const isChat = (incoming: Incoming): incoming is IncomingChat => incoming.heard !== undefined

/** Replaces the text of a message, as if its user had written that to the bot. */
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

/** Key of a conversation: account, group and user. A conversation of a whole group has no user. */
export function conversationKey({ event, account }: Incoming, of: 'user' | 'group' = 'user'): string {
  const { group_id, user_id } = event as { readonly group_id?: unknown; readonly user_id?: unknown }
  const group = group_id === undefined || group_id === null ? '' : `/group/${group_id}`
  const user = of === 'group' && group !== '' ? '' : `/user/${user_id}`
  return `${account.self_id}${group}${user}`
}

type Wire = Readonly<Record<string, unknown>>

/** Most names cached: real events have a few dozen, but invented ones must not fill the memory. */
const MAX_CACHED = 1000
const cache = new Map<string, readonly string[]>()

/**
 * Names of an event, most specific first: `message.group.normal`, `message.group`, `message`. An event missing from our
 * tables is named by its standard fields.
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

const detailField = (post_type: string): string =>
  post_type === 'message_sent'
    ? 'message_type'
    : post_type === 'meta_event'
      ? 'meta_event_type'
      : `${post_type}_type`
