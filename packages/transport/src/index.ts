export { Batch, type IdOf } from './batch.js'
export { type Alarm, type Clock, every, steadyOf, systemClock } from './clock.js'
export { describeClose } from './describe-close.js'
export { describeError } from './describe-error.js'
export { type DialHandler, type DialSettings, dial } from './dial.js'
export {
  type Admission,
  admit,
  type ForeignRules,
  isLoopback,
  isRefusal,
  type Proof,
  proofOf,
  type Refusal,
  refuseForeign,
} from './door.js'
export { Doorkeeper, type Refused } from './doorkeeper.js'
export { Downstream, type DownstreamHandler, type DownstreamSettings } from './downstream.js'
export { TransportError } from './errors.js'
export { type EventAddress, readAddress } from './event-address.js'
export type { EventSink, EventSinkHandler } from './event-sink.js'
export { type CallHandler, executeCall, failureOf } from './execute-call.js'
export { DEFAULT_MAX_FRAME_BYTES, FrameLimit } from './frame-limit.js'
export { isGuessable, isWellKnownToken } from './guessable.js'
export { type BodyLimits, readBody } from './http/body.js'
export type { HttpTargetSettings } from './http/http-target.js'
export { refuse, refuseWithoutUpgrade } from './http/refuse.js'
export { answerReply } from './http-api/answer-reply.js'
export { HttpCaller, type HttpCallerSettings } from './http-api/http-caller.js'
export { type HttpCallReading, type HttpCallSettings, readHttpCall } from './http-api/read-http-call.js'
export { serveHttpCall } from './http-api/serve-http-call.js'
export { Poster, type PosterHandler, type PosterSettings } from './http-post/poster.js'
export {
  type PostHandler,
  type QuickAnswer,
  type ReceivePostSettings,
  receivePost,
} from './http-post/receive-post.js'
export { checkSignature, proofOfSignature, signatureOf } from './http-post/signature.js'
export { inSlices } from './in-slices.js'
export { LARGE_EVENT_BYTES, readEventInSlices } from './large-event.js'
export { type CloseInfo, defaultLinkLimits, type Link, type LinkLimits, type LinkReceiver } from './link.js'
export {
  type Listener,
  type ListenSettings,
  listen,
  type Routes,
} from './listen.js'
export { type Log, type LogFields, silentLog } from './log.js'
export { memoryLinks } from './memory-link.js'
export { pair } from './pair.js'
export { type Backoff, type Dialling, type RetryDelays, retryDelayMs } from './redial.js'
export { type RequestTarget, requestParams, requestTarget, settleTarget } from './request-target.js'
export { type Role, readRole, roleOfPath } from './role.js'
export { shownUrl, withoutTokens } from './shown-url.js'
export { type SplitRole, SplitUpstream, type SplitUpstreamHandler } from './split-upstream.js'
export { dialSse, type SseHandler, type SseSettings } from './sse/dial-sse.js'
export { SseSink, type SseSinkSettings } from './sse/sse-sink.js'
export { SseSource } from './sse/sse-source.js'
export { Subscribable } from './subscribable.js'
export { type Presented, presentedToken, TokenTable } from './token.js'
export { MAX_WAITING_TURNS, Turns } from './turns.js'
export { type Upgrade, type UpgradeAnswer, upgrader } from './upgrader.js'
export { Upstream, type UpstreamSettings } from './upstream.js'
export type { CallSettings, UpstreamFace, UpstreamHandler } from './upstream-face.js'
export { type FramedText, framedPayload, frameInSlices, frameText } from './websocket-frame.js'
export { WsLink } from './ws-link.js'
