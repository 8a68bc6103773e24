export type {
  ActionName,
  EventTable,
  Id,
  IdInput,
  Implementation,
  Message,
  OneBotEvent,
  Params,
  Register,
  Result,
  Segment,
} from '@rookery/protocol'
export { type MessageTag, msg, OneBotError } from '@rookery/protocol'
export type { Account, AccountState } from './accounts/account.js'
export type {
  ActionMethods,
  BeforeHook,
  Bot,
  BotMethods,
  CallOptions,
  EventHandler,
  EventPattern,
  Middleware,
  Session,
} from './bot.js'
export type { CallLayer, NextCall, OutgoingCall } from './calls/layers.js'
export { ConversationEnded, type Ended } from './conversations/conversation.js'
export { createBot } from './create-bot.js'
export {
  ActionFailed,
  ApiNotAvailable,
  BotUsageError,
  CallError,
  CQHttpError,
  type FailedResult,
  HttpFailed,
  NetworkError,
  type Outcome,
} from './errors.js'
export type { ChatEvent } from './events/chat-event.js'
export type { Heard } from './message/hear.js'
export type { BotOptions } from './options.js'
export { type Answer, type Quick, quick, type Sent } from './session/answer.js'
export type { Outgoing, SendOptions } from './session/outgoing.js'
