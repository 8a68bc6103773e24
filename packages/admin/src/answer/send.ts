import type { IncomingMessage, ServerResponse } from 'node:http'
import { refusedBy } from '@rookery/transport'
import type { AdminError } from '../wire.js'
import { AdminRefusal } from './admin-refusal.js'

/** Headers of every answer that is data: it is no page, is kept by nobody, and is shown in no frame. */
const DATA_HEADERS = {
  'X-Content-Type-Options': 'nosniff',
  'Cache-Control': 'no-store',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
} as const

/** An answer of a route. */
export interface Answer {
  /** Default 200. */
  readonly status?: number
  /** Value that is sent as JSON; or a text of another type. */
  readonly body: unknown
  /** Default `application/json`; any other sends the body as the text that it is. */
  readonly type?: string
  readonly headers?: Readonly<Record<string, string>>
}

const JSON_TYPE = 'application/json; charset=utf-8'

/** Sends an answer. Of a HEAD request only the head is sent. */
export function send(
  request: IncomingMessage,
  response: ServerResponse,
  { status = 200, body, type = JSON_TYPE, headers }: Answer,
): void {
  const bytes =
    body instanceof Uint8Array ? body : Buffer.from(type === JSON_TYPE ? jsonOf(body) : String(body))
  response.writeHead(status, {
    ...DATA_HEADERS,
    'Content-Type': type,
    'Content-Length': bytes.length,
    ...headers,
  })
  response.end(request.method === 'HEAD' ? undefined : bytes)
}

/** Big integers, as params of calls may hold them, become decimal texts. */
export const jsonOf = (value: unknown): string =>
  JSON.stringify(value, (_, each) => (typeof each === 'bigint' ? String(each) : each)) ?? 'null'

/** Sends why a request is refused. What was guessed passes the doorkeeper, who tells of it and slows who guesses on. */
export function sendRefusal(request: IncomingMessage, response: ServerResponse, error: unknown): void {
  const refusal = refusalOf(error)
  const body: AdminError = { error: { code: refusal.code, message: refusal.message } }
  // A body that nobody reads must not be taken for the next request.
  const headers = request.complete ? headersOf(refusal) : { ...headersOf(refusal), Connection: 'close' }
  const answer = (): void => send(request, response, { status: refusal.status, body, headers })
  if (!refusal.isGuess) return answer()
  refusedBy(request, { status: refusal.status, reason: refusal.message, isGuess: true }, answer)
}

/** Faults that nobody foresaw are not told to strangers. */
const refusalOf = (error: unknown): AdminRefusal =>
  error instanceof AdminRefusal ? error : new AdminRefusal(500, 'failed', 'the hub could not answer')

function headersOf({ status, code }: AdminRefusal): Readonly<Record<string, string>> {
  if (code === 'too_many_attempts') return { 'Retry-After': '60' }
  return status === 401 ? { 'WWW-Authenticate': 'Bearer' } : {}
}
