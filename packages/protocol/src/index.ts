export { OneBotError } from './errors.js'
export {
  type Call,
  type CallReading,
  callParams,
  forwardCall,
  makeCall,
  readCall,
  recoverEcho,
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
