import type { ServerResponse } from 'node:http'
import { joinParts, type Parts, type Reply, readText, replyBody, replyWithEcho } from '@rookery/protocol'

/**
 * Node writes a string together with the head in one piece, but bytes as a second one, which costs small replies
 * more.
 */
const ONE_PIECE_BYTES = 16 * 1024

/**
 * Answers a call over HTTP with its reply: 200, 404 if the action does not exist, 429 if there are too many calls. The bytes
 * are unchanged, except that an `echo` of another connection is removed. Written at the end of this turn of the event loop, with all other
 * replies of the turn: a caller of many calls then wakes up once, and waking it costs more than the call did.
 */
export function answerReply(response: ServerResponse, reply: Reply): void {
  if (due.push({ response, reply }) === 1) setImmediate(writeDue)
}

/** Replies that are written at the end of this turn. */
const due: { readonly response: ServerResponse; readonly reply: Reply }[] = []

function writeDue(): void {
  try {
    for (let next = due.shift(); next; next = due.shift()) writeReply(next.response, next.reply)
  } finally {
    // A reply that cannot be written must not hold up the others.
    if (due.length > 0) setImmediate(writeDue)
  }
}

function writeReply(response: ServerResponse, reply: Reply): void {
  const parts = replyWithEcho(reply, undefined)
  const isSmall = reply.bytes.length <= ONE_PIECE_BYTES
  const body = isSmall ? latin1(parts) : joinParts(parts)
  const status = statusOf(reply)
  response.writeHead(status, {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': body.length,
    ...(status === 429 && retryAfter(reply)),
  })
  response.end(body, 'latin1')
}

/** The reply as latin1: decoded and written that way, every byte is preserved. */
function latin1(parts: Parts): string {
  let text = ''
  for (const part of parts) text += asBuffer(part).toString('latin1')
  return text
}

const asBuffer = (bytes: Uint8Array): Buffer =>
  Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)

/** 1404 is Rookery's retcode, and that of most implementations over WebSocket; Lagrange and LLBot also use 404. */
function statusOf({ bytes, scan }: Reply): 200 | 404 | 429 {
  const retcode = scan.members.findLast((each) => each.name === 'retcode')
  // Most retcodes are 0, which need not be decoded.
  if (!retcode || retcode.end - retcode.valueStart < 3) return 200
  const text = readText(bytes, retcode.valueStart, retcode.end)
  if (text === '1429') return 429
  return /^1?404$/.test(text) ? 404 : 200
}

/** The header of the seconds after which the call may be repeated, if the reply has them. */
function retryAfter(reply: Reply): { readonly 'Retry-After'?: string } {
  const { data } = replyBody(reply)
  const seconds =
    typeof data === 'object' && data !== null && 'retry_after' in data ? data.retry_after : undefined
  return typeof seconds === 'number' && seconds >= 0 ? { 'Retry-After': String(Math.ceil(seconds)) } : {}
}
