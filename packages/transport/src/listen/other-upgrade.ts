import { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { endSoon } from './end-soon.js'

export const isWebSocket = (request: IncomingMessage): boolean =>
  request.headers.upgrade?.toLowerCase() === 'websocket'

/**
 * Answers a request that offers an unsupported upgrade as if it had not. Node hands over every such request without
 * its body, and Java's own HTTP client offers `h2c` with each request.
 */
export function serveWithoutUpgrade(
  upgrade: IncomingMessage,
  socket: Socket,
  head: Buffer,
  serve: (request: IncomingMessage, response: ServerResponse) => void,
): void {
  // Nobody else listens for errors on a socket that was handed over.
  socket.on('error', () => {})
  const request = withBody(upgrade, socket, head)
  const response = new ServerResponse(request)
  response.shouldKeepAlive = false
  response.assignSocket(socket)
  response.once('finish', () => {
    socket.end()
    endSoon(socket)
  })
  serve(request, response)
}

function withBody(upgrade: IncomingMessage, socket: Socket, head: Buffer): IncomingMessage {
  const request = new IncomingMessage(socket)
  const { upgrade: _, ...headers } = upgrade.headers
  Object.assign(request, {
    method: upgrade.method,
    url: upgrade.url,
    headers,
    httpVersion: upgrade.httpVersion,
  })
  // A body without a length cannot be told from the bytes after it; it counts as empty, and is refused if one is
  // needed.
  let missing = Number(headers['content-length'] ?? 0)
  const take = (chunk: Buffer): void => {
    // Stops reading from a socket that nobody reads here.
    if (missing > 0 && !request.push(chunk.subarray(0, missing))) socket.pause()
    missing -= chunk.length
    if (missing > 0) return
    socket.off('data', take)
    request.complete = true
    request.push(null)
  }
  request._read = () => void socket.resume()
  socket.on('data', take)
  take(head)
  return request
}
