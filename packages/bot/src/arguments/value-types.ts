import type { Id, ImageSegment, Message } from '@rookery/protocol'

/**
 * Value that the handler gets for each argument type. The keys are the types that a declaration may name after the
 * colon.
 */
export interface ValueTypes {
  text: string
  number: number
  int: number
  /** A QQ number, as an at or in digits. */
  user: Id
  group: Id
  /** Seconds, as `set_group_ban` takes them. */
  duration: number
  date: Date
  image: ImageSegment['data']
  boolean: boolean
  /** The rest of what was written, with all segments. */
  message: Message
  /** The id of the message that this one quotes; it takes no place in the line. */
  reply: string
}

export type ValueType = keyof ValueTypes
