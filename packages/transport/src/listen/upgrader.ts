import { type IncomingMessage, STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { failedReply } from '@rookery/protocol'
import { WebSocketServer } from 'ws'
import { isRefusal, type Refusal, wordingOf } from '../door/door.js'
import { refusedBy } from '../door/doorkeeper.js'
import { defaultLinkLimits, type LinkLimits } from '../link/link.js'
import type { Clock } from '../time/clock.js'
import { WsLink } from '../ws/ws-link.js'
import { endSoon } from './end-soon.js'

/** Decision on an upgrade: a link, with headers for the answer, or a refusal before the upgrade. */
export type UpgradeAnswer =
  | { readonly open: (link: WsLink) => void; readonly headers?: Readonly<Record<string, string>> }
  | Refusal

/** Answers one upgrade of a Node server. */
export type Upgrade = (
  request: IncomingMessage,
  socket: Duplex,
  head: Buffer,
  answer: UpgradeAnswer | Promise<UpgradeAnswer>,
) => void

/** Turns upgrades into links, for `listen` or for an existing server. */
export function upgrader(given: Partial<LinkLimits> = {}, clock?: Clock): Upgrade {
  const limits = { ...defaultLinkLimits, ...given }
  let added: Readonly<Record<string, string>> = {}
  const sockets = makeSockets(limits, () => added)
  return (request, duplex, head, answering) => {
    const socket = duplex as Socket
    // Nobody else listens for errors on the socket until the upgrade is done.
    socket.on('error', ignore)
    const settle = (answer: UpgradeAnswer): void => {
      if (isRefusal(answer)) return refuseUpgrade(request, socket, answer)
      added = answer.headers ?? {}
      // The answer and what the opened link is sent at once leave in one write.
      socket.cork()
      process.nextTick(() => socket.uncork())
      sockets.handleUpgrade(request, socket, head, (ws) =>
        answer.open(new WsLink(ws, socket, { isDialled: false, limits, clock })),
      )
    }
    Promise.resolve(answering).then(settle, () =>
      refuseUpgrade(request, socket, { status: 500, reason: 'the upgrade could not be answered' }),
    )
  }
}

/** One for all: a closure made for each socket would hold its request for as long as the socket is open. */
const ignore = (): void => {}

/** `added` gives the headers of the answer that is being written. */
function makeSockets(limits: LinkLimits, added: () => Readonly<Record<string, string>>): WebSocketServer {
  const sockets = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    maxPayload: limits.maxFrameBytes,
    // Texts are validated once, where they are parsed, so that a call in invalid UTF-8 can be answered.
    skipUTF8Validation: true,
  })
  sockets.on('headers', (lines) => {
    for (const [name, value] of Object.entries(added())) lines.push(`${name}: ${value}`)
  })
  return sockets
}

function refuseUpgrade(request: IncomingMessage, socket: Socket, refusal: Refusal): void {
  // Incoming bytes are read and discarded; otherwise the end of the stream would not be noticed.
  socket.resume()
  refusedBy(request, refusal, () => {
    socket.end(answerOf(refusal))
    endSoon(socket)
  })
}

function answerOf(refusal: Refusal): Buffer {
  const { status } = refusal
  const body = failedReply(1000 + status, wordingOf(refusal)).bytes
  const lines = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
    'Connection: close',
    'Content-Type: application/json; charset=utf-8',
    `Content-Length: ${body.length}`,
  ]
  return Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`), body])
}
