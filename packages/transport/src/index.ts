export { Batch, type IdOf } from './batch.js'
export { type Clock, systemClock } from './clock.js'
export { describeClose } from './describe-close.js'
export { type DialHandler, type DialSettings, dial } from './dial.js'
export { type Admission, admit, isLoopback, isRefusal, type Refusal, refuseForeign } from './door.js'
export { Downstream, type DownstreamHandler, type DownstreamSettings } from './downstream.js'
export { TransportError } from './errors.js'
export { type EventAddress, readAddress } from './event-address.js'
export type { EventSink, EventSinkHandler } from './event-sink.js'
export { type CallHandler, executeCall, failureOf } from './execute-call.js'
export { type BodyLimits, readBody } from './http/body.js'
export type { HttpTargetSettings } from './http/http-target.js'
export { refuse } from './http/refuse.js'
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
export { checkSignature, signatureOf } from './http-post/signature.js'
export { inSlices } from './in-slices.js'
export { LARGE_EVENT_BYTES } from './large-event.js'
export { type CloseInfo, defaultLinkLimits, type Link, type LinkLimits, type LinkReceiver } from './link.js'
export {
  type Listener,
  type ListenSettings,
  listen,
  type Routes,
} from './listen.js'
export { memoryLinks } from './memory-link.js'
export { pair } from './pair.js'
export { type Backoff, type Dialling, type RetryDelays, retryDelayMs } from './redial.js'
export { type Role, readRole, roleOfPath } from './role.js'
export { shownUrl } from './shown-url.js'
export { type SplitRole, SplitUpstream, type SplitUpstreamHandler } from './split-upstream.js'
export { dialSse, type SseHandler, type SseSettings } from './sse/dial-sse.js'
export { SseSink, type SseSinkSettings } from './sse/sse-sink.js'
export { SseSource } from './sse/sse-source.js'
export { type Presented, presentedToken, requestUrl, TokenTable } from './token.js'
export { MAX_WAITING_TURNS, Turns } from './turns.js'
export { type Upgrade, type UpgradeAnswer, upgrader } from './upgrader.js'
export { Upstream } from './upstream.js'
export type { CallSettings, UpstreamFace, UpstreamHandler } from './upstream-face.js'
export { type FramedText, framedPayload, frameInSlices, frameText } from './websocket-frame.js'
export { WsLink } from './ws-link.js'
