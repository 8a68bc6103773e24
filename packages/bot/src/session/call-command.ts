import type { Message } from '@rookery/protocol'
import { flag, type OptionKeys, object, options } from '../checks/option-kind.js'
import { messageKind } from '../message/message-kind.js'
import { type Outgoing, segmentsOf } from '../message/outgoing.js'

/** How a command is called by another handler. */
export interface CallCommandOptions {
  /** What would stand behind the name. A string is text. */
  readonly text?: Outgoing
  /** Arguments by name, as the handler gets them; the others are read from `text`. */
  readonly args?: Readonly<Record<string, unknown>>
  /** `false`: whoever the user is. Default true. */
  readonly checkPermission?: boolean
}

/** Options of `callCommand` and `intent`. */
export const callCommandOptions: OptionKeys = options<CallCommandOptions>({
  text: messageKind,
  args: object,
  checkPermission: flag,
})

/** What stands behind the name of a command that is called. */
export const calledWith = ({ text = '' }: CallCommandOptions): Message =>
  text === '' ? [] : (segmentsOf(text) as Message)
