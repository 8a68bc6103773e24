import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import { WebSocket } from 'ws'
import { describeClose, describeStatus, type Whom } from '../describe/describe-close.js'
import { describeError } from '../describe/describe-error.js'
import { bearer } from '../http/headers.js'
import { refusalReason } from '../http/refusal-reason.js'
import { defaultLinkLimits, type LinkLimits } from '../link/link.js'
import type { Clock } from '../time/clock.js'
import { WsLink } from '../ws/ws-link.js'
import { parseWsUrl } from './parse-ws-url.js'
import {
  type Backoff,
  type Dialling,
  defaultBackoff,
  type Outcome,
  type RedialHandler,
  redial,
} from './redial.js'

/** Settings of a WebSocket that is dialled: whom to reach, how to log in there, when to give up and try again. */
export interface DialSettings {
  /** `ws://` or `wss://`. */
  readonly url: string
  /** Kind of the other side, which affects the meaning of a refusal; default `implementation`. */
  readonly whom?: Whom
  /** Sent as `Authorization: Bearer …`. */
  readonly token?: string | undefined
  /** Sent with each attempt; a function is called for each. */
  readonly headers?: Headers | (() => Headers)
  /** Checks the headers of an answer that opens the connection; a returned reason makes the attempt fail. */
  readonly inspect?: (answer: IncomingHttpHeaders) => string | undefined
  /** PEM text of the authority to trust instead of the public ones. */
  readonly ca?: string | undefined
  readonly limits?: Partial<LinkLimits>
  readonly backoff?: Partial<Backoff>
  /** Waits for the next attempt, and for a silent peer. Default that of the machine. */
  readonly clock?: Clock | undefined
}

type Headers = Readonly<Record<string, string>>

/** Callbacks for the outcome of dialling. */
export type DialHandler = RedialHandler<WsLink>

/**
 * Dials, and dials again with growing, jittered delays whenever the connection could not be made or is lost.
 *
 * @throws TransportError with code `bad_url` when the URL is not a WebSocket URL.
 */
export function dial(settings: DialSettings, handler: DialHandler): Dialling {
  parseWsUrl(settings.url)
  const backoff = { ...defaultBackoff, ...settings.backoff }
  const limits = { ...defaultLinkLimits, ...settings.limits }
  const { clock } = settings
  const connect = ({ open, failed }: Outcome<WsLink>): (() => void) => {
    const ws = openSocket(settings, limits, backoff)
    const isDialled = true
    const made = (socket: Socket) => new WsLink(ws, socket, { isDialled, limits, clock })
    return once(ws, settings, { open: (socket) => open(made(socket)), failed })
  }
  return redial(connect, handler, { backoff, clock, describe: (info) => describeClose(info, settings) })
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

/** Reports the one outcome of a handshake; returns a function that aborts it unreported. */
function once(
  ws: WebSocket,
  settings: DialSettings,
  on: { open(socket: Socket): void; failed(why: string, status?: number): void },
): () => void {
  let settled = false
  const fail = (why: string, status?: number): void => {
    if (settled) return
    settled = true
    on.failed(why, status)
    ws.terminate()
  }
  let refusal: IncomingMessage | undefined
  const refused = (response: IncomingMessage, reason?: string): void =>
    fail(describeStatus(response, settings, reason), response.statusCode)
  ws.on('error', (error) => (refusal ? refused(refusal) : fail(describeError(error, settings.url))))
  ws.on('unexpected-response', (_request, response) => {
    refusal = response
    void refusalReason(response).then((reason) => refused(response, reason))
  })
  ws.on('upgrade', (response: IncomingMessage) => {
    const unwanted = settings.inspect?.(response.headers)
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
