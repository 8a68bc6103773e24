import { describeError, openWsSocket, shownUrl, type WsSocket } from '@rookery/transport'
import { type Target, tokenHint } from './target.js'

/** Outcome of a call: the last reply's status, or the reason why there is no reply. */
export type CallOutcome = { readonly status: string } | { readonly failure: string }

export interface PlannedCall {
  readonly action: string
  /** Inserted into the frame unchanged. */
  readonly paramsJson: string
  readonly timeoutMs: number
}

const echo = 'rookery-call'
/** Program name in the hub's log, since this connection has no client name. */
const PROGRAM = 'rookery call'
/** Milliseconds that the other side has for the closing handshake; the answer has already arrived. */
const CLOSE_MS = 500

/** Calls one action over a new connection. `onReply` receives each reply's text as received. */
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

/** Closes with a handshake: a broken connection would look like a fault in the other side's log. */
function hangUp(socket: WsSocket): Promise<void> {
  return new Promise((resolve) => {
    if (socket.readyState === socket.CLOSED) return resolve()
    const timer = setTimeout(() => socket.terminate(), CLOSE_MS)
    socket.on('close', () => {
      clearTimeout(timer)
      resolve()
    })
    if (socket.readyState === socket.OPEN) socket.close(1000, 'answered')
    else socket.terminate()
  })
}

function dial({ url, token, trust }: Target): WsSocket {
  const authorization = token === undefined ? {} : { Authorization: `Bearer ${token}` }
  const headers = { 'User-Agent': PROGRAM, ...authorization }
  return openWsSocket(url, { headers, ...trust })
}

function frameOf({ action, paramsJson }: PlannedCall): string {
  return `{"action":${JSON.stringify(action)},"params":${paramsJson},"echo":"${echo}"}`
}

/** Skips events, which other URLs may send. A reply without an echo is accepted, because only one call was made. */
function readReply(text: string): { readonly status: string; readonly hasMore: boolean } | undefined {
  const frame = parseObject(text)
  if (frame === undefined || 'post_type' in frame || !('retcode' in frame)) return undefined
  if ((frame.echo ?? echo) !== echo) return undefined
  const data = frame.data as { readonly type?: unknown } | null | undefined
  return { status: String(frame.status), hasMore: data?.type === 'stream' } // NapCat answers some calls in parts.
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
