import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import { WebSocket } from 'ws'
import { describeStatus } from './describe-close.js'
import { TransportError } from './errors.js'
import { bearer } from './http/bearer.js'
import { defaultLinkLimits, type LinkLimits } from './link.js'
import {
  type Backoff,
  type Dialling,
  defaultBackoff,
  type Outcome,
  type RedialHandler,
  redial,
} from './redial.js'
import { shownUrl } from './shown-url.js'
import { WsLink } from './ws-link.js'

export interface DialSettings {
  /** `ws://` or `wss://`. */
  readonly url: string
  /** Sent as `Authorization: Bearer …`. */
  readonly token?: string | undefined
  /** Sent with each attempt; a function is asked anew for each. */
  readonly headers?: Headers | (() => Headers)
  /** Looks at the headers of an answer that opens the connection; a reason ends it as a failed attempt. */
  readonly inspect?: (answer: IncomingHttpHeaders) => string | undefined
  /** PEM text of the authority to trust instead of the public ones. */
  readonly ca?: string | undefined
  readonly limits?: Partial<LinkLimits>
  readonly backoff?: Partial<Backoff>
}

type Headers = Readonly<Record<string, string>>

/** What becomes of dialling. */
export type DialHandler = RedialHandler<WsLink>

/**
 * Dials, and dials again with growing, jittered delays whenever the connection could not be made or is lost.
 *
 * @throws TransportError with code `bad_url` when the URL is not a WebSocket URL.
 */
export function dial(settings: DialSettings, handler: DialHandler): Dialling {
  if (!/^wss?:$/.test(URL.canParse(settings.url) ? new URL(settings.url).protocol : '')) {
    throw new TransportError(
      'bad_url',
      `a URL to dial must start with ws:// or wss://, found ${shownUrl(settings.url)}`,
    )
  }
  const backoff = { ...defaultBackoff, ...settings.backoff }
  const limits = { ...defaultLinkLimits, ...settings.limits }
  const connect = ({ open, failed }: Outcome<WsLink>): (() => void) => {
    const ws = openSocket(settings, limits, backoff)
    return once(ws, settings.inspect, {
      open: (socket) => open(new WsLink(ws, socket, true, limits)),
      failed,
    })
  }
  return redial(connect, backoff, handler)
}

function openSocket(
  { url, token, headers, ca }: DialSettings,
  limits: LinkLimits,
  backoff: Backoff,
): WebSocket {
  return new WebSocket(url, {
    headers: { ...bearer(token), ...(typeof headers === 'function' ? headers() : headers) },
    handshakeTimeout: backoff.handshakeTimeoutMs,
    maxPayload: limits.maxFrameBytes,
    perMessageDeflate: false,
    skipUTF8Validation: true,
    followRedirects: false,
    ...(ca ? { ca } : {}),
  })
}

/** Reports the one outcome of a handshake; gives what breaks it off unreported. */
function once(
  ws: WebSocket,
  inspect: DialSettings['inspect'],
  on: { open(socket: Socket): void; failed(why: string, status?: number): void },
): () => void {
  let settled = false
  const fail = (why: string, status?: number): void => {
    if (settled) return
    settled = true
    on.failed(why, status)
    ws.terminate()
  }
  ws.on('error', (error: NodeJS.ErrnoException) => fail(error.message || error.code || 'no connection'))
  ws.on('unexpected-response', (_request, response) => {
    fail(describeStatus(response), response.statusCode)
    response.resume()
  })
  ws.on('upgrade', (response: IncomingMessage) => {
    const unwanted = inspect?.(response.headers)
    if (unwanted !== undefined) return fail(unwanted)
    ws.on('open', () => {
      if (settled) return
      settled = true
      on.open(response.socket)
    })
  })
  return () => {
    settled = true
    ws.terminate()
  }
}
