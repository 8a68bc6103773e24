import type { Id, ImageSegment, Message } from '@rookery/protocol'

/** What an argument of each type is for the handler. Its keys are what may stand behind the colon in a declaration. */
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
