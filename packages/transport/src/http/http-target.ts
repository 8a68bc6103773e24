import http, { type IncomingHttpHeaders, type RequestOptions } from 'node:http'
import https from 'node:https'
import { urlToHttpOptions } from 'node:url'
import { movedTo } from '../describe/describe-close.js'
import { describeError } from '../describe/describe-error.js'
import { TransportError } from '../errors.js'
import { type Clock, systemClock } from '../time/clock.js'
import { parseHttpUrl } from './parse-http-url.js'
import { Pieces } from './pieces.js'

/** Outcome of a request. */
export type Exchange =
  | {
      readonly is: 'answered'
      readonly status: number
      readonly headers: IncomingHttpHeaders
      readonly body: Buffer
    }
  /** Nothing of it can have arrived. */
  | { readonly is: 'unsent'; readonly reason: string }
  /** A kept connection closed without a byte of an answer: it may have been closing already. */
  | { readonly is: 'dropped'; readonly reason: string }
  /** It may have arrived; the answer is incomplete or missing. */
  | { readonly is: 'broken'; readonly reason: string }
  /** No complete answer arrived in time. */
  | { readonly is: 'late'; readonly reason: string }

/** Status of the answer; for a redirect, which is not followed, also its target. */
export const describeAnswer = ({ status, headers }: Extract<Exchange, { is: 'answered' }>): string =>
  isRedirect(status, headers) ? `HTTP ${status}: ${movedTo(headers.location)}` : `HTTP ${status}`

export const isRedirect = (status: number, { location }: IncomingHttpHeaders): boolean =>
  status >= 300 && status < 400 && location !== undefined

/** Address that requests are sent to, with the authority to trust and the largest answer. */
export interface HttpTargetSettings {
  /** `http://` or `https://`. */
  readonly url: string
  /** PEM text of the authority to trust instead of the public ones. */
  readonly ca?: string | undefined
  /** The largest answer accepted; default 64 MiB. */
  readonly maxBodyBytes?: number
  /** Measures how long an answer takes. Default that of the machine. */
  readonly clock?: Clock | undefined
}

export interface Posting {
  /** Appended to the path of the URL; nothing by default. */
  readonly subpath?: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
  readonly timeoutMs: number
  /** Uses a connection of its own instead of a kept one. Default false. */
  readonly isFresh?: boolean
}

const MAX_BODY_BYTES = 64 * 1024 * 1024
/** Idle connections are closed early: a request on a connection that is just closing may or may not arrive. */
const KEEP_IDLE_MS = 3_000

/** A server to post to, over kept connections. */
export class HttpTarget {
  readonly #url: string
  readonly #options: RequestOptions
  readonly #agent: http.Agent
  readonly #request: typeof http.request
  readonly #maxBodyBytes: number
  readonly #clock: Clock
  readonly #underWay = new Set<(reason: string) => void>()

  /** @throws TransportError with code `bad_url` when the URL is not an HTTP URL. */
  constructor({ url, ca, maxBodyBytes = MAX_BODY_BYTES, clock = systemClock }: HttpTargetSettings) {
    const parsed = parseHttpUrl(url)
    const { Agent, request } = parsed.protocol === 'https:' ? https : http
    this.#url = url
    this.#options = { ...urlToHttpOptions(parsed), ...(ca ? { ca } : {}) }
    this.#agent = new Agent({ keepAlive: true, timeout: KEEP_IDLE_MS })
    this.#request = request
    this.#maxBodyBytes = maxBodyBytes
    this.#clock = clock
  }

  /** Posts a body and returns the outcome; never rejects. */
  async post({ subpath = '', headers, body, timeoutMs, isFresh = false }: Posting): Promise<Exchange> {
    try {
      const request = this.#request({
        ...this.#options,
        path: this.#path(subpath),
        agent: isFresh ? false : this.#agent,
        method: 'POST',
        headers: { ...headers, 'Content-Length': String(body.length) },
      })
      const exchange = this.#exchange(request, timeoutMs)
      request.end(body)
      return await exchange
    } catch (error) {
      // For example, a token that no header can hold.
      return { is: 'unsent', reason: error instanceof Error ? error.message : String(error) }
    }
  }

  /** Aborts all requests under way. */
  close(): void {
    for (const breakOff of [...this.#underWay]) breakOff('the connection was closed from this side')
    this.#agent.destroy()
  }

  #path(subpath: string): string {
    const path = this.#options.path ?? '/'
    if (!subpath) return path
    const [base = '', query = ''] = path.split(/(?=\?)/, 2)
    return base.replace(/\/$/, '') + subpath + query
  }

  #exchange(request: http.ClientRequest, timeoutMs: number): Promise<Exchange> {
    const reachOf = watchSending(request)
    return new Promise((resolve) => {
      const settle = (exchange: Exchange): void => {
        cancel()
        this.#underWay.delete(breakOff)
        resolve(exchange)
        if (exchange.is !== 'answered') request.destroy()
      }
      const fail = (is: 'dropped' | 'broken' | 'late', reason: string): void => {
        const reach = reachOf()
        if (reach === 'nowhere') return settle({ is: 'unsent', reason })
        settle({ is: is === 'dropped' && reach !== 'unanswered' ? 'broken' : is, reason })
      }
      const breakOff = (reason: string): void => fail('broken', reason)
      const late = (): void => fail('late', `no answer within ${timeoutMs} ms`)
      const cancel = this.#clock.after(timeoutMs, late)
      this.#underWay.add(breakOff)
      request.on('error', (error: NodeJS.ErrnoException) =>
        fail(isClosing(error) ? 'dropped' : 'broken', describeError(error, this.#url)),
      )
      request.once('upgrade', (_, socket) => {
        socket.destroy()
        breakOff('the answer switches to another protocol')
      })
      request.once('response', (response) => {
        collect(response, this.#maxBodyBytes).then(
          (body) =>
            settle({ is: 'answered', status: response.statusCode ?? 0, headers: response.headers, body }),
          (error: Error) => breakOff(error.message),
        )
      })
    })
  }
}

/** Whether the other side closed the connection, before or while it was written to. */
const isClosing = ({ code = '' }: NodeJS.ErrnoException): boolean =>
  ['ECONNRESET', 'EPIPE', 'ECONNABORTED'].includes(code)

/** How far a request can have got; `unanswered`: into a kept connection that has sent no byte since. */
type Reach = 'nowhere' | 'unanswered' | 'there'

function watchSending(request: http.ClientRequest): () => Reach {
  let reachOf = (): Reach => 'nowhere'
  request.once('socket', (socket) => {
    if (!socket.connecting) {
      const before = socket.bytesRead
      reachOf = () => (socket.bytesRead === before ? 'unanswered' : 'there')
      return
    }
    socket.once('encrypted' in socket ? 'secureConnect' : 'connect', () => {
      reachOf = () => 'there'
    })
  })
  return () => reachOf()
}

function collect(response: http.IncomingMessage, maxBytes: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const pieces = new Pieces()
    response.on('data', (chunk: Buffer) => {
      pieces.add(chunk)
      if (pieces.bytes > maxBytes)
        reject(new TransportError('too_large', `the answer holds more than ${maxBytes} bytes`))
    })
    response.once('end', () => resolve(pieces.take()))
    response.once('error', reject)
    response.once('close', () => reject(new TransportError('broken', 'the answer broke off')))
  })
}
