import http, { type ClientRequest, type IncomingHttpHeaders, type IncomingMessage } from 'node:http'
import https from 'node:https'
import { describeStatus } from '../describe/describe-close.js'
import { describeError } from '../describe/describe-error.js'
import {
  type Backoff,
  type Dialling,
  defaultBackoff,
  type Outcome,
  type RedialHandler,
  redial,
} from '../dial/redial.js'
import type { EventReader } from '../frames/frame-reader.js'
import { bearer, mediaType } from '../http/headers.js'
import { parseHttpUrl } from '../http/parse-http-url.js'
import { refusalReason } from '../http/refusal-reason.js'
import { defaultLinkLimits } from '../link/link.js'
import { type Clock, systemClock } from '../time/clock.js'
import { Arrivals } from './arrivals.js'
import { SseParser } from './sse-parser.js'
import { SseSource } from './sse-source.js'

/** Settings of a stream of events that is dialled: the address, how to log in there, and where to begin. */
export interface SseSettings {
  /** `http://` or `https://`, with the path, mostly `/_events`. */
  readonly url: string
  /** Sent as `Authorization: Bearer …`. */
  readonly token?: string | undefined
  /** Sent with each attempt. */
  readonly headers?: () => Readonly<Record<string, string>>
  /** Checks the headers of an answer that is a stream; a returned reason makes the attempt fail. */
  readonly inspect?: (answer: IncomingHttpHeaders) => string | undefined
  /** PEM text of the authority to trust instead of the public ones. */
  readonly ca?: string | undefined
  /** Event `id` after which to begin. */
  readonly lastEventId?: string
  /** Milliseconds without any byte after which a connection is given up; default 90 000, 0 = never. */
  readonly deadAfterMs?: number
  /** The largest event accepted; default 64 MiB. */
  readonly maxEventBytes?: number
  readonly backoff?: Partial<Backoff>
  /** Waits for the next attempt, and for a silent server. Default that of the machine. */
  readonly clock?: Clock | undefined
}

/** Callbacks of a stream that is dialled: its events, what was dropped, and each connection. */
export interface SseHandler<E> extends RedialHandler<SseSource> {
  /** Reads the data of an event. */
  readonly reader: EventReader<E>
  /** An event was received; `id` is the last one that the server sent, or empty. */
  event(event: E, id: string): void
  /** Something other than an event was received. */
  dropped?(why: string): void
}

/**
 * Receives events over `text/event-stream`; dials again with growing, jittered delays whenever the connection could
 * not be made or is lost, and then sends the last received id.
 *
 * @throws TransportError with code `bad_url` when the URL is not an HTTP URL.
 */
export function dialSse<E>(settings: SseSettings, handler: SseHandler<E>): Dialling {
  const url = parseHttpUrl(settings.url)
  const backoff = { ...defaultBackoff, ...settings.backoff }
  const last = { id: settings.lastEventId ?? '', retryMs: 0 }
  const delays: Backoff = {
    ...backoff,
    get firstMs() {
      return Math.min(Math.max(backoff.firstMs, last.retryMs), backoff.maxMs)
    },
  }
  const parser = (): SseParser =>
    new SseParser(
      {
        event: (data, id) => {
          last.id = id
          arrivals.take(data, id)
        },
        retry: (ms) => {
          last.retryMs = ms
        },
      },
      settings.maxEventBytes ?? defaultLinkLimits.maxFrameBytes,
      last.id,
    )
  let source: SseSource | undefined
  const arrivals = new Arrivals<E>(handler.reader, {
    event: (event, id) => handler.event(event, id),
    dropped: (why) => handler.dropped?.(why),
    pause: () => source?.pause(),
    resume: () => source?.resume(),
  })
  const open = (response: IncomingMessage): SseSource => {
    const { deadAfterMs = defaultLinkLimits.deadAfterMs, clock } = settings
    source = new SseSource(response, parser(), { deadAfterMs, clock })
    return source
  }
  const dialling = redial(
    (outcome) => attempt(request(url, settings, last.id), { ...settings, backoff }, open, outcome),
    handler,
    { backoff: delays, clock: settings.clock },
  )
  return {
    close: (code, reason) => {
      arrivals.close()
      return dialling.close(code, reason)
    },
  }
}

function request(url: URL, { token, ca, headers }: SseSettings, lastId: string): ClientRequest {
  const { request } = url.protocol === 'https:' ? https : http
  return request(url, {
    // A connection of its own: it is never returned to a pool.
    agent: false,
    headers: {
      Accept: 'text/event-stream',
      'Cache-Control': 'no-cache',
      ...bearer(token),
      ...headers?.(),
      ...lastEventId(lastId),
    },
    ...(ca ? { ca } : {}),
  })
}

/** The header with the last id, if it can be sent: Node writes headers as latin1, and rejects control characters. */
function lastEventId(id: string): Readonly<Record<string, string>> {
  const header = Buffer.from(id, 'utf8').toString('latin1')
  return id && !/[^\t -~\x80-\xff]/.test(header) ? { 'Last-Event-ID': header } : {}
}

/** Reports the one outcome of a request; returns a function that aborts it unreported. */
function attempt(
  request: ClientRequest,
  settings: SseSettings & { readonly backoff: Backoff },
  open: (response: IncomingMessage) => SseSource,
  outcome: Outcome<SseSource>,
): () => void {
  let settled = false
  const settle = (tell: () => void): void => {
    if (settled) return
    settled = true
    cancel()
    tell()
  }
  const fail = (why: string, status?: number): void =>
    settle(() => {
      request.destroy()
      outcome.failed(why, status)
    })
  const { clock = systemClock } = settings
  const { handshakeTimeoutMs } = settings.backoff
  const late = `no answer within ${handshakeTimeoutMs} ms`
  const cancel = clock.after(handshakeTimeoutMs, () => fail(late))
  request.on('error', (error) => fail(describeError(error, settings.url)))
  request.once('response', async (response) => {
    if (response.statusCode !== 200) {
      const reason = await refusalReason(response)
      return fail(describeStatus(response, settings, reason), response.statusCode)
    }
    const type = mediaType(response.headers['content-type'])
    if (type !== 'text/event-stream')
      return fail(`the answer is no text/event-stream but ${type ?? 'nothing'}`)
    const unwanted = settings.inspect?.(response.headers)
    if (unwanted !== undefined) return fail(unwanted)
    settle(() => outcome.open(open(response)))
  })
  request.end()
  return () => settle(() => request.destroy())
}
