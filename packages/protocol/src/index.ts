export { OneBotError } from './errors.js'
export { type CallChat, chatOfCall } from './frames/call-chat.js'
export {
  type Call,
  type CallReading,
  callHead,
  callParams,
  exactParams,
  forwardCall,
  forwardParams,
  IDEMPOTENCY_KEY_RULE,
  isIdempotencyKey,
  makeCall,
  readCall,
  readCheckedCall,
  readFramed,
  recoverEcho,
  renameCall,
} from './frames/call-frame.js'
export { readSuffix, type When } from './frames/call-suffix.js'
export {
  EVENT_MEMBERS,
  type EventFrame,
  eventBody,
  eventOf,
  readCheckedEvent,
  readEvent,
  settledEvent,
} from './frames/event-frame.js'
export { formatEvent, formatLargeEvent } from './frames/format-event.js'
export {
  asyncReply,
  type FailureFacts,
  failedReply,
  failureBody,
  makeReply,
  okReply,
  okReplyOf,
  type Reply,
  readCheckedReply,
  readReply,
  replyBody,
  replyEcho,
  replyWithEcho,
} from './frames/reply-frame.js'
export { type ArrayItem, arrayItems } from './json/array-items.js'
export { isJson } from './json/grammar.js'
export { ObjectWalk } from './json/object-walk.js'
export { parseExact } from './json/parse-exact.js'
export {
  isEmptyArray,
  type Member,
  type ObjectScan,
  readString,
  readText,
  scanObject,
  type Wanted,
} from './json/scan-object.js'
export { joinParts, member, type Parts, spliceObject } from './json/splice.js'
export type { Insertable } from './message/compose.js'
export { escapeText, escapeValue, unescapeText } from './message/escape.js'
export { CqNameError, formatCq } from './message/format-cq.js'
export { type MessageFormat, messageAs, plainText } from './message/message-as.js'
export { type MessageTag, msg } from './message/msg.js'
export type { OddItem } from './message/nearest-cq.js'
export { parseCq } from './message/parse-cq.js'
export { didYouMean, nearest, nearestOf } from './near.js'
export {
  type CheckedAction,
  type CheckedParams,
  checkParams,
  paramDefaults,
} from './params/check-params.js'
export { actionRow, type Coerced, coerceParam, coerceText, paramRow } from './params/coerce-text.js'
export { type QuickCall, quickOperationCalls } from './params/quick-operation-calls.js'
export { writeParams } from './params/write-params.js'
export { type Retcode, type RetcodeName, type RetcodeRow, retcodes } from './retcodes.js'
export type { JsonSchema } from './schema/json-schema.js'
export { jsonSchema, openApi } from './schema/load-schemas.js'
export type { OpenApiDocument, OpenApiOptions } from './schema/open-api.js'
export type { ActionName, ActionOf, Params, Result } from './tables/action-types.js'
export type { ActionTable } from './tables/actions.gen.js'
export type { Id, IdInput, JsonObject, Register } from './tables/base.js'
export type {
  BotOfflineEvent,
  BotOnlineEvent,
  BroadcastCallbackEvent,
  BroadcastEvent,
  ChannelCreatedEvent,
  ChannelDestroyedEvent,
  ChannelUpdatedEvent,
  ClientStatusEvent,
  DeviceStatusEvent,
  EssenceEvent,
  EventTable,
  FlashFileEvent,
  FriendAddEvent,
  FriendPokeEvent,
  FriendRecallEvent,
  FriendRequestEvent,
  GrayTipEvent,
  GroupAdminEvent,
  GroupBanEvent,
  GroupCardEvent,
  GroupDecreaseEvent,
  GroupDismissEvent,
  GroupIncreaseEvent,
  GroupMessageEvent,
  GroupMessageSentEvent,
  GroupMsgEmojiLikeEvent,
  GroupNameChangeEvent,
  GroupNameEvent,
  GroupPokeEvent,
  GroupRecallEvent,
  GroupRequestEvent,
  GroupUploadEvent,
  GuildChannelRecallEvent,
  GuildMessageEvent,
  HeartbeatEvent,
  HonorEvent,
  InputStatusEvent,
  LifecycleEvent,
  LuckyKingEvent,
  MessageReactionsUpdatedEvent,
  OfflineFileEvent,
  OneBotEvent,
  OnlineFileReceiveEvent,
  OnlineFileSendEvent,
  PokeRecallEvent,
  PrivateMessageEvent,
  PrivateMessageSentEvent,
  ProfileLikeEvent,
  ReactionEvent,
  RookeryGapEvent,
  TitleEvent,
} from './tables/events.gen.js'
export { actionFacts, eventFacts, segmentFacts } from './tables/facts.gen.js'
export type { ActionFacts, EventFacts, ParamFacts, SegmentFacts } from './tables/facts.js'
export { loadTables, type Tables } from './tables/load-tables.js'
export { actionsOf, type EventName, eventsOf } from './tables/profiles.js'
export { isRead } from './tables/reads.js'
export {
  plainAction,
  type RestrictedAction,
  type RestrictedRow,
  type Restriction,
  restrictedAction,
  restrictedActions,
  restrictedOf,
} from './tables/restricted.js'
export type {
  AnonymousSegment,
  AtSegment,
  CardimageSegment,
  ChannelQuoteSegment,
  ContactFriendSegment,
  ContactGroupSegment,
  DiceSegment,
  FaceSegment,
  FileSegment,
  FlashFileSegment,
  FlashtransferSegment,
  ForwardSegment,
  ImageSegment,
  JsonSegment,
  KeyboardSegment,
  LocationSegment,
  LongmsgSegment,
  MarkdownSegment,
  Message,
  MessageData,
  MfaceSegment,
  MiniappSegment,
  MusicCustomSegment,
  MusicSegment,
  NodeReferenceSegment,
  NodeSegment,
  OnlinefileSegment,
  PokeSegment,
  RecordSegment,
  RedbagSegment,
  ReplySegment,
  RpsSegment,
  Segment,
  Sendable,
  ShakeSegment,
  ShareSegment,
  TextSegment,
  TtsSegment,
  UnknownSegment,
  UrlQuoteSegment,
  VideoSegment,
  XmlSegment,
} from './tables/segments.gen.js'
export { isSend, isSendToPerson } from './tables/sends.js'
export { implementations } from './tables/sources.js'
export type {
  ActionRow,
  EventFieldRow,
  EventRow,
  Implementation,
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
export { eventFields, isId, takesIds } from './tables/table.js'
export {
  actionTargets,
  type TargetChat,
  type TargetIdKind,
  type TargetReply,
  type TargetRow,
  targetsOf,
} from './tables/targets.js'
