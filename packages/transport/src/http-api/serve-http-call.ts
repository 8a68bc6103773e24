import type { IncomingMessage, ServerResponse } from 'node:http'
import { isRefusal } from '../door/door.js'
import { type CallHandler, failureOf } from '../downstream/execute-call.js'
import { refuse } from '../http/refuse.js'
import { answerReply } from './answer-reply.js'
import { type HttpCallSettings, readHttpCall } from './read-http-call.js'

/**
 * Answers one request of the HTTP API, which must have been admitted before. Each has one answer: the parts that
 * stream actions send ahead are left out.
 */
export async function serveHttpCall(
  request: IncomingMessage,
  response: ServerResponse,
  handler: CallHandler,
  settings: HttpCallSettings = {},
): Promise<void> {
  const read = readHttpCall(request, settings)
  const reading = read instanceof Promise ? await read : read
  if (isRefusal(reading)) {
    const headers: Readonly<Record<string, string>> = reading.status === 405 ? { Allow: 'GET, POST' } : {}
    return refuse(request, response, reading, headers)
  }
  if ('reply' in reading) return answerReply(response, reading.reply)
  try {
    answerReply(response, await handler.call(reading.call, leaveOut))
  } catch (error) {
    answerReply(response, failureOf(error))
  }
}

function leaveOut(): void {}
