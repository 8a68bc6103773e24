import { describeError, shownUrl } from '@rookery/transport'
import { type ClientOptions as SocketOptions, WebSocket } from 'ws'
import { type Target, tokenHint } from './target.js'

/** How a call ended: with the last reply's status, or without a reply and why. */
export type CallOutcome = { readonly status: string } | { readonly failure: string }

export interface PlannedCall {
  readonly action: string
  /** Written into the frame as it is. */
  readonly paramsJson: string
  readonly timeoutMs: number
}

const echo = 'rookery-call'
/** Shown in the log of a hub, which knows this connection by no name. */
const PROGRAM = 'rookery call'
/** The other side has this long for its part of the closing handshake; the answer is there already. */
const CLOSE_MS = 500

/** Calls one action over a connection of its own. `onReply` gets each reply's text as it was received. */
export function ask(
  target: Target,
  question: PlannedCall,
  onReply: (text: string) => void,
): Promise<CallOutcome> {
  const socket = dial(target)
  const where = shownUrl(target.url)
  return new Promise<CallOutcome>((resolve) => {
    const fail = (failure: string) => resolve({ failure: `${where} ${failure}` })
    const timer = setTimeout(() => fail(`did not answer within ${question.timeoutMs} ms`), question.timeoutMs)
    socket.on('open', () => socket.send(frameOf(question)))
    socket.on('message', (data) => {
      const reply = readReply(String(data))
      if (reply === undefined) return
      onReply(String(data))
      if (!reply.hasMore) resolve({ status: reply.status })
    })
    socket.on('unexpected-response', (_request, { statusCode }) => fail(refusal(statusCode, target)))
    socket.on('close', (code, reason) =>
      fail(`closed the connection (${code}${reason.length > 0 ? ` ${reason}` : ''})`),
    )
    socket.on('error', (error) => fail(`cannot be reached: ${describeError(error, target.url)}`))
    socket.on('close', () => clearTimeout(timer))
  }).finally(() => hangUp(socket))
}

/** Closes in order: a connection that just breaks off looks like a fault in the log of the other side. */
function hangUp(socket: WebSocket): Promise<void> {
  return new Promise((resolve) => {
    if (socket.readyState === socket.CLOSED) return resolve()
    const timer = setTimeout(() => socket.terminate(), CLOSE_MS)
    socket.once('close', () => {
      clearTimeout(timer)
      resolve()
    })
    if (socket.readyState === socket.OPEN) socket.close(1000, 'answered')
    else socket.terminate()
  })
}

function dial({ url, token, trust }: Target): WebSocket {
  const authorization = token === undefined ? {} : { Authorization: `Bearer ${token}` }
  const headers = { 'User-Agent': PROGRAM, ...authorization }
  // Its types ask for a boolean where Node, which gets this function, asks for an error.
  const secure = (trust ?? {}) as SocketOptions
  return new WebSocket(url, { headers, perMessageDeflate: false, ...secure })
}

function frameOf({ action, paramsJson }: PlannedCall): string {
  return `{"action":${JSON.stringify(action)},"params":${paramsJson},"echo":"${echo}"}`
}

/** Another URL may bring events, which are skipped; a reply that lost its echo is still ours, because nothing else was asked here. */
function readReply(text: string): { readonly status: string; readonly hasMore: boolean } | undefined {
  const frame = parseObject(text)
  if (frame === undefined || 'post_type' in frame || !('retcode' in frame)) return undefined
  if ((frame.echo ?? echo) !== echo) return undefined
  const data = frame.data as { readonly type?: unknown } | null | undefined
  return { status: String(frame.status), hasMore: data?.type === 'stream' } // NapCat answers some calls in parts
}

function parseObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null
      ? (value as Readonly<Record<string, unknown>>)
      : undefined
  } catch {
    return undefined
  }
}

function refusal(status: number | undefined, target: Target): string {
  if (status === 401 || status === 403) return `refused the connection (${status}): ${tokenHint(target)}`
  if (status === 503) return 'is not ready (503): no account has connected to it yet'
  return `refused the connection (${status}): is it a OneBot 11 WebSocket?`
}
