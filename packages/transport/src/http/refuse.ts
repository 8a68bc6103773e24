import type { IncomingMessage, ServerResponse } from 'node:http'
import { failedReply } from '@rookery/protocol'
import { type Refusal, wordingOf } from '../door/door.js'
import { refusedBy } from '../door/doorkeeper.js'

/** Time in which an unread body is discarded, so that the answer arrives. */
const LINGER_MS = 2_000

/**
 * Answers a refused request in the form of a failed reply, and ends the connection. A peer that is still sending a
 * body can read the answer: closing at once would break off its writing.
 */
export function refuse(
  request: IncomingMessage,
  response: ServerResponse,
  refusal: Refusal,
  headers: Readonly<Record<string, string>> = {},
): void {
  refusedBy(request, refusal, () => answer(request, response, refusal, headers))
}

/** Refuses a plain request on a path for WebSockets only: 426, as in RFC 9110 (15.5.22). */
export function refuseWithoutUpgrade(request: IncomingMessage, response: ServerResponse): void {
  const reason =
    'this path takes WebSockets, but the request came without "Upgrade: websocket" and "Connection: Upgrade"; if the client sent them, a proxy in between has dropped them'
  refuse(request, response, { status: 426, reason }, { Upgrade: 'websocket', Connection: 'Upgrade, close' })
}

function answer(
  request: IncomingMessage,
  response: ServerResponse,
  refusal: Refusal,
  headers: Readonly<Record<string, string>>,
): void {
  const { status } = refusal
  const body = failedReply(1000 + status, wordingOf(refusal)).bytes
  response.writeHead(status, {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': body.length,
    Connection: 'close',
    ...headers,
  })
  if (request.complete) return void response.end(body)
  response.write(body)
  const end = (): void => {
    clearTimeout(timer)
    response.end()
  }
  const timer = setTimeout(end, LINGER_MS)
  request.once('end', end)
  response.once('close', end)
  request.resume()
}
