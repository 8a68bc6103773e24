import type { Message } from '@rookery/protocol'
import { flag, type OptionKeys, object, options } from '../checks/option-kind.js'
import { messageKind } from '../message/message-kinds.js'
import { type Outgoing, segmentsOf } from '../message/outgoing.js'

/** Options of a call of a command by another handler. */
export interface CallCommandOptions {
  /** Text after the command's name. A string is text. */
  readonly text?: Outgoing
  /** Arguments by name, as the handler gets them; the others are read from `text`. */
  readonly args?: Readonly<Record<string, unknown>>
  /** Whether to check the user's permission. Default true. */
  readonly checkPermission?: boolean
}

/** Options of `callCommand` and `intent`. */
export const callCommandOptions: OptionKeys = options<CallCommandOptions>({
  text: messageKind,
  args: object,
  checkPermission: flag,
})

/** Message after the name of a called command. */
export const calledWith = ({ text = '' }: CallCommandOptions): Message =>
  text === '' ? [] : (segmentsOf(text) as Message)
