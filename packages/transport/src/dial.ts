import type { IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import { WebSocket } from 'ws'
import { TransportError } from './errors.js'
import { type CloseInfo, defaultLinkLimits, type LinkLimits } from './link.js'
import { shownUrl } from './shown-url.js'
import { WsLink } from './ws-link.js'

export interface DialSettings {
  /** `ws://` or `wss://`. */
  readonly url: string
  /** Sent as `Authorization: Bearer …`. */
  readonly token?: string | undefined
  readonly headers?: Readonly<Record<string, string>>
  /** PEM text of the authority to trust instead of the public ones. */
  readonly ca?: string | undefined
  readonly limits?: Partial<LinkLimits>
  readonly backoff?: Partial<Backoff>
}

export interface Backoff {
  readonly firstMs: number
  readonly maxMs: number
  /** A connection that lived this long starts the delays anew. */
  readonly stableMs: number
  readonly handshakeTimeoutMs: number
  /** 0 to 1, for the jitter. */
  readonly random: () => number
}

const defaultBackoff: Backoff = {
  firstMs: 500,
  maxMs: 30_000,
  stableMs: 10_000,
  handshakeTimeoutMs: 10_000,
  random: Math.random,
}

export interface DialHandler {
  /** A connection is there. The next is dialled only after this one's `closed` has settled. */
  open(link: WsLink): void
  /** Connecting failed, or the connection ended; the next attempt follows in `retryMs`. */
  lost(why: string, retryMs: number): void
}

/** One dialled connection after another, until it is closed. */
export interface Dialling {
  close(code: number, reason: string): Promise<void>
}

type State =
  | { readonly is: 'waiting'; readonly timer: NodeJS.Timeout }
  | { readonly is: 'connecting'; readonly ws: WebSocket }
  | { readonly is: 'open'; readonly link: WsLink }
  | { readonly is: 'closed' }

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
  let state: State = { is: 'closed' }
  let failures = 0

  const again = (why: string): void => {
    if (state.is === 'closed') return
    const retryMs = retryDelayMs(failures++, backoff)
    state = { is: 'waiting', timer: setTimeout(connect, retryMs) }
    handler.lost(why, retryMs)
  }
  const connect = (): void => {
    const ws = openSocket(settings, limits, backoff)
    state = { is: 'connecting', ws }
    once(ws, {
      open: (socket) => {
        if (state.is === 'closed') return ws.terminate()
        const link = new WsLink(ws, socket, true, limits)
        const openedAt = performance.now()
        state = { is: 'open', link }
        link.closed.then((info) => {
          if (performance.now() - openedAt >= backoff.stableMs) failures = 0
          again(describeClose(info))
        })
        handler.open(link)
      },
      failed: again,
    })
  }
  connect()
  return {
    async close(code, reason) {
      const was = state
      state = { is: 'closed' }
      if (was.is === 'waiting') clearTimeout(was.timer)
      if (was.is === 'connecting') was.ws.terminate()
      if (was.is === 'open') await was.link.close(code, reason)
    },
  }
}

/** The delay before attempt `failures + 2`, in milliseconds: doubling, between half of it and the whole. */
export function retryDelayMs(failures: number, { firstMs, maxMs, random }: Backoff): number {
  const whole = Math.min(maxMs, firstMs * 2 ** Math.min(failures, 30))
  return Math.round(Math.max(firstMs, whole * (0.5 + random() / 2)))
}

function openSocket(
  { url, token, headers, ca }: DialSettings,
  limits: LinkLimits,
  backoff: Backoff,
): WebSocket {
  return new WebSocket(url, {
    headers: { ...(token ? { Authorization: `Bearer ${latin1Header(token)}` } : {}), ...headers },
    handshakeTimeout: backoff.handshakeTimeoutMs,
    maxPayload: limits.maxFrameBytes,
    perMessageDeflate: false,
    skipUTF8Validation: true,
    followRedirects: false,
    ...(ca ? { ca } : {}),
  })
}

/** Node writes headers as latin1; a token may hold anything. */
const latin1Header = (token: string): string => Buffer.from(token, 'utf8').toString('latin1')

/** Reports the one outcome of a handshake. */
function once(ws: WebSocket, on: { open(socket: Socket): void; failed(why: string): void }): void {
  let settled = false
  const fail = (why: string): void => {
    if (settled) return
    settled = true
    on.failed(why)
    ws.terminate()
  }
  ws.on('error', (error: NodeJS.ErrnoException) => fail(error.message || error.code || 'no connection'))
  ws.on('unexpected-response', (_request, response) => {
    fail(describeStatus(response))
    response.resume()
  })
  ws.on('upgrade', (response) => {
    ws.on('open', () => {
      settled = true
      on.open(response.socket)
    })
  })
}

const REFUSED =
  'either the token is wrong, or the other side still holds a connection for this account and takes no second one'

function describeStatus(response: IncomingMessage): string {
  const status = `HTTP ${response.statusCode} ${response.statusMessage ?? ''}`.trim()
  return response.statusCode === 401 || response.statusCode === 403 ? `${status}: ${REFUSED}` : status
}

/** Why a connection ended, in words. */
export function describeClose({ code, reason }: CloseInfo): string {
  const closed = reason ? `closed with ${code} (${reason})` : `closed with ${code}`
  return code === 1008 ? `${closed}: ${REFUSED}` : closed
}
