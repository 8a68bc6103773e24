import {
  type IdInput,
  type Message,
  msg,
  type OneBotEvent,
  type Segment,
  type UnknownSegment,
} from '@rookery/protocol'
import { shown } from '../checks/shown.js'
import { BotUsageError } from '../errors.js'

/** Content of a message to send. A string is text, whatever it contains; `msg.cq` parses CQ codes on purpose. */
export type Outgoing = string | Segment | UnknownSegment | readonly (Segment | UnknownSegment)[]

/** Options of a message that answers an event. */
export interface SendOptions {
  /** Begins with an at of the user who is answered; has no effect in private. */
  readonly at?: boolean
  /** Quotes the message that is answered. */
  readonly quote?: boolean
  /** Sends it to the user in private, wherever the event came from. */
  readonly private?: boolean
}

/** Destination of a message: the chat of an event, a group, or a user. */
export type Destination =
  | OneBotEvent
  | { readonly group_id: IdInput; readonly self_id?: IdInput }
  | { readonly user_id: IdInput; readonly self_id?: IdInput }

/** Params of `send_msg` for a destination. @throws BotUsageError for an event without a chat to answer in */
export function sendParams(to: Destination, message: Outgoing, options?: SendOptions) {
  const { self_id } = to as { readonly self_id?: IdInput }
  return {
    ...answerParams(to as OneBotEvent, message, options),
    ...(self_id === undefined ? {} : { self_id }),
  }
}

/** Params of `send_msg` that answer an event. @throws BotUsageError for an event without a chat to answer in */
export function answerParams(event: OneBotEvent, message: Outgoing, options: SendOptions = {}) {
  const { group_id, user_id, message_id } = event as Ids
  const toGroup = group_id !== undefined && !options.private && !isPrivate(event)
  const front: Segment[] = []
  if (options.quote && message_id !== undefined) front.push(msg.reply(message_id))
  if (options.at && toGroup && user_id !== undefined) front.push(msg.at(user_id), msg.text(' '))
  return { ...target(event, toGroup), message: [...front, ...segmentsOf(message)] as Message }
}

/** Whether something can be sent. */
export const isSendable = (value: unknown): value is Outgoing =>
  typeof value === 'string' || (Array.isArray(value) ? value.every(isSegment) : isSegment(value))

const isSegment = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  typeof (value as { readonly type?: unknown }).type === 'string'

/** A message in array form. @throws BotUsageError `bad_message` for what cannot be sent */
export function segmentsOf(message: Outgoing): readonly (Segment | UnknownSegment)[] {
  if (typeof message === 'string') return [msg.text(message)]
  if (!isSendable(message)) {
    throw new BotUsageError(
      'bad_message',
      `a message must be a text, or segments of msg; found ${shown(message)}`,
    )
  }
  return 'type' in message ? [message] : message
}

interface Ids {
  readonly group_id?: number | string
  readonly user_id?: number | string
  readonly message_id?: number | string
}

function target(event: OneBotEvent, toGroup: boolean) {
  const { group_id, user_id } = event as Ids
  if (toGroup && group_id !== undefined) return { message_type: 'group', group_id } as const
  if (user_id === undefined) {
    throw new BotUsageError(
      'nowhere_to_send',
      `${event.post_type ?? 'a destination'} has neither "user_id" nor "group_id"`,
    )
  }
  // A temporary session goes through the group that both are members of.
  return { message_type: 'private', user_id, ...(group_id === undefined ? {} : { group_id }) } as const
}

const isPrivate = (event: OneBotEvent): boolean =>
  (event as { readonly message_type?: unknown }).message_type === 'private'
