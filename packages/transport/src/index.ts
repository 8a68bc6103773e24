export { describeClose } from './describe/describe-close.js'
export { describeError } from './describe/describe-error.js'
export { shownUrl, withoutTokens } from './describe/shown-url.js'
export { type DialHandler, type DialSettings, dial } from './dial/dial.js'
export { parseWsUrl } from './dial/parse-ws-url.js'
export { type Backoff, type Dialling, type RetryDelays, retryDelayMs } from './dial/redial.js'
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
} from './door/door.js'
export { Doorkeeper, type Refused, refusedBy } from './door/doorkeeper.js'
export { isGuessable, isWellKnownToken } from './door/guessable.js'
export { type RequestTarget, requestParams, requestTarget, settleTarget } from './door/request-target.js'
export { type Presented, presentedToken, type TokenOrDigest, TokenTable } from './door/token.js'
export { networkOf } from './door/wrong-tokens.js'
export { Downstream, type DownstreamHandler, type DownstreamSettings } from './downstream/downstream.js'
export type { EventSink, EventSinkHandler } from './downstream/event-sink.js'
export { type CallHandler, executeCall, failureOf } from './downstream/execute-call.js'
export { TransportError } from './errors.js'
export { Batch, type IdOf } from './frames/batch.js'
export { byteReader } from './frames/byte-reader.js'
export { type EventAddress, readAddress } from './frames/event-address.js'
export { DEFAULT_MAX_FRAME_BYTES, FrameLimit } from './frames/frame-limit.js'
export type {
  EventReader,
  EventText,
  FrameReader,
  FrameSink,
  ReplyReader,
} from './frames/frame-reader.js'
export { LARGE_EVENT_BYTES, readEventInSlices } from './frames/large-event.js'
export { type ReplyValue, valueReader } from './frames/value-reader.js'
export { type FramedText, framedPayload, frameInSlices, frameText } from './frames/websocket-frame.js'
export { type BodyLimits, readBody } from './http/body.js'
export type { HttpTargetSettings } from './http/http-target.js'
export { parseHttpUrl } from './http/parse-http-url.js'
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
export {
  type CloseInfo,
  defaultLinkLimits,
  type Link,
  type LinkLimits,
  type LinkReceiver,
} from './link/link.js'
export { memoryLinks } from './link/memory-link.js'
export { type Role, readRole, roleOfPath } from './link/role.js'
export {
  type Listener,
  type ListenSettings,
  listen,
  type Routes,
} from './listen/listen.js'
export { type Upgrade, type UpgradeAnswer, upgrader } from './listen/upgrader.js'
export { type Log, type LogFields, silentLog } from './log.js'
export { pair } from './pair.js'
export { dialSse, type SseHandler, type SseSettings } from './sse/dial-sse.js'
export { SseSink, type SseSinkSettings } from './sse/sse-sink.js'
export { SseSource } from './sse/sse-source.js'
export { Subscribable } from './subscribable.js'
export { type Alarm, type Clock, every, steadyOf, systemClock } from './time/clock.js'
export { Deadlines, type Wait } from './time/deadlines.js'
export { inSlices } from './time/in-slices.js'
export { MAX_WAITING_TURNS, Turns } from './time/turns.js'
export {
  AccountProbe,
  type AccountProbeSettings,
  type Login,
  type VersionOptions,
} from './upstream/account-probe.js'
export {
  HttpPresencePoll,
  type HttpPresencePollHandler,
  type HttpPresencePollSettings,
} from './upstream/http-presence-poll.js'
export { type SplitRole, SplitUpstream, type SplitUpstreamHandler } from './upstream/split-upstream.js'
export { Upstream, type UpstreamSettings } from './upstream/upstream.js'
export type {
  CallObserver,
  CallSettings,
  UpstreamEndpoint,
  UpstreamHandler,
} from './upstream/upstream-endpoint.js'
export { WsLink } from './ws/ws-link.js'
export { openWsSocket, type WsSocket, type WsSocketSettings } from './ws/ws-socket.js'
