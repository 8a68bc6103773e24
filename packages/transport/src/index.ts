export { Batch } from './batch.js'
export {
  type Backoff,
  type DialHandler,
  type Dialling,
  type DialSettings,
  describeClose,
  dial,
  retryDelayMs,
} from './dial.js'
export { type Admission, admit, isLoopback, isRefusal, type Refusal, refuseForeign } from './door.js'
export { Downstream, type DownstreamHandler, type DownstreamSettings } from './downstream.js'
export { TransportError } from './errors.js'
export { type CloseInfo, defaultLinkLimits, type Link, type LinkLimits, type LinkReceiver } from './link.js'
export {
  answerJson,
  type Listener,
  type ListenSettings,
  listen,
  type Routes,
  type UpgradeAnswer,
} from './listen.js'
export { memoryLinks } from './memory-link.js'
export { pair } from './pair.js'
export { shownUrl } from './shown-url.js'
export { type Presented, presentedToken, requestUrl, TokenTable } from './token.js'
export { type CallSettings, Upstream, type UpstreamHandler } from './upstream.js'
export { type FramedText, framedPayload, frameText } from './websocket-frame.js'
export { WsLink } from './ws-link.js'
