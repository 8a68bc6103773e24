import { type Call, forwardParams, joinParts, type Reply } from '@rookery/protocol'
import { shownUrl } from '../describe/shown-url.js'
import type { FrameLimit } from '../frames/frame-limit.js'
import { type ReplyReader, unsent } from '../frames/frame-reader.js'
import { bearer } from '../http/headers.js'
import { HttpTarget, type HttpTargetSettings } from '../http/http-target.js'
import type { CloseInfo } from '../link/link.js'
import {
  type CallSettings,
  DEFAULT_CALL_TIMEOUT_MS,
  MAX_QUEUED_CALL_BYTES,
  type UpstreamEndpoint,
} from '../upstream/upstream-endpoint.js'
import { replyOf } from './reply-of.js'

/** Settings of calls over HTTP: the address with what logs in there, and the largest call. */
export interface HttpCallerSettings<R = Reply> extends HttpTargetSettings {
  /** Reads the answers. */
  readonly reader: ReplyReader<R>
  /** Sent as `Authorization: Bearer …`. */
  readonly token?: string | undefined
  /** Sent with each call. */
  readonly headers?: () => Readonly<Record<string, string>>
  /** Largest body of a call; larger ones are refused. Default: unlimited. */
  readonly frameLimit?: FrameLimit | undefined
}

const NO_PARAMS = Buffer.from('{}')

/** Calls over the HTTP API of an implementation. Events arrive by HTTP POST or SSE instead. */
export class HttpCaller<R = Reply> implements UpstreamEndpoint<R> {
  readonly remote: string
  readonly closed: Promise<CloseInfo>
  readonly #target: HttpTarget
  readonly #headers: Readonly<Record<string, string>>
  readonly #moreHeaders: HttpCallerSettings<R>['headers']
  readonly #reader: ReplyReader<R>
  readonly #frameLimit: FrameLimit | undefined
  #state: 'open' | 'closed' = 'open'
  #waitingCalls = 0
  #queuedBytes = 0
  #settle: (info: CloseInfo) => void = () => {}

  /** @throws TransportError with code `bad_url` when the URL is not an HTTP URL. */
  constructor(settings: HttpCallerSettings<R>) {
    this.#reader = settings.reader
    this.remote = shownUrl(settings.url)
    this.#target = new HttpTarget(settings)
    this.#headers = { 'Content-Type': 'application/json', ...bearer(settings.token) }
    this.#moreHeaders = settings.headers
    this.#frameLimit = settings.frameLimit
    this.closed = new Promise((resolve) => {
      this.#settle = resolve
    })
  }

  /** True until it is closed. Whether the implementation is reachable is found out by each call. */
  get isOpen(): boolean {
    return this.#state === 'open'
  }

  get waitingCalls(): number {
    return this.#waitingCalls
  }

  /**
   * Posts the params to `<url>/<action>` and returns the reply. Always settles, and never rejects: 1503 when the
   * implementation cannot be reached, 1504 when it breaks off, does not answer in time or a proxy answers for it (502,
   * 503, 504); another HTTP error becomes a failed reply with 1000 plus that status.
   */
  async call(call: Call, settings: CallSettings<R> = {}): Promise<R> {
    const fault = this.#fault()
    if (fault) return unsent(this.#reader, fault)
    const subpath = subpathOf(call.action)
    if (!subpath) return this.#reader.failure(1404, `there is no action ${JSON.stringify(call.action)}`)
    const { timeoutMs = DEFAULT_CALL_TIMEOUT_MS } = settings
    const body = paramsOf(call, settings.keepsSelfId)
    const tooLarge = this.#frameLimit?.refusalOf(body.length)
    if (tooLarge) return this.#reader.failure(1413, tooLarge, { outcome: 'unsent' })
    const headers = this.#moreHeaders ? { ...this.#headers, ...this.#moreHeaders() } : this.#headers
    this.#waitingCalls++
    this.#queuedBytes += body.length
    const exchange = await this.#target.post({ subpath, headers, body, timeoutMs })
    this.#waitingCalls--
    this.#queuedBytes -= body.length
    const reply = replyOf(exchange, this.#reader)
    if (exchange.is === 'answered' && !isGatewayFault(exchange.status)) settings.observer?.answered(reply)
    else if (this.isOpen) settings.observer?.unanswered(exchange.is === 'late')
    const isBroken = exchange.is === 'broken' || exchange.is === 'dropped'
    return isBroken && settings.whenBroken ? settings.whenBroken(reply) : reply
  }

  setDeadAfter(): void {}

  close(code: number, reason: string): Promise<CloseInfo> {
    this.#state = 'closed'
    this.#target.close()
    this.#settle({ code, reason })
    return this.closed
  }

  #fault(): string | undefined {
    if (!this.isOpen) return 'the connection is closed'
    return this.#queuedBytes > MAX_QUEUED_CALL_BYTES ? 'the implementation does not read' : undefined
  }
}

/** Whether a proxy answered for an implementation that does not. */
const isGatewayFault = (status: number): boolean => status >= 502 && status <= 504

/**
 * The path of an action; undefined for dots, which would leave the directory of the actions, and for half a surrogate
 * pair, which cannot be encoded.
 */
function subpathOf(action: string): string | undefined {
  try {
    return /^\.\.?$/.test(action) ? undefined : `/${encodeURIComponent(action)}`
  } catch {
    return undefined
  }
}

function paramsOf(call: Call, keepsSelfId?: boolean): Uint8Array {
  const params = joinParts(forwardParams(call, keepsSelfId))
  return params[0] === 0x7b ? params : NO_PARAMS
}
