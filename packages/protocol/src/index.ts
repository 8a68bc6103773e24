export { OneBotError } from './errors.js'
export {
  type Call,
  type CallReading,
  callParams,
  forwardCall,
  forwardParams,
  makeCall,
  readCall,
  recoverEcho,
  renameCall,
} from './frames/call-frame.js'
export { type EventFrame, eventBody, readEvent, settledEvent } from './frames/event-frame.js'
export {
  asyncReply,
  failedReply,
  makeReply,
  okReply,
  type Reply,
  readReply,
  replyBody,
  replyEcho,
  replyWithEcho,
} from './frames/reply-frame.js'
export {
  type Member,
  type ObjectScan,
  readString,
  readText,
  scanObject,
  type Wanted,
} from './json/scan-object.js'
export { joinParts, member, type Parts, spliceObject } from './json/splice.js'
export { actionRow, type Coerced, coerceParam, coerceText, paramRow } from './params/coerce-text.js'
export { type Retcode, type RetcodeName, type RetcodeRow, retcodes } from './retcodes.js'
export type { ActionTable } from './tables/actions.gen.js'
export { actions } from './tables/actions.js'
export type { Id, IdInput, JsonObject, Register } from './tables/base.js'
export type {
  BroadcastCallbackEvent,
  BroadcastEvent,
  ClientStatusEvent,
  GroupDecreaseEvent,
  GroupIncreaseEvent,
  GroupMessageEvent,
  GroupMessageSentEvent,
  HeartbeatEvent,
  LifecycleEvent,
  OneBotEvent,
  PrivateMessageEvent,
  PrivateMessageSentEvent,
  RookeryGapEvent,
} from './tables/events.gen.js'
export { events } from './tables/events.js'
export type {
  AtSegment,
  FaceSegment,
  ImageSegment,
  Message,
  MessageData,
  ReplySegment,
  Segment,
  Sendable,
  TextSegment,
  UnknownSegment,
} from './tables/segments.gen.js'
export { segments } from './tables/segments.js'
export type {
  ActionRow,
  EventFieldRow,
  EventRow,
  ParamRow,
  QuickOperationRow,
  ResultRow,
  ResultShape,
  Scalar,
  SegmentFieldRow,
  SegmentRow,
  SegmentShapeRow,
  Source,
  SubTypeRow,
  Summary,
  WireType,
} from './tables/table.js'
export { eventFields, isId } from './tables/table.js'
