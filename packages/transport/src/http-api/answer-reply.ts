import type { ServerResponse } from 'node:http'
import { joinParts, type Reply, readText, replyWithEcho } from '@rookery/protocol'

/** Node writes a text with the head before it as one piece, and bytes as a second one, which costs small replies more. */
const ONE_PIECE_BYTES = 16 * 1024

/**
 * Answers a call over HTTP with its reply: 200, or 404 where there is no such action. The bytes stay as they came;
 * an `echo` of another connection is left out.
 *
 * It leaves at the end of this turn of the event loop, with all the others of the turn: a caller of many calls is
 * then woken once, and waking it costs more than the call did.
 */
export function answerReply(response: ServerResponse, reply: Reply): void {
  setImmediate(writeReply, response, reply)
}

function writeReply(response: ServerResponse, reply: Reply): void {
  const parts = replyWithEcho(reply, undefined)
  const [first] = parts
  const body = parts.length === 1 && first ? first : joinParts(parts)
  response.writeHead(isUnknownAction(reply) ? 404 : 200, {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': body.length,
  })
  // Read as latin1 and written so, every byte stays what it is.
  if (body.length <= ONE_PIECE_BYTES) response.end(latin1(body), 'latin1')
  else response.end(body)
}

const latin1 = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1')

/** 1404 is ours and that of most implementations over WebSocket; Lagrange and LLBot also say 404. */
function isUnknownAction({ bytes, scan }: Reply): boolean {
  const retcode = scan.members.findLast((each) => each.name === 'retcode')
  // Most are 0, which needs no text to be made of it.
  if (!retcode || retcode.end - retcode.valueStart < 3) return false
  return /^1?404$/.test(readText(bytes, retcode.valueStart, retcode.end))
}
